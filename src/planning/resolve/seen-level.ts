import type { MediaResponse } from '../../mixmodel/index.js';
import { adstockInto, lagsOf, weightFactor } from '../evaluate/adstock.js';

/** The highest adstocked media of a series, at the posterior mean of the carry-over; same units as the media. */
export function highestLevel(response: MediaResponse, media: Float64Array): number {
  let alpha = 0;
  for (const value of response.alpha) alpha += value / response.alpha.length;
  const level = new Float64Array(media.length);
  adstockInto(media, alpha, lagsOf(response.adstock), weightFactor(response.adstock, alpha), 0, level, 1, 0);
  return level.reduce((highest, value) => Math.max(highest, value), 0);
}
