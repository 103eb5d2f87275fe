import type { MediaResponse } from '../../mixmodel/index.js';
import { adstockDraws, carryOver, lagsOf } from '../evaluate/adstock.js';

/** The highest adstocked media of a series, at the posterior mean of the carry-over; same units as the media. */
export function highestLevel(response: MediaResponse, media: Float64Array): number {
  const mean = response.alpha.reduce((sum, value) => sum + value, 0) / Math.max(1, response.alpha.length);
  const { alpha, factor } = carryOver({ ...response, alpha: Float64Array.of(mean), mediaScale: 1 }, 1);
  const level = adstockDraws(media, alpha, lagsOf(response.adstock), factor, 0);
  return level.reduce((highest, value) => Math.max(highest, value), 0);
}
