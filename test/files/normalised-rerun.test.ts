import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScenarioFile, writeNormalised } from '../../src/files/index.js';
import type { Plan, Scenario } from '../../src/planning/index.js';
import { fittedFixture } from '../planning/fitted-fixture.js';
import { planOf } from '../planning/run-plan.js';

const fitted = fittedFixture({ draws: 100 });
const model = { spec: fitted.spec, grain: fitted.panel.grain, panel: fitted.panel };

/** Every key of lines, places, times and money at once, on the fixture's first quarter after a gap of four weeks. */
const text = `schema: mixplan/scenario@1
id: everything
title: Everything
model: {id: fixture}
window: {start: 2025-07-28, end: 2025-10-26}
carry_in: {gap_fill: lines}
calendar: {pattern: 4-4-5, year_start: 2025-02-01, week53: drop}
currency: {unit: 万, rates: {USD: {rate: 0.8731, as_of: 2025-06-30}}}
objective: {kind: maximise, kpi: sales}
budget: {total: 2.1m, contingency_pct: 0, spend_all: false}
unlisted: reference
new_channels:
  - {id: retail, like: ch0, roi: {low: 0.7, mid: 1.1, high: 3}, saturates_at: 33k, max_share: 0.07, source: pilot}
audiences:
  - {id: young, universe: 1.2m, on_target: {ch0: 0.31, ch1: 0.4}, response_index: {value: 1.3, source: panel}}
  - {id: old, universe: 2m, on_target: {ch1: 0.2}}
reach: {method: agostini, effective_frequency: 3, pair_duplication: {ch0: {ch1: 0.1}}}
lines:
  - {channel: ch0, campaign: launch, region: east, audience: young, amount: 123456.78, currency: USD, min: "-33.3%", max: "+41.7%", flight: {shape: pulse, weeks_on: 3, weeks_off: 2}}
  - {channel: ch0, campaign: base, amount: 99999.99, min: 50k, max: 300k, flight: {shape: last_year}}
  - {channel: ch1, audience: old, amount: 150k, lock: true, flight: {shape: burst, weeks_on: 5}, cost: {per: grp, value: 41.3, inflation_pct: 6}}
  - {channel: ch2, region: west, flight: {from: 2025-08-04, to: 2025-08-24, amounts: [33333.33, 0, 66666.67]}, min: "-20%", max: "+20%"}
  - {channel: ch3, amount: 222222.22, min: 100k, flight: {shape: front}}
  - {channel: ch0, amount: 44444.44, currency: USD, flight: {from: 2025-06-30, to: 2025-07-20, shape: back}}
assumptions:
  media_inflation_pct: {default: 3.3, ch2: {low: 1, mid: 2.7, high: 4}}
  promo: [{treatment: price, name: Sale, from: 2025-08-06, to: 2025-08-12, same_as: {from: 2024-08-07, to: 2024-08-13}}]
  long_term_multiplier: {use: true, low: 1.1, mid: 1.37, high: 2, source: agency}
`;

async function read(source: string): Promise<Scenario> {
  const { value, faults } = await readScenarioFile(source, 's.yaml', {
    model: () => Promise.resolve(model),
    parent: () => Promise.resolve(null),
    lineTable: () => Promise.resolve({ value: null, faults: [] }),
  });
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value!;
}

const figures = (plan: Plan) => ({ ...plan, scenario: null, assumptions: null });

describe('a normalised file', () => {
  it('gives the same digits when it is run again, with every key of lines, places, times and money', async () => {
    const first = await read(text);
    const normalised = writeNormalised(first, { modelVersion: 1 });
    const again = await read(normalised);
    expect(writeNormalised(again, { modelVersion: 1 })).toBe(normalised);
    const [one, two] = [await planOf(fitted, first), await planOf(fitted, again)];
    expect(figures(two.plan)).toEqual(figures(one.plan));
    expect(two.draws).toEqual(one.draws);
    for (const part of ['groups', 'fiscal', 'reach', 'longTerm'] as const) expect(one.plan[part]).toBeDefined();
  });
});

describe('what does not change a plan', () => {
  it('is the unit of the currency, and the order of the lines', async () => {
    const scenario = await read(text);
    const byChannel = (plan: Plan) => plan.channels.map(({ id, spend }) => [id, Math.round(100 * spend)]);
    const base = await planOf(fitted, scenario);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Scenario['currency']['unit']>('1', 'k', 'm', '亿'),
        fc.shuffledSubarray([...scenario.lines], { minLength: scenario.lines.length }),
        async (unit, lines) => {
          const other = await planOf(fitted, {
            ...scenario,
            currency: { ...scenario.currency, unit },
            lines: lines.map((line, index) => ({ ...line, index })),
          });
          expect(byChannel(other.plan)).toEqual(byChannel(base.plan));
          const [a, b] = [other.plan, base.plan].map((plan) => plan.totals.kpis['sales']!.window.mean);
          expect(a! / b!).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 5 },
    );
  });
});
