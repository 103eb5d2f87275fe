import type { PeerSet } from './sets.js';

/** Ids of a model file for columns whose names may hold anything. */
export function channelId(index: number): string {
  return `channel_${index + 1}`;
}

/**
 * The one generic model file, written for the columns of a set: every prior is the same for every set and channel, those
 * of `bench/real/recovery_small_business.model.yaml`. Several regions are pooled partially, by the format's defaults.
 */
export function genericModel(set: PeerSet, dataFile: string): string {
  const transforms = [
    '    adstock: { kind: geometric, periods: 8, alpha: { beta: [1, 3] } }',
    '    saturation: { kind: hill, half: { lognormal: [-0.2, 0.7] }, slope: { lognormal: [0.2, 0.4] } }',
    '    effect: { coefficient: { halfnormal: 1 } }',
  ];
  const regions = set.groups.length > 1;
  const lines = [
    'schema: mixplan/model@1',
    `id: peers-${set.name.replaceAll('_', '-')}`,
    `title: "Generic model, ${set.name}"`,
    'data:',
    `  file: ${dataFile}`,
    `  date: ${set.date}`,
    '  date_marks: start',
    ...(regions ? [`  region: ${set.region}`] : []),
    'currency: USD',
    'kpis:',
    set.value === null
      ? `  - { id: kpi, column: ${set.kpi}, kind: revenue }`
      : `  - { id: kpi, column: ${set.kpi}, kind: count, value_per_unit: { column: ${set.value}, future: last_year } }`,
    'channels:',
    ...set.channels.flatMap(({ column, spend }, index) => [
      `  - id: ${channelId(index)}`,
      `    spend: ${spend}`,
      ...(column === spend ? [] : [`    media: ${column}`, '    unit: impression']),
      ...transforms,
    ]),
    ...listed('organic', set.organic, (column, index) => [
      `  - id: organic_${index + 1}`,
      `    media: ${column}`,
      ...transforms,
      '    future: last_year',
    ]),
    ...listed('treatments', set.treatments, (column, index) => [
      `  - { id: treatment_${index + 1}, column: ${column}, baseline: min, effect: { coefficient: { normal: [0, 1] } }, future: last_year }`,
    ]),
    ...listed('controls', set.controls, (column, index) => [
      `  - { id: control_${index + 1}, column: ${column}, standardise: true, coefficient: { normal: [0, 1] }, future: last_year }`,
    ]),
    'baseline:',
    '  intercept: { normal: [0, 1] }',
    '  trend: { kind: linear, coefficient: { normal: [0, 0.5] } }',
    '  season: { kind: fourier, pairs: 2, coefficient: { normal: [0, 0.5] } }',
    ...(regions ? ['groups: { pooling: partial }'] : []),
    'noise: { kind: normal, sd: { halfnormal: 1 } }',
    `scaling: { kpi: max, media: { by: max, over: ${regions ? 'group' : 'all'} } }`,
  ];
  return `${lines.join('\n')}\n`;
}

function listed(key: string, columns: readonly string[], write: (column: string, index: number) => string[]): string[] {
  return columns.length === 0 ? [] : [`${key}:`, ...columns.flatMap(write)];
}
