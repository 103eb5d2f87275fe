import type { RecoveryMarket } from './generator.js';

/** Table and model file of one draw of a recovery set. */
export interface RecoveryFiles {
  readonly 'data.csv': string;
  readonly 'model.yaml': string;
}

/** Ids as our files want them. */
export function channelId(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/**
 * One generic model for every set: the priors of `bench/real/recovery_small_business.model.yaml`, the same for every
 * channel and, with several regions, partial pooling as the model file's defaults have it.
 */
export function recoveryFiles(market: RecoveryMarket): RecoveryFiles {
  const { set, dates, kpi, spend, controls } = market;
  const isPanel = set.regions.length > 1;
  const header = [
    'date',
    ...(isPanel ? ['geo'] : []),
    ...set.channels.map(({ name }, c) => `x${c + 1}_${name}`),
    ...set.controls.map((_, k) => `c${k + 1}`),
    'y',
  ];
  const rows = set.regions.flatMap((region, g) =>
    dates.map((date, t) => {
      const i = g * dates.length + t;
      const numbers = [...spend, ...controls, kpi].map((values) => values[i]!);
      return [date, ...(isPanel ? [region] : []), ...numbers].join(',');
    }),
  );
  const model = [
    'schema: mixplan/model@1',
    'id: recovery',
    'title: "Recovery benchmark"',
    `data: {file: data.csv, date: date, date_marks: start${isPanel ? ', region: geo' : ''}}`,
    'currency: USD',
    'kpis: [{id: sales, column: y, kind: revenue}]',
    'channels:',
    ...set.channels.flatMap(({ name }, c) => [
      `  - id: ${channelId(name)}`,
      `    spend: x${c + 1}_${name}`,
      '    adstock: {kind: geometric, periods: 8, alpha: {beta: [1, 3]}}',
      '    saturation: {kind: hill, half: {lognormal: [-0.2, 0.7]}, slope: {lognormal: [0.2, 0.4]}}',
      '    effect: {coefficient: {halfnormal: 1}}',
    ]),
    'controls:',
    ...set.controls.map((_, k) => `  - {id: c${k + 1}, column: c${k + 1}, coefficient: {normal: [0, 1]}}`),
    'baseline:',
    '  intercept: {normal: [0, 1]}',
    '  trend: {kind: linear, coefficient: {normal: [0, 0.5]}}',
    '  season: {kind: fourier, pairs: 2, coefficient: {normal: [0, 0.5]}}',
    'noise: {kind: normal, sd: {halfnormal: 1}}',
    'scaling: {kpi: max, media: {by: max, over: all}}',
  ];
  return { 'data.csv': `${[header.join(','), ...rows].join('\n')}\n`, 'model.yaml': `${model.join('\n')}\n` };
}
