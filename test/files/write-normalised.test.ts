import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNormalised } from '../../src/files/index.js';
import type { Assumed, Bound, Scenario, ScenarioLimit, ScenarioLine } from '../../src/planning/index.js';
import { readSample, sampleContext } from './samples.js';

const words = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '中文标题',
    '# no comment',
    'a: b',
    'yes',
    '"quoted"',
    "it's",
    '{x}',
    '- dash',
    '2025-01-01',
    '\\',
    'two\nlines',
    '<script>',
  ),
);
const title = words.filter((text) => text.length > 0);
const money = fc.integer({ min: 0, max: 10_000_000_00 }).map((cents) => cents / 100);
const share = fc.integer({ min: -99, max: 200 }).map((percent) => percent / 100);
const small = fc.integer({ min: -50, max: 50 }).map((tenths) => tenths / 10);

const bound: fc.Arbitrary<Bound> = fc.oneof(
  fc.constant(null),
  money.map((amount) => ({ amount })),
  share.map((relative) => ({ relative })),
);

const assumed: fc.Arbitrary<Assumed> = fc.record({
  low: fc.option(small.map((value) => value - 10)),
  mid: small,
  high: fc.option(small.map((value) => value + 10)),
  source: title,
});

const shape: fc.Arbitrary<ScenarioLine['flight']['shape']> = fc.oneof(
  fc
    .constantFrom('even' as const, 'continuity' as const, 'reference' as const, 'last_year' as const, 'front' as const)
    .map((kind) => ({ kind })),
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: 13, maxLength: 13 })
    .map((weights) => ({ kind: 'custom' as const, weights })),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
    .map(([weeksOn, weeksOff]) => ({ kind: 'pulse' as const, weeksOn, weeksOff })),
  fc.integer({ min: 1, max: 8 }).map((weeksOn) => ({ kind: 'burst' as const, weeksOn })),
);

const line = fc.record({
  channel: fc.constantFrom('tv', 'search', 'video'),
  campaign: fc.option(title),
  amount: money,
  state: fc.constantFrom('free', 'bounded', 'locked'),
  bounds: fc.tuple(bound, bound),
  currency: fc.constantFrom(null, 'USD', 'EUR'),
  region: fc.option(title),
  audience: fc.option(fc.constant('a25_44')),
  shape,
  from: fc.option(fc.constantFrom('2025-01-06', '2025-01-20')),
  cost: fc.option(fc.record({ per: title, value: fc.integer({ min: 1, max: 1000 }), inflationPct: small })),
});

const limit: fc.Arbitrary<ScenarioLimit> = fc.record({
  scope: fc.record({
    channel: fc.constantFrom('tv', 'search'),
    tag: fc.constant(null),
    region: fc.constant(null),
    audience: fc.constant(null),
    period: fc.option(fc.constant({ from: '2025-01-06', to: '2025-02-02' })),
  }),
  amount: fc.record({ min: fc.option(money), max: fc.constant(null) }),
  share: fc.record({ min: fc.constant(null), max: fc.constant(0.5) }),
  periodMax: fc.option(money),
  periodStepPct: fc.option(fc.integer({ min: 0, max: 200 })),
  why: words,
});

type LineParts = typeof line extends fc.Arbitrary<infer Parts> ? Parts : never;

function lineOf(made: LineParts, index: number): ScenarioLine {
  const [a, b] = made.bounds;
  // Of one kind and in order, or only one of the two.
  const sorted =
    a !== null && b !== null && 'amount' in a && 'amount' in b && a.amount <= b.amount
      ? { min: a, max: b }
      : { min: null, max: b };
  const isBounded = made.state === 'bounded';
  return {
    index,
    channel: made.channel,
    campaign: made.campaign,
    region: made.region,
    audience: made.audience,
    amount: made.amount,
    currency: made.currency,
    lock: made.state === 'locked',
    exclude: false,
    min: isBounded ? sorted.min : null,
    max: isBounded ? sorted.max : null,
    minBuy: null,
    weeksOnMax: null,
    weeksOnMin: null,
    flight: {
      from: made.from,
      to: null,
      shape: made.shape,
    },
    cost: made.cost,
  };
}

const newChannel: fc.Arbitrary<Scenario['newChannels'][number]> = fc.record({
  id: fc.constant('retail_media'),
  label: title,
  like: fc.option(fc.constant('search')),
  roi: fc.constant({ low: 0.6, mid: 1.4, high: 2.2 }),
  halfLife: fc.constantFrom(1, 2.5),
  saturatesAt: money.filter((value) => value > 0),
  maxShare: fc.constantFrom(0.08, 1),
  source: title,
});

const audience: fc.Arbitrary<Scenario['audiences'][number]> = fc.record({
  id: fc.constant('a25_44'),
  label: title,
  universe: fc.integer({ min: 1, max: 100_000_000 }),
  onTarget: fc.constantFrom({}, { tv: 0.4, video: 0.55 }),
  responseIndex: fc.option(fc.record({ value: fc.constantFrom(0.8, 1, 1.2), source: title })),
});

