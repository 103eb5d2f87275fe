import {
  baselinePaths,
  keyedNoise,
  mediaResponse,
  type BaselineOptions,
  type FittedModel,
  type MediaResponse,
  type MediaSpec,
  type NoiseOptions,
} from '../mixmodel/index.js';

/** `(groups)` people of each group; null where the model knows none. */
export function populationOf(_fitted: FittedModel): readonly number[] | null {
  return null;
}

/** The response of one medium in one group of the model. */
export function groupResponse(
  fitted: FittedModel,
  kpi: string,
  media: MediaSpec,
  drawRows: Int32Array,
  group: number,
): MediaResponse {
  return mediaResponse(fitted, kpi, media, drawRows, group);
}

/** By channel id and group. */
export function responsesByGroup(
  fitted: FittedModel,
  kpi: string,
  drawRows: Int32Array,
): ReadonlyMap<string, readonly MediaResponse[]> {
  return new Map(
    fitted.spec.channels.map((channel) => [
      channel.id,
      fitted.panel.groups.map((_, group) => groupResponse(fitted, kpi, channel, drawRows, group)),
    ]),
  );
}

/** `(periods × draws)`: baseline, controls, treatments and holidays of one group, without noise. */
export function groupBaseline(
  fitted: FittedModel,
  kpi: string,
  options: BaselineOptions,
  _group: number,
): Float64Array {
  return baselinePaths(fitted, kpi, options).total;
}

/** `(periods × draws)` noise of one group. */
export function groupNoise(fitted: FittedModel, kpi: string, options: NoiseOptions, group: number): Float64Array {
  return keyedNoise(fitted, kpi, { ...options, group });
}
