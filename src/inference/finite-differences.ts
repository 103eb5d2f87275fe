/**
 * Checks a gradient against its density. A sampler runs on a wrong gradient without complaint and gives wrong draws,
 * so every target should be checked, with every combination of its options.
 */
import type { Target } from './target.js';

export interface GradientCheck {
  /** Largest over coordinates of |analytic − numeric| / max(1, |analytic|, |numeric|). */
  readonly worstError: number;
  /** The coordinate where it occurs. */
  readonly coordinate: number;
  readonly analytic: Float64Array;
  readonly numeric: Float64Array;
}

/**
 * Compares with central differences, extrapolated by Ridders' method (Numerical Recipes, section 5.7), which reaches
 * about 1e-9 on a density computed to full precision.
 * @param step first step of the extrapolation, shrunk by 1.4 each time; about a tenth of a posterior sd. Default 0.1
 */
export function checkGradient(target: Target, position: Float64Array, step = 0.1): GradientCheck {
  const n = target.dimension;
  const analytic = new Float64Array(n);
  const scratch = new Float64Array(n);
  target.logDensityAndGradient(position, analytic);
  const point = Float64Array.from(position);
  const numeric = Float64Array.from({ length: n }, (_, i) => {
    const along = (h: number): number => {
      point[i] = position[i]! + h;
      const value = target.logDensityAndGradient(point, scratch);
      point[i] = position[i]!;
      return value;
    };
    return derivative(along, step);
  });
  let worstError = 0;
  let coordinate = 0;
  for (let i = 0; i < n; i++) {
    const a = analytic[i]!;
    const b = numeric[i]!;
    const error = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
    // NaN must not pass for agreement.
    if (!(error <= worstError)) {
      worstError = Number.isNaN(error) ? Infinity : error;
      coordinate = i;
    }
  }
  return { worstError, coordinate, analytic, numeric };
}

/** f′(0) by Ridders' extrapolation of central differences. */
function derivative(f: (h: number) => number, firstStep: number): number {
  const shrink = 1.4;
  let row: number[] = [];
  let best = NaN;
  let bestError = Infinity;
  let h = firstStep;
  for (let i = 0; i < 12; i++, h /= shrink) {
    const next = [(f(h) - f(-h)) / (2 * h)];
    if (i === 0) best = next[0]!;
    let factor = shrink * shrink;
    for (let k = 0; k < row.length; k++, factor *= shrink * shrink) {
      const refined = (next[k]! * factor - row[k]!) / (factor - 1);
      next.push(refined);
      const error = Math.max(Math.abs(refined - next[k]!), Math.abs(refined - row[k]!));
      // A step across the edge of the support gives NaN; smaller ones may not.
      if (error <= bestError || Number.isNaN(best)) {
        bestError = Number.isNaN(error) ? Infinity : error;
        best = refined;
      }
    }
    row = next;
  }
  return best;
}
