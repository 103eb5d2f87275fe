import { LagWeights, lagsOf, type AdstockForm } from './lag-weights.js';
import type { MediaShape } from './media-shape.js';

/** Below this the carried-over media is taken as nothing, so that endless decay never runs into denormal numbers. */
export const negligible = 1e-280;

/**
 * Sum of the weights 1, α, α², … over the lags, and its derivative by α.
 * @param lags number of lags from 0, or Infinity
 */
export function geometricWeightSum(alpha: number, lags: number): readonly [sum: number, slope: number] {
  if (lags === Infinity) return [1 / (1 - alpha), 1 / ((1 - alpha) * (1 - alpha))];
  let sum = 1;
  let slope = 0;
  // Horner: (1 − α^L)/(1 − α) would lose its digits near α = 1.
  for (let lag = 1; lag < lags; lag++) {
    slope = sum + alpha * slope;
    sum = 1 + alpha * sum;
  }
  return [sum, slope];
}

/** What the recursion below needs of its weights. */
export interface GeometricWeights {
  readonly sum: number;
  readonly sumSlope: number;
  /** 1 ÷ sum where normalised, and the logarithmic slope of the sum. */
  readonly scale: number;
  readonly drift: number;
  /** Periods after which media have left; one more than there are where none does. */
  readonly window: number;
  /** α^L and its derivative. */
  readonly lastWeight: number;
  readonly lastWeightSlope: number;
}

export function geometricWeights(periods: number, alpha: number, lags: number, normalised: boolean): GeometricWeights {
  const [sum, sumSlope] = geometricWeightSum(alpha, lags);
  const endless = lags === Infinity;
  return {
    sum,
    sumSlope,
    scale: normalised ? 1 / sum : 1,
    drift: normalised ? sumSlope / sum : 0,
    window: endless ? periods + 1 : lags,
    lastWeight: endless ? 0 : Math.pow(alpha, lags),
    lastWeightSlope: endless ? 0 : lags * Math.pow(alpha, lags - 1),
  };
}

/**
 * Geometric adstock by recursion, with its derivative by α in the same pass.
 *
 *     s_t = x_t + α s_{t−1} − α^L x_{t−L},   a_t = s_t ÷ Σ_{l<L} α^l  (where normalised)
 *
 * which equals Σ_{l<L} α^l x_{t−l} (Jin et al. 2017, eq. 1, with weights α^l). After L periods without media the true
 * value is exactly zero; the recursion would leave rounding there, so it is reset.
 * @param media `(periods)`
 * @param before media in every period before the first
 * @param value `(periods)`, written
 * @param slope `(periods)`, written: da/dα
 */
export function geometricAdstock(
  media: Float64Array,
  before: number,
  alpha: number,
  lags: number,
  normalised: boolean,
  value: Float64Array,
  slope: Float64Array,
): void {
  const n = media.length;
  const weights = geometricWeights(n, alpha, lags, normalised);
  const { window, lastWeight, lastWeightSlope, sum, sumSlope, scale, drift } = weights;
  let s = before * sum;
  let ds = before * sumSlope;
  let dark = before === 0 ? window : 0;
  for (let t = 0; t < n; t++) {
    const x = media[t]!;
    const leaving = t >= window ? media[t - window]! : before;
    ds = s + alpha * ds - lastWeightSlope * leaving;
    s = x + alpha * s - lastWeight * leaving;
    dark = x === 0 ? dark + 1 : 0;
    if (dark >= window || s < negligible) {
      s = 0;
      ds = 0;
    }
    const a = s * scale;
    value[t] = a;
    slope[t] = ds * scale - a * drift;
  }
}

/** Lags within which the weights of an adstock are looked at where every lag counts. */
const longestLook = 1000;

/** Number of lags of an adstock: 1 without, Infinity where every lag counts. */
export function adstockLags(adstock: AdstockForm): number {
  return lagsOf(adstock);
}

/** Weight of lag 0, 1, … `count − 1` as a share of the largest weight (that of lag 0 unless the adstock is delayed). */
export function adstockDecay(adstock: AdstockForm, parameters: MediaShape, count: number): Float64Array {
  const lags = new LagWeights(adstock, Math.max(count, 1));
  lags.at(parameters);
  const largest = lags.weights.reduce((most, weight) => Math.max(most, weight), 0);
  return Float64Array.from({ length: count }, (_, lag) => (largest > 0 ? (lags.weights[lag] ?? 0) / largest : 0));
}

/** What an adstock makes of one unit of media in every period, for ever: the sum of its weights. */
export function adstockGain(adstock: AdstockForm, parameters: MediaShape): number {
  if (adstock.kind === 'none' || adstock.normalised) return 1;
  if (adstock.kind === 'geometric') return geometricWeightSum(parameters[0]!, lagsOf(adstock))[0];
  const lags = new LagWeights(adstock, longestLook);
  lags.at(parameters);
  return lags.weights.reduce((sum, weight) => sum + weight, 0);
}
