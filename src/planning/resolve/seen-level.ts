import type { MediaResponse } from '../../mixmodel/index.js';
import { drawAdstock } from '../evaluate/adstock.js';
import { isSeparable } from '../evaluate/separable-effect.js';

/**
 * The highest media of a series that saturation acts on, same units as the media: adstocked, at the posterior means of
 * the carry-over; or those of a single period where saturation comes first.
 */
export function highestLevel(response: MediaResponse, media: Float64Array): number {
  if (isSeparable(response)) return media.reduce((highest, value) => Math.max(highest, value), 0);
  const mean = (values: Float64Array): Float64Array =>
    Float64Array.of(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
  const { adstock, alpha, peak, shape, scale } = response;
  const typical = { adstock, alpha: mean(alpha), peak: mean(peak), shape: mean(shape), scale: mean(scale) };
  const level = drawAdstock(typical, 1, 1).forward(media, 0);
  return level.reduce((highest, value) => Math.max(highest, value), 0);
}
