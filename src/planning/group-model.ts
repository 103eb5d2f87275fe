import {
  baselinePaths,
  groupView,
  keyedNoise,
  mediaResponse,
  type BaselineOptions,
  type FittedModel,
  type MediaResponse,
  type MediaSpec,
  type NoiseOptions,
} from '../mixmodel/index.js';

/** `(groups)` people of each group; null where the model knows none. */
export function populationOf({ panel, scales }: Pick<FittedModel, 'panel' | 'scales'>): readonly number[] | null {
  if (scales.population !== undefined && scales.population !== null) return scales.population;
  return panel.population === undefined || panel.population === null ? null : [...panel.population];
}

/** The response of one medium in one group of the model. */
export function groupResponse(
  fitted: FittedModel,
  kpi: string,
  media: MediaSpec,
  drawRows: Int32Array,
  group: number,
): MediaResponse {
  return mediaResponse(groupView(fitted, group), kpi, media, drawRows);
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
export function groupBaseline(fitted: FittedModel, kpi: string, options: BaselineOptions, group: number): Float64Array {
  return baselinePaths(groupView(fitted, group), kpi, options).total;
}

/** `(periods × draws)` noise of one group. */
export function groupNoise(fitted: FittedModel, kpi: string, options: NoiseOptions, group: number): Float64Array {
  return keyedNoise(groupView(fitted, group), kpi, { ...options, group: 0 });
}
