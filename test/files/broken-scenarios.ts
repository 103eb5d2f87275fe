import { randomStream } from '../../src/inference/index.js';

/** A fault planted in a good file: what the reader must say, and at which line. */
export interface Planted {
  readonly code: string;
  readonly line: number;
}

export interface BrokenFile {
  readonly text: string;
  readonly planted: readonly Planted[];
}

/** One line of the good file, by its place, and what it becomes. */
interface Plant {
  readonly code: string;
  readonly line: number;
  readonly text: string;
}

/** A good file for the sample model, one key or line of the plan per line so that faults can be planted apart. */
export const goodLines: readonly string[] = [
  'schema: mixplan/scenario@1',
  'id: good',
  'title: Good',
  'reference: last_year',
  'model: {id: shop}',
  'window: {start: 2025-01-06, end: 2025-04-06}',
  'carry_in: {gap_fill: reference}',
  'calendar: {pattern: 4-4-5, year_start: 2025-01-06}',
  'currency: {unit: k, rates: {USD: {rate: 0.9, as_of: 2025-01-01}}}',
  'objective: {kind: maximise, kpi: sales}',
  'budget: {total: 1.2m, contingency_pct: 0}',
  'unlisted: reference',
  'boldness: moderate',
  'lines:',
  '  - {channel: tv, campaign: a, region: east, audience: young, amount: 100k}',
  '  - {channel: tv, campaign: b, amount: 100k, flight: {shape: pulse, weeks_on: 2, weeks_off: 1}}',
  '  - {channel: search, amount: 50k, currency: USD, min: "-20%", max: "+20%"}',
  '  - {channel: video, flight: {from: 2025-01-06, to: 2025-01-19, amounts: [10k, 20k]}}',
  'new_channels:',
  '  - {id: retail, like: search, roi: {low: 0.5, mid: 1, high: 2}, saturates_at: 300k, max_share: 0.1}',
  'audiences:',
  '  - {id: young, universe: 1m, on_target: {tv: 0.4}}',
  'reach: {method: sainsbury, effective_frequency: 3}',
  'assumptions:',
  '  media_inflation_pct: {default: 2, tv: {low: 1, mid: 2, high: 3}}',
  '  baseline_growth_pct: {low: -1, mid: 0, high: 1}',
  '  controls: {competitor: {change_pct: 5}}',
  '  promo: [{treatment: price, from: 2025-02-03, to: 2025-02-09, same_as: {from: 2024-02-05, to: 2024-02-11}}]',
  '  long_term_multiplier: {use: false, low: 1, mid: 1.5, high: 2}',
  'uncertainty: {interval: 0.8, draws: 500}',
];

