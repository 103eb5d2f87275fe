import type { MediaResponse } from '../../mixmodel/index.js';
import { drawAdstock } from '../evaluate/adstock.js';

/** The highest adstocked media of a series, at the posterior means of the carry-over; same units as the media. */
export function highestLevel(response: MediaResponse, media: Float64Array): number {
  const mean = (values: Float64Array): Float64Array =>
    Float64Array.of(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
  const { adstock, alpha, peak, shape, scale } = response;
  const typical = { adstock, alpha: mean(alpha), peak: mean(peak), shape: mean(shape), scale: mean(scale) };
  const level = drawAdstock(typical, 1, 1).forward(media, 0);
  return level.reduce((highest, value) => Math.max(highest, value), 0);
}
