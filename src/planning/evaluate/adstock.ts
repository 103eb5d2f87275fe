// The kernel files themselves, not the room's front door: the page must not load the sampler.
import { geometricWeightSum } from '../../mixmodel/adstock.js';
import { LagWeights, lagsOf } from '../../mixmodel/lag-weights.js';
import type { MediaResponse } from '../../mixmodel/index.js';

/** The adstock of every draw of a response. */
export interface DrawAdstock {
  /**
   * Adstocked scaled media.
   * @param media `(periods)` units of media
   * @param first the first period written
   * @returns `(periods − first × draws)`
   */
  readonly forward: (media: Float64Array, first: number) => Float64Array;
  /** The transpose of `forward`: Σ_l w_l g_(t+l) of `values` `(periods × draws)`, per unit of media. */
  readonly backwards: (values: Float64Array) => Float64Array;
}

/** @param mediaScale media per unit of the level that comes out */
export function drawAdstock(
  response: Pick<MediaResponse, 'adstock' | 'alpha' | 'peak' | 'shape' | 'scale'>,
  draws: number,
  mediaScale: number,
): DrawAdstock {
  const { adstock } = response;
  if (adstock.kind === 'geometric' || adstock.kind === 'none') {
    const lags = lagsOf(adstock);
    const alpha = adstock.kind === 'none' ? new Float64Array(draws) : response.alpha.slice(0, draws);
    const normalised = adstock.kind === 'geometric' && adstock.normalised;
    const factor = alpha.map((value) => (normalised ? 1 / geometricWeightSum(value, lags)[0] : 1) / mediaScale);
    return {
      forward: (media, first) => adstockDraws(media, alpha, lags, factor, first),
      backwards: (values) => scaledByDraw(adstockBackwards(values, alpha, lags), factor),
    };
  }
  const weights = weightsByDraw(response, draws, lagsOf(adstock), mediaScale);
  return {
    forward: (media, first) => convolveDraws(media, weights, draws, first),
    backwards: (values) => convolveBackwards(values, weights, draws),
  };
}

/** Weight of every lag in every draw, `(lags × draws)`, as many lags as the adstock has but at most `most`. */
export function weightsByDraw(
  response: Pick<MediaResponse, 'adstock' | 'alpha' | 'peak' | 'shape' | 'scale'>,
  draws: number,
  most: number,
  mediaScale = 1,
): Float64Array {
  const lagWeights = new LagWeights(response.adstock, most);
  const { weights } = lagWeights;
  const [first, second] = adstockColumns(response);
  const out = new Float64Array(weights.length * draws);
  for (let d = 0; d < draws; d++) {
    lagWeights.at([first[d] ?? 0, second[d] ?? 0]);
    for (let lag = 0; lag < weights.length; lag++) out[lag * draws + d] = weights[lag]! / mediaScale;
  }
  return out;
}

/** `(draws)` of the first and the second parameter of the adstock, in the order of the fit. */
function adstockColumns(
  response: Pick<MediaResponse, 'adstock' | 'alpha' | 'peak' | 'shape' | 'scale'>,
): readonly [Float64Array, Float64Array] {
  const { kind } = response.adstock;
  if (kind === 'weibull_pdf' || kind === 'weibull_cdf') return [response.shape, response.scale];
  return [response.alpha, response.peak];
}

function convolveDraws(media: Float64Array, weights: Float64Array, draws: number, first: number): Float64Array {
  const lags = weights.length / draws;
  const out = new Float64Array((media.length - first) * draws);
  for (let t = 0; t < media.length; t++) {
    const x = media[t]!;
    if (x === 0) continue;
    for (let lag = Math.max(0, first - t); lag < lags && t + lag < media.length; lag++) {
      const row = (t + lag - first) * draws;
      for (let d = 0; d < draws; d++) out[row + d]! += weights[lag * draws + d]! * x;
    }
  }
  return out;
}

function convolveBackwards(values: Float64Array, weights: Float64Array, draws: number): Float64Array {
  const lags = weights.length / draws;
  const periods = values.length / draws;
  const out = new Float64Array(values.length);
  for (let t = 0; t < periods; t++) {
    for (let lag = 0; lag < lags && t + lag < periods; lag++) {
      const row = (t + lag) * draws;
      for (let d = 0; d < draws; d++) out[t * draws + d]! += weights[lag * draws + d]! * values[row + d]!;
    }
  }
  return out;
}

function scaledByDraw(values: Float64Array, factor: Float64Array): Float64Array {
  const draws = factor.length;
  for (let cell = 0, d = 0; cell < values.length; cell++, d = d + 1 === draws ? 0 : d + 1) values[cell]! *= factor[d]!;
  return values;
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
function adstockDraws(
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
function adstockBackwards(values: Float64Array, alpha: Float64Array, lags: number): Float64Array {
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