/** Everything that may go wrong, each on one line of the good file. */
const plants: readonly Plant[] = [
  ['unknown-key', 4, 'referense: last_year'],
  ['bad-reference', 4, 'reference: last year'],
  ['unknown-model', 5, 'model: {id: shopp}'],
  ['bad-date', 6, 'window: {start: 2025-13-06, end: 2025-04-06}'],
  ['window-start-inside-period', 6, 'window: {start: 2025-01-07, end: 2025-04-06}'],
  ['window-end-inside-period', 6, 'window: {start: 2025-01-06, end: 2025-04-05}'],
  ['unknown-value', 7, 'carry_in: {gap_fill: refrence}'],
  ['unknown-value', 8, 'calendar: {pattern: 4-4-6}'],
  ['fiscal-year-start-unused', 8, 'calendar: {pattern: broadcast, year_start: 2025-01-06}'],
  ['bad-unit', 9, 'currency: {unit: z, rates: {USD: {rate: 0.9}}}'],
  ['unknown-key', 9, 'currency: {unit: k, rates: {USD: {rate: 0.9, asof: 2025-01-01}}}'],
  ['unknown-kpi', 10, 'objective: {kind: maximise, kpi: sale}'],
  ['unknown-value', 10, 'objective: {kind: maximize, kpi: sales}'],
  ['bad-amount', 11, 'budget: {total: lots, contingency_pct: 0}'],
  ['unknown-key', 11, 'budget: {total: 1.2m, contingency: 0}'],
  ['unknown-value', 12, 'unlisted: refrence'],
  ['bad-boldness', 13, 'boldness: brave'],
  ['unknown-channel', 15, '  - {channel: tvv, campaign: a, amount: 100k}'],
  ['unknown-audience', 15, '  - {channel: tv, campaign: a, audience: yung, amount: 100k}'],
  ['unknown-key', 15, '  - {channel: tv, campain: a, amount: 100k}'],
  ['amount-negative', 15, '  - {channel: tv, campaign: a, amount: -5}'],
  ['shape-without-weeks', 16, '  - {channel: tv, campaign: b, amount: 100k, flight: {shape: pulse, weeks_on: 2}}'],
  ['unknown-value', 16, '  - {channel: tv, campaign: b, amount: 100k, flight: {shape: puls}}'],
  ['flight-outside-window', 16, '  - {channel: tv, campaign: b, amount: 100k, flight: {from: 2024-12-01}}'],
  ['currency-without-rate', 17, '  - {channel: search, amount: 50k, currency: USS}'],
  ['min-above-max', 17, '  - {channel: search, amount: 50k, min: "+30%", max: "-20%"}'],
  ['bound-of-fixed-line', 17, '  - {channel: search, amount: 50k, lock: true, min: 3}'],
  ['bad-bound', 17, '  - {channel: search, amount: 50k, min: few}'],
  ['flight-weights-count', 18, '  - {channel: video, flight: {from: 2025-01-06, to: 2025-01-19, amounts: [10k]}}'],
  ['amounts-twice', 18, '  - {channel: video, amount: 3, flight: {to: 2025-01-12, amounts: [10k]}}'],
  ['unknown-channel', 20, '  - {id: retail, like: serch, roi: {low: 0.5, mid: 1, high: 2}, saturates_at: 300k}'],
  ['assumption-order', 20, '  - {id: retail, like: search, roi: {low: 3, mid: 1, high: 2}, saturates_at: 300k}'],
  ['new-channel-known', 20, '  - {id: tv, like: search, roi: {low: 0.5, mid: 1, high: 2}, saturates_at: 300k}'],
  ['universe-not-positive', 22, '  - {id: young, universe: 0, on_target: {tv: 0.4}}'],
  ['unknown-channel', 22, '  - {id: young, universe: 1m, on_target: {tw: 0.4}}'],
  ['unknown-value', 23, 'reach: {method: sainsbry}'],
  ['pairs-without-agostini', 23, 'reach: {pair_duplication: {tv: {video: 0.2}}}'],
  ['unknown-channel', 25, '  media_inflation_pct: {default: 2, radio: 3}'],
  ['assumption-order', 26, '  baseline_growth_pct: {low: 4, mid: 0, high: 1}'],
  ['unknown-control', 27, '  controls: {competitr: {change_pct: 5}}'],
  [
    'promo-length',
    28,
    '  promo: [{treatment: price, from: 2025-02-03, to: 2025-02-09, same_as: {from: 2024-02-05, to: 2024-02-06}}]',
  ],
  [
    'unknown-treatment',
    28,
    '  promo: [{treatment: prize, from: 2025-02-03, to: 2025-02-09, same_as: {from: 2024-02-05, to: 2024-02-11}}]',
  ],
  ['assumption-order', 29, '  long_term_multiplier: {use: false, low: 3, mid: 1.5}'],
  ['bad-interval', 30, 'uncertainty: {interval: 0.7, draws: 500}'],
].map(([code, line, text]) => ({ code, line, text }) as Plant);

/** What a fault hides of others: without a model or a window much cannot be checked. */
const needsModel = /^(unknown-(?!key)|window-|flight-|currency-|new-channel|promo-|fiscal-)/;
const needsWindow = /^(flight-|promo-)/;

/** Files with one to five planted faults on lines of their own; the same for the same seed. */
export function brokenFiles(count: number, seed: number): BrokenFile[] {
  const random = randomStream(seed, 'broken files');
  const pick = (most: number): number => Math.min(most - 1, Math.floor(random.uniform() * most));
  return Array.from({ length: count }, (_, file) => {
    const chosen: Plant[] = [];
    // Every plant is planted at least once in as many files as there are plants.
    const first = plants[file % plants.length]!;
    const wanted = 1 + pick(5);
    for (let tries = 0; chosen.length < wanted && tries < 60; tries++) {
      const plant = chosen.length === 0 ? first : plants[pick(plants.length)]!;
      if (!chosen.some((other) => clash(plant, other))) chosen.push(plant);
    }
    const lines = [...goodLines];
    for (const { line, text } of chosen) lines[line - 1] = text;
    return { text: `${lines.join('\n')}\n`, planted: chosen.map(({ code, line }) => ({ code, line })) };
  });
}

/** Two on one line, or one of which the other takes what it is checked against. */
function clash(a: Plant, b: Plant): boolean {
  if (a.line === b.line) return true;
  const hides = (one: Plant, other: Plant): boolean =>
    (one.code === 'unknown-model' && needsModel.test(other.code)) ||
    (one.line === 6 && needsWindow.test(other.code)) ||
    // The audience of a line is known by the list of audiences.
    (one.line === 22 && other.line === 15);
  return hides(a, b) || hides(b, a);
}
