import type { LinearTerm } from './linear-design.js';
import { noiseColumns } from './make-noise.js';
import type { MediaSpec, ModelSpec } from './model-spec.js';

/** Columns of one medium in `FittedKpi.draws`: its transforms, its coefficient, and ROI where money is spent on it. */
export function mediaColumns(media: MediaSpec, paid: boolean): string[] {
  const { adstock, saturation, id } = media;
  return [
    ...(adstock.kind === 'geometric' ? [`alpha[${id}]`] : []),
    ...(saturation.kind === 'hill' ? [`half[${id}]`, `slope[${id}]`] : []),
    ...(saturation.kind === 'logistic' ? [`rate[${id}]`] : []),
    `coefficient[${id}]`,
    ...(paid ? [`roi[${id}]`] : []),
  ];
}

/** The columns of `FittedKpi.draws` in order. */
export function kpiColumns(spec: ModelSpec, terms: readonly LinearTerm[]): string[] {
  return [
    ...spec.channels.flatMap((channel) => mediaColumns(channel, true)),
    ...spec.organic.flatMap((organic) => mediaColumns(organic, false)),
    ...terms.map(({ name }) => name),
    ...noiseColumns(spec),
  ];
}
