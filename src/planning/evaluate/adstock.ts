// The kernel file itself, not the room's front door: the page must not load the sampler.
import { geometricWeightSum } from '../../mixmodel/adstock.js';
import type { MediaResponse } from '../../mixmodel/index.js';

type Adstock = MediaResponse['adstock'];

/** Number of lags counted from 0; Infinity for all, 1 without carry-over. */
export function lagsOf(adstock: Adstock): number {
  if (adstock.kind === 'none') return 1;
  return adstock.periods === 'all' ? Infinity : adstock.periods;
}

/** What the weights α^l are multiplied by: 1 ÷ their sum where they are normalised. */
export function weightFactor(adstock: Adstock, alpha: number): number {
  if (adstock.kind === 'none' || !adstock.normalised) return 1;
  return 1 / geometricWeightSum(alpha, lagsOf(adstock))[0];
}

/** Below this the carried-over media is nothing, as in the fit. */
const negligible = 1e-280;

/**
 * Σ_l α^l x_(t−l) for one draw, by the recursion a_t = x_t + α a_(t−1) − α^L x_(t−L). After L dark periods the level
 * is set to zero exactly, so that rounding never leaves a trace of media.
 *
 * @param media `(periods)` any unit
 * @param first the first period written: `out[(t − first) · stride + offset]` for t ≥ first
 */
export function adstockInto(
  media: Float64Array,
  alpha: number,
  lags: number,
  factor: number,
  first: number,
  out: Float64Array,
  stride: number,
  offset: number,
): void {
  const lost = lags === Infinity ? 0 : alpha ** lags;
  let level = 0;
  let dark = 0;
  for (let t = 0; t < media.length; t++) {
    const x = media[t]!;
    dark = x === 0 ? dark + 1 : 0;
    level = dark >= lags ? 0 : x + alpha * level - (t >= lags ? lost * media[t - lags]! : 0);
    if (level < negligible) level = 0;
    if (t >= first) out[(t - first) * stride + offset] = factor * level;
  }
}

/** The transpose of `adstockInto`: Σ_l α^l g_(t+l), in place, for one draw of `values` `(periods × stride)`. */
export function adstockBackwards(
  values: Float64Array,
  periods: number,
  alpha: number,
  lags: number,
  stride: number,
  offset: number,
): void {
  const lost = lags === Infinity ? 0 : alpha ** lags;
  const forward = new Float64Array(periods);
  for (let t = 0; t < periods; t++) forward[t] = values[t * stride + offset]!;
  let level = 0;
  for (let t = periods - 1; t >= 0; t--) {
    level = forward[t]! + alpha * level - (t + lags < periods ? lost * forward[t + lags]! : 0);
    values[t * stride + offset] = level;
  }
}
