import type { LinearTerm } from './linear-design.js';
import { shapeParameters } from './media-shape.js';
import { noiseColumns } from './make-noise.js';
import type { MediaSpec, ModelSpec } from './model-spec.js';

/** Columns of one medium in `FittedKpi.draws`: its transforms, its coefficient, and ROI where money is spent on it. */
export function mediaColumns(media: MediaSpec, paid: boolean): string[] {
  const { id } = media;
  return [
    ...shapeParameters(media).map(({ name }) => `${name}[${id}]`),
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
