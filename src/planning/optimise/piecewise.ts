import { intervalOf } from '../evaluate/hermite.js';

/** A curve by its corners, straight between them. `x` ascends strictly; one corner alone is a fixed amount. */
export interface PiecewiseCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Amounts strictly between these two corners may not be taken: zero or at least a minimum buy. */
  readonly hole?: { readonly from: number; readonly to: number } | undefined;
}

export function inHole({ hole }: Pick<PiecewiseCurve, 'hole'>, x: number): boolean {
  if (hole === undefined) return false;
  const slack = 1e-9 * Math.max(1, hole.to);
  return x > hole.from + slack && x < hole.to - slack;
}

/** −∞ at an amount that may not be taken. */
export function valueAt(curve: PiecewiseCurve, x: number): number {
  const { x: xs, y: ys } = curve;
  if (inHole(curve, x)) return -Infinity;
  if (xs.length === 1) return ys[0]!;
  const i = intervalOf(xs, x);
  return ys[i]! + ((ys[i + 1]! - ys[i]!) * (x - xs[i]!)) / (xs[i + 1]! - xs[i]!);
}

/** The part of a curve between two amounts, which become its ends; neither may lie in its hole. */
export function cut(curve: PiecewiseCurve, low: number, high: number): PiecewiseCurve {
  if (high <= low) return { x: Float64Array.of(low), y: Float64Array.of(valueAt(curve, low)) };
  const x = [low];
  const y = [valueAt(curve, low)];
  for (let i = 0; i < curve.x.length; i++) {
    if (curve.x[i]! > low && curve.x[i]! < high) {
      x.push(curve.x[i]!);
      y.push(curve.y[i]!);
    }
  }
  x.push(high);
  y.push(valueAt(curve, high));
  const { hole } = curve;
  const keeps = hole !== undefined && low <= hole.from && high >= hole.to;
  return { x: Float64Array.from(x), y: Float64Array.from(y), ...(keeps ? { hole } : {}) };
}

/** Smallest concave curve above a curve: Andrew's monotone chain, upper half. Slopes descend strictly. */
export function upperHull(curve: PiecewiseCurve): PiecewiseCurve {
  const { x, y } = curve;
  const kept: number[] = [];
  for (let i = 0; i < x.length; i++) {
    while (kept.length > 1) {
      const b = kept[kept.length - 1]!;
      const a = kept[kept.length - 2]!;
      if ((y[b]! - y[a]!) * (x[i]! - x[b]!) > (y[i]! - y[b]!) * (x[b]! - x[a]!)) break;
      kept.pop();
    }
    kept.push(i);
  }
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}