const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    title,
    brief: words,
    owner: words,
    note: words,
    total: money.filter((value) => value > 0),
    lines: fc.array(line, { maxLength: 6 }),
    boldness: fc.constantFrom<Scenario['boldness']>('hold', 'cautious', 'moderate', 'bold', 'custom'),
    reference: fc.constantFrom<Scenario['reference']>(
      { kind: 'last_year' },
      { kind: 'last_n_periods', periods: 13 },
      { kind: 'scenario', id: 'other@2.1' },
    ),
    unit: fc.constantFrom<Scenario['currency']['unit']>('1', 'k', '万', 'm', '亿'),
    interval: fc.constantFrom<Scenario['uncertainty']['interval']>(0.5, 0.8, 0.9, 0.95),
    language: fc.constantFrom<Scenario['report']['language']>('en', 'zh-CN', null),
    inflation: fc.option(assumed),
    growth: fc.option(assumed),
    control: fc.option(assumed),
    treatment: fc.option(assumed),
    target: fc.option(money),
    newChannels: fc.array(newChannel, { maxLength: 1 }),
    audiences: fc.array(audience, { maxLength: 1 }),
    limits: fc.array(limit, { maxLength: 3 }),
    risk: fc.option(fc.integer({ min: 1, max: 99 }).map((share) => share / 100)),
    asOf: fc.option(fc.constantFrom('2025-01-01', '2024-12-31')),
    promo: fc.boolean(),
    longTerm: fc.option(fc.record({ use: fc.boolean(), mid: fc.constantFrom(1.2, 1.5) })),
    calendar: fc.record<Scenario['calendar']>({
      pattern: fc.constantFrom('4-4-5', '4-5-4', '5-4-4'),
      yearStart: fc.option(fc.constantFrom('2025-01-01', '2024-04-01')),
      week53: fc.constantFrom('keep', 'drop'),
    }),
  })
  .map((made): Scenario => ({
    id: 'made',
    title: made.title,
    brief: made.brief,
    owner: made.owner,
    parent: null,
    reference: made.reference,
    model: { id: 'shop', version: 7 },
    window: { start: '2025-01-06', end: '2025-04-06' },
    carryIn: { gapFill: 'zero' },
    calendar: made.calendar,
    runOutPeriods: 8,
    currency: { report: 'EUR', unit: made.unit, rates: { USD: { rate: 0.92, asOf: made.asOf } } },
    objective: { kind: 'maximise', kpi: 'sales', horizon: 'window', risk: made.risk, amount: null, efficiency: null },
    kpis: [
      { id: 'sales', label: made.title, role: 'primary', formula: null, target: made.target, min: null, chance: 0.5 },
      {
        id: 'profit',
        label: 'Profit',
        role: 'floor',
        formula: '0.4 * sales - spend',
        target: null,
        min: made.total,
        chance: 0.8,
      },
    ],
    budget: { total: made.total, spendAll: false, tolerancePct: 1, contingencyPct: 3, feesPct: 2.5 },
    unlisted: 'zero',
    lines: made.lines.map(lineOf),
    newChannels: made.newChannels,
    audiences: made.audiences,
    reach:
      made.audiences.length === 0
        ? null
        : { method: 'agostini', effectiveFrequency: 4, pairDuplication: { tv: { video: 0.2 } } },
    limits: made.limits,
    boldness: made.boldness,
    boldnessPct: { hold: 0, cautious: 10, moderate: 30, bold: 60, custom: 42.5 }[made.boldness],
    assumptions: {
      mediaInflationPct: made.inflation === null ? {} : { default: made.inflation, tv: made.inflation },
      baselineGrowthPct: made.growth,
      controls: made.control === null ? {} : { competitor: made.control },
      treatments: made.treatment === null ? {} : { price: made.treatment },
      promo: made.promo
        ? [
            {
              treatment: 'price',
              name: '双11',
              from: '2025-02-03',
              to: '2025-02-09',
              sameAs: { from: '2024-02-05', to: '2024-02-11' },
            },
          ]
        : [],
      longTermMultiplier:
        made.longTerm === null
          ? null
          : { use: made.longTerm.use, low: 1, mid: made.longTerm.mid, high: null, source: 'agency' },
    },
    acceptUnconverged: true,
    uncertainty: { interval: made.interval, draws: 500, seed: 11 },
    report: { language: made.language, depth: 'analyst', noteToClient: made.note },
    defaultsUsed: [],
  }));

describe('writeNormalised', () => {
  it('writes what reads back as the same scenario', async () => {
    const context = sampleContext();
    const model = await context.model('shop', 7);
    await fc.assert(
      fc.asyncProperty(scenario, async (value) => {
        const again = await readSample(writeNormalised(value, { modelVersion: 7 }), {
          model: () => Promise.resolve(model),
        });
        expect(again.faults).toEqual([]);
        expect({ ...again.value, defaultsUsed: [] }).toEqual(value);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves no default to be filled in, but what has none to write', async () => {
    const { value } = await readSample(
      'schema: mixplan/scenario@1\nid: a\ntitle: A\nmodel: {id: shop}\nwindow: {start: 2025-01-06, end: 2025-04-06}\nobjective: {}\nbudget: {total: 5}\nlines: [{channel: tv}]\n',
    );
    const text = writeNormalised(value!, { modelVersion: 3 });
    const again = await readSample(text);
    expect(again.value).toEqual({ ...value, model: { id: 'shop', version: 3 }, defaultsUsed: [] });
    expect(writeNormalised(again.value!, { modelVersion: 3 })).toBe(text);
  });

  it('pins the versions of what was found, and says where inherited values came from', async () => {
    const { value } = await readSample(
      'schema: mixplan/scenario@1\nid: a\ntitle: A\nreference: base\nmodel: {id: shop}\nwindow: {start: 2025-01-06, end: 2025-04-06}\nobjective: {}\nbudget: {total: 5}\n',
    );
    const text = writeNormalised(value!, { modelVersion: 3, reference: 'base@2', parent: 'old@4\nlimits: []' });
    expect(text).toContain('reference: "base@2"');
    expect(text).toContain('model: {id: shop, version: 3}');
    expect(text).toContain('# Inherited values of old@4 limits: [] are resolved here.');
    expect(text).not.toContain('\nlimits');
  });
});
