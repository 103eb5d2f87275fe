import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/planning/index.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture();
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const reference = await planOf(
  fitted,
  scenarioFixture({ objective: { kind: 'reference', kpi: 'sales', horizon: 'whole_effect' } }),
);
const spent = reference.plan.totals.spend;
const base = scenarioFixture();
const assumed = (low: number | null, mid: number, high: number | null) => ({ low, mid, high, source: 'test' });
const scenario: Scenario = {
  ...base,
  lines: fitted.spec.channels.map(({ id }, i) =>
    lineFixture(i, id, { min: { relative: -0.4 }, max: { relative: 0.4 } }),
  ),
  budget: { total: 1.05 * spent, spendAll: true, tolerancePct: 0.5, contingencyPct: 0, feesPct: 0 },
  assumptions: {
    ...base.assumptions,
    mediaInflationPct: { default: assumed(0, 5, 40) },
    baselineGrowthPct: assumed(-2, 1, 3),
    controls: { rival: assumed(0, 10, 30) },
    treatments: { price: assumed(0.95, 1.02, null) },
  },
};
const { plan } = await planOf(fitted, scenario);
const explained = plan.explained!;

describe('the bridge', () => {
  it('sums exactly, from the reference in an unchanged market to the plan', async () => {
    const { start, steps, end } = explained.bridge;
    expect(steps.map(({ cause }) => cause)).toEqual([
      'cost-inflation',
      'price-and-promo',
      'market',
      'budget',
      'mix',
      'timing',
    ]);
    expect(start + sum(steps.map(({ value }) => value))).toBeCloseTo(end, 3);
    expect(end / plan.totals.kpis['sales']!.window.mean).toBeCloseTo(1, 12);
    const ofReference = start + sum(steps.slice(0, 3).map(({ value }) => value));
    expect(ofReference / plan.totals.kpis['sales']!.reference.mean).toBeCloseTo(1, 12);
    const untouched = await planOf(fitted, { ...scenario, assumptions: base.assumptions });
    expect(start / untouched.plan.totals.kpis['sales']!.reference.mean).toBeCloseTo(1, 12);
    // More money helps, dearer media and a dearer product hurt.
    const of = (cause: string): number => steps.find((step) => step.cause === cause)!.value;
    expect(of('budget')).toBeGreaterThan(0);
    expect(of('cost-inflation')).toBeLessThan(0);
  });
});

describe('the ladder', () => {
  it('climbs to the objective, the better mix never below the written one', () => {
    const rungs = explained.ladder!;
    expect(rungs.map(({ rung }) => rung)).toEqual(['reference', 'weeks', 'mix', 'total']);
    expect(rungs[2]!.value).toBeGreaterThanOrEqual(rungs[1]!.value * (1 - 1e-6));
    expect(rungs[3]!.value / plan.optimum!.objective).toBeCloseTo(1, 9);
  });
});

describe('other plans', () => {
  it('come within one per cent, keep the money and the bounds, and differ', () => {
    expect(explained.alternatives.length).toBeGreaterThan(0);
    for (const { short, moved, channels } of explained.alternatives) {
      expect(short).toBeLessThanOrEqual(0.01 + 1e-9);
      expect(moved).toBeGreaterThan(0.004);
      expect(sum(channels.map(({ spend }) => spend))).toBeCloseTo(plan.totals.spend, 0);
      for (const { channel, spend } of channels) {
        const { low, high } = plan.channels.find(({ id }) => id === channel)!.bounds!;
        expect(spend).toBeGreaterThanOrEqual(low - 0.02);
        expect(spend).toBeLessThanOrEqual(high + 0.02);
      }
    }
  });
});

describe('the frontier', () => {
  it('rises with the money, stands above the plans of the file, and passes through this one', () => {
    const { points } = explained.frontier!;
    expect(points.length).toBeGreaterThan(4);
    points.forEach((point, i) => {
      if (i > 0) expect(point.free).toBeGreaterThanOrEqual(points[i - 1]!.free * (1 - 1e-6));
      if (point.ruled !== null) expect(point.ruled).toBeLessThanOrEqual(point.free * (1 + 1e-5));
    });
    const own = points.find(({ budget }) => Math.abs(budget / plan.totals.spend - 1) < 1e-6)!;
    expect(own.ruled! / plan.optimum!.objective).toBeCloseTo(1, 4);
  });
});

describe('the tornado', () => {
  it('is what re-running the plan under the other assumption gives', async () => {
    const { rows } = explained.tornado;
    expect(rows.map(({ key }) => key).sort()).toEqual(
      ['baseline_growth_pct', 'controls', 'media_inflation_pct', 'treatments'].sort(),
    );
    expect(rows.find(({ key }) => key === 'treatments')!.high).toBeNull();
    const growth = rows.find(({ key }) => key === 'baseline_growth_pct')!;
    const forecast = (value: number): Scenario => ({
      ...scenario,
      objective: { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' },
      lines: scenario.lines.map((line, i) => ({ ...line, amount: plan.channels[i]!.spend, min: null, max: null })),
      budget: { ...scenario.budget, total: plan.totals.spend },
      assumptions: { ...scenario.assumptions, baselineGrowthPct: assumed(null, value, null) },
    });
    const level = (await planOf(fitted, forecast(1))).plan.totals.kpis['sales']!;
    const high = (await planOf(fitted, forecast(3))).plan.totals.kpis['sales']!;
    expect(growth.high!.change / (high.window.mean - level.window.mean)).toBeCloseTo(1, 6);
    expect(growth.high!.lead / high.wholeDelta.mean).toBeCloseTo(1, 6);
    // What moves plan and reference alike cannot turn their order round.
    expect(growth.high!.flips).toBe(false);
  });
});

describe('the stress pack', () => {
  it('strikes what there is: dearer media and a dark period cost, a rival is a competitor', () => {
    const codes = explained.stress.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['cost-shock', 'competitor', 'dark-period']));
    for (const blow of explained.stress.filter(({ code }) => code !== 'competitor'))
      expect(blow.change).toBeLessThan(0);
  });
});

describe('the frontier beside a floor', () => {
  it('is of the objective alone, and passes through the plan', async () => {
    const floors = fittedFixture({ secondKpi: true });
    const base = scenarioFixture();
    const kpis: Scenario['kpis'] = [
      ...base.kpis,
      { id: 'orders', label: 'Orders', role: 'floor', formula: null, target: null, min: 1 },
    ];
    const made = await planOf(floors, { ...scenario, assumptions: base.assumptions, kpis });
    const { points } = made.plan.explained!.frontier!;
    const own = points.find(({ budget }) => Math.abs(budget / made.plan.totals.spend - 1) < 1e-6)!;
    expect(own.ruled! / made.plan.optimum!.objective).toBeCloseTo(1, 4);
    expect(own.free).toBeGreaterThanOrEqual(own.ruled! * (1 - 1e-5));
    expect(made.plan.optimum!.unconstrained!).toBeGreaterThanOrEqual(own.ruled! * (1 - 1e-5));
  });
});
