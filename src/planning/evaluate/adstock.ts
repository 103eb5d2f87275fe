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
function weightFactor(adstock: Adstock, alpha: number): number {
  if (adstock.kind === 'none' || !adstock.normalised) return 1;
  return 1 / geometricWeightSum(alpha, lagsOf(adstock))[0];
}

/** Below this the carried-over media is nothing, as in the fit. */
const negligible = 1e-280;

/**
 * Σ_l α^l x_(t−l) for every draw, by the recursion a_t = x_t + α a_(t−1) − α^L x_(t−L). After L dark periods the level
 * is set to zero exactly, so that rounding never leaves a trace of media. Draws are the inner loop: they lie side by
 * side, and the media are the same for all of them.
 *
 * @param media `(periods)` any unit
 * @param alpha `(draws)`
 * @param factor `(draws)` what each level is multiplied by
 * @param first the first period written
 * @returns `(periods − first × draws)`
 */
export function adstockDraws(
  media: Float64Array,
  alpha: Float64Array,
  lags: number,
  factor: Float64Array,
  first: number,
): Float64Array {
  const draws = alpha.length;
  const out = new Float64Array((media.length - first) * draws);
  const level = new Float64Array(draws);
  const lost = alpha.map((value) => (lags === Infinity ? 0 : value ** lags));
  // At the start nothing stands in the stock.
  let dark: number = Infinity;
  for (let t = 0; t < media.length; t++) {
    const x = media[t]!;
    dark = x === 0 ? dark + 1 : 0;
    if (dark >= lags) {
      if (dark < lags + 1) level.fill(0);
      continue;
    }
    const leaving = t >= lags ? media[t - lags]! : 0;
    for (let d = 0; d < draws; d++) {
      const next = x + alpha[d]! * level[d]! - lost[d]! * leaving;
      level[d] = next < negligible ? 0 : next;
    }
    if (t < first) continue;
    const row = (t - first) * draws;
    for (let d = 0; d < draws; d++) out[row + d] = factor[d]! * level[d]!;
  }
  return out;
}

/** The transpose of `adstockDraws` without its factor: Σ_l α^l g_(t+l) of `values` `(periods × draws)`. */
export function adstockBackwards(values: Float64Array, alpha: Float64Array, lags: number): Float64Array {
  const draws = alpha.length;
  const periods = values.length / draws;
  const out = new Float64Array(values.length);
  const lost = alpha.map((value) => (lags === Infinity ? 0 : value ** lags));
  for (let t = periods - 1; t >= 0; t--) {
    const row = t * draws;
    const next = row + draws;
    const leaving = t + lags < periods ? row + lags * draws : -1;
    for (let d = 0; d < draws; d++) {
      const after = t + 1 < periods ? alpha[d]! * out[next + d]! : 0;
      out[row + d] = values[row + d]! + after - (leaving < 0 ? 0 : lost[d]! * values[leaving + d]!);
    }
  }
  return out;
}

/** `(draws)` carry-over of a response, zero where it has none, and what its levels are multiplied by. */
export function carryOver(
  response: MediaResponse,
  draws: number,
): { readonly alpha: Float64Array; readonly factor: Float64Array } {
  const alpha = response.adstock.kind === 'none' ? new Float64Array(draws) : response.alpha.slice(0, draws);
  return { alpha, factor: alpha.map((value) => weightFactor(response.adstock, value) / response.mediaScale) };
}
