import { adstockGain } from './adstock.js';
import type { MediaSpec } from './model-spec.js';
import { saturate } from './saturation.js';

/** Multiples of the average active period's spend at which response curves are drawn and have to converge. */
export const curveMultiples: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** Parameters of one channel in one draw, on the scale of the model file. */
export interface MediaParameters {
  readonly alpha: number;
  readonly half: number;
  readonly slope: number;
  readonly rate: number;
  readonly coefficient: number;
}

/**
 * Effect per period, in units of the coefficient, of the same scaled media in every period for ever.
 * @param media scaled media per period
 */
export function steadyStateEffect(
  spec: Pick<MediaSpec, 'adstock' | 'saturation'>,
  draw: MediaParameters,
  media: number,
): number {
  const stock = media * adstockGain(spec.adstock, draw.alpha);
  return draw.coefficient * saturate(spec.saturation.kind, stock, draw.half, draw.slope, draw.rate);
}

/** Mean over the periods with media, 0 where there is none. */
export function averageActive(values: Float64Array): number {
  const active = values.filter((value) => value > 0);
  return active.length === 0 ? 0 : active.reduce((sum, value) => sum + value, 0) / active.length;
}
