import { adstockGain } from './adstock.js';
import type { MediaTransforms } from './media-path.js';
import { adstockParameters, type MediaShape } from './media-shape.js';
import { saturate } from './saturation.js';

/** Multiples of the average active period's spend at which response curves are drawn and have to converge. */
export const curveMultiples: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** Parameters of one channel in one draw, on the scale of the model file. */
export interface MediaParameters {
  /** Aligned with `shapeParameters` of the channel. */
  readonly shape: MediaShape;
  readonly coefficient: number;
}

/** What stands in one period: scaled media, or scaled reach and the frequency with which those reached saw it. */
export interface MediaLevel {
  readonly media: number;
  readonly frequency: number | null;
}

/** Effect per period, in units of the coefficient, of the same media in every period for ever. */
export function steadyStateEffect(spec: MediaTransforms, draw: MediaParameters, level: MediaLevel): number {
  const { shape, coefficient } = draw;
  const first = adstockParameters(spec.adstock).length;
  const gain = adstockGain(spec.adstock, shape);
  const saturated = (u: number): number =>
    saturate(spec.saturation.kind, u, shape[first] ?? 1, shape[first + 1] ?? 1, shape[first] ?? 1);
  if (level.frequency !== null) return coefficient * gain * level.media * saturated(level.frequency);
  if (spec.order === 'saturation_first') return coefficient * gain * saturated(level.media);
  return coefficient * saturated(level.media * gain);
}

/** Mean over the periods with media, 0 where there is none. */
export function averageActive(values: Float64Array): number {
  const active = values.filter((value) => value > 0);
  return active.length === 0 ? 0 : active.reduce((sum, value) => sum + value, 0) / active.length;
}
