import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan, Scenario, ScenarioLimit } from '../../src/planning/index.js';
import { tailMean, tailWeights } from '../../src/planning/optimise/tail.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture({ secondKpi: true });
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const reference = await planOf(
  fitted,
  scenarioFixture({ objective: { kind: 'reference', kpi: 'sales', horizon: 'whole_effect' } }),
);
const spent = reference.plan.totals.spend;
const lines = fitted.spec.channels.map(({ id }, i) =>
  lineFixture(i, id, { min: { relative: -0.6 }, max: { relative: 0.6 } }),
);
const budget = (total: number | null, spendAll = true): Scenario['budget'] => ({
  total,
  spendAll,
  tolerancePct: 0.5,
  contingencyPct: 0,
  feesPct: 0,
});
const maximise = scenarioFixture({ lines, budget: budget(spent) });
const best = await planOf(fitted, maximise);

function limit(
  parts: Partial<Omit<ScenarioLimit, 'scope'>> & { scope?: Partial<ScenarioLimit['scope']> },
): ScenarioLimit {
  return {
    amount: { min: null, max: null },
    share: { min: null, max: null },
    periodMax: null,
    periodStepPct: null,
    why: '',
    ...parts,
    scope: { channel: null, tag: null, region: null, audience: null, period: null, ...parts.scope },
  };
}

const moneyOf = (plan: Plan, id: string): number => plan.channels.find((channel) => channel.id === id)!.spend;

describe('limits over lines', () => {
  it('hold to the cent, cost what re-solving without them brings, and are proven', async () => {
    const share = moneyOf(best.plan, 'ch0') / spent;
    const limits = [limit({ scope: { channel: 'ch0' }, share: { min: null, max: 0.7 * share }, why: 'agreed' })];
    const { plan } = await planOf(fitted, { ...maximise, limits });
    expect(moneyOf(plan, 'ch0')).toBeLessThanOrEqual(0.7 * share * spent + 0.01);
    expect(plan.totals.spend).toBeCloseTo(spent, 2);
    const row = plan.optimum!.limits.find(({ rule }) => rule === 'limits.0.share.max')!;
    expect(row.binding).toBe(true);
    expect(row.why).toBe('agreed');
    const gain = best.plan.optimum!.objective - plan.optimum!.objective;
    expect(gain).toBeGreaterThan(0);
    expect(Math.abs(row.gainWithout - gain) / gain).toBeLessThan(0.01);
    expect(plan.optimum!.gapPct).toBeLessThan(0.02);
  });

  it('overlap: the linear program keeps them all, and its bound holds', async () => {
    const spec = {
      ...fitted.spec,
      channels: fitted.spec.channels.map((channel, c) => ({
        ...channel,
        tags: [...(c < 2 ? ['brand'] : []), ...(c > 0 && c < 3 ? ['video'] : [])],
      })),
    };
    const tagged = { ...fitted, spec };
    const part = (ids: readonly string[], plan: Plan): number => sum(ids.map((id) => moneyOf(plan, id))) / spent;
    const brand = part(['ch0', 'ch1'], best.plan);
    const video = part(['ch1', 'ch2'], best.plan);
    const limits = [
      limit({ scope: { tag: 'brand' }, share: { min: Math.min(0.9, brand + 0.05), max: null } }),
      limit({ scope: { tag: 'video' }, share: { min: null, max: video - 0.03 } }),
    ];
    const { plan } = await planOf(tagged, { ...maximise, limits });
    expect(part(['ch0', 'ch1'], plan)).toBeGreaterThanOrEqual(brand + 0.05 - 1e-7);
    expect(part(['ch1', 'ch2'], plan)).toBeLessThanOrEqual(video - 0.03 + 1e-7);
    const { objective, bound, gapPct } = plan.optimum!;
    expect(objective).toBeLessThan(best.plan.optimum!.objective);
    expect(bound).toBeGreaterThanOrEqual(objective);
    expect(gapPct).toBeLessThan(0.1);
  });

  it('that clash are named with the least by which they miss', async () => {
    const limits = [
      limit({ scope: { channel: 'ch0' }, share: { min: 0.9, max: null } }),
      limit({ scope: { channel: 'ch1' }, share: { min: 0.3, max: null } }),
    ];
    const free = lines.map((line) => ({ ...line, min: { amount: 0 }, max: { amount: 2 * spent } }));
    const { value, infeasible, faults } = await runPlan(fitted, { ...maximise, lines: free, limits });
    expect(value).toBeNull();
    expect(faults.map(({ code }) => code)).toEqual(['infeasible-rules-clash']);
    expect(new Set(infeasible!.rules.map(({ rule }) => rule))).toEqual(
      new Set(['limits.0.share.min', 'limits.1.share.min', 'budget.total']),
    );
    expect(infeasible!.missing).toBeCloseTo(0.2 * spent, 0);
  });

  it('by period cap the highest period', async () => {
    const room = (id: string): number =>
      moneyOf(best.plan, id) - best.plan.channels.find((c) => c.id === id)!.bounds!.low;
    const id = fitted.spec.channels.map((channel) => channel.id).sort((a, b) => room(b) - room(a))[0]!;
    const highest = Math.max(...best.plan.flowchart.find((row) => row.channel === id)!.spend);
    const limits = [limit({ scope: { channel: id }, periodMax: 0.95 * highest })];
    const { plan } = await planOf(fitted, { ...maximise, limits });
    const capped = plan.flowchart.find((row) => row.channel === id)!.spend;
    expect(Math.max(...capped)).toBeLessThanOrEqual(0.95 * highest + 0.01);
    expect(plan.optimum!.limits.find(({ kind }) => kind === 'period-max')!.binding).toBe(true);
  });

  it('never improve the objective, and a minimum buy is nothing or enough', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 }),
        fc.double({ min: 0.2, max: 1.6, noNaN: true }),
        async (c, times) => {
          const id = `ch${c}`;
          const minBuy = times * moneyOf(best.plan, id);
          const open = lines.map((line) => ({ ...line, min: { amount: 0 } }));
          const bought = open.with(c, { ...open[c]!, minBuy });
          const without = await planOf(fitted, { ...maximise, lines: open });
          const reading = await runPlan(fitted, { ...maximise, lines: bought });
          if (reading.value === null) return;
          const money = moneyOf(reading.value.plan, id);
          expect(money < 0.01 || money >= minBuy - 0.01).toBe(true);
          expect(reading.value.plan.optimum!.objective).toBeLessThanOrEqual(without.plan.optimum!.bound! * (1 + 1e-9));
        },
      ),
      { numRuns: 6, seed: 4 },
    );
  });
});

describe('a floor on another KPI', () => {
  it('is kept, costs something, and raising it never improves the plan', async () => {
    const reached = best.plan.totals.kpis['orders']!.window.mean;
    const most = (
      await planOf(fitted, { ...maximise, objective: { ...maximise.objective, kpi: 'orders', horizon: 'window' } })
    ).plan.totals.kpis['orders']!.window.mean;
    expect(most).toBeGreaterThan(reached);
    let before = best.plan.optimum!.objective;
    for (const part of [0.4, 0.8]) {
      const min = reached + part * (most - reached);
      const kpis: Scenario['kpis'] = [
        ...maximise.kpis,
        { id: 'orders', label: 'Orders', role: 'floor', formula: null, target: null, min, chance: 0.5 },
      ];
      const { plan } = await planOf(fitted, { ...maximise, kpis });
      expect(plan.totals.kpis['orders']!.window.mean).toBeGreaterThanOrEqual(min * (1 - 1e-9));
      expect(plan.optimum!.objective).toBeLessThanOrEqual(before * (1 + 1e-9));
      expect(plan.optimum!.gapPct).toBeLessThan(0.5);
      before = plan.optimum!.bound!;
      const row = plan.optimum!.limits.find(({ kind }) => kind === 'kpi-floor')!;
      expect(row.binding).toBe(true);
      expect(row.price.perUnit).toBeGreaterThan(0);
    }
  });

  it('out of reach says by how much', async () => {
    const kpis: Scenario['kpis'] = [
      ...maximise.kpis,
      { id: 'orders', label: 'Orders', role: 'floor', formula: null, target: null, min: 1e12, chance: 0.5 },
    ];
    const { infeasible, faults } = await runPlan(fitted, { ...maximise, kpis });
    expect(faults.map(({ code }) => code)).toEqual(['infeasible-floor-out-of-reach']);
    expect(infeasible!.missing).toBeGreaterThan(9e11);
  });
});

describe('the mean of the worst draws', () => {
  it('is the least mean under admissible weights', () => {
    const values = Float64Array.of(5, 1, 4, 2, 3);
    expect(tailMean(values, 0.4)).toBeCloseTo(1.5, 12);
    expect(tailMean(values, 0.5)).toBeCloseTo((1 + 2 + 0.5 * 3) / 2.5, 12);
    expect(sum(tailWeights(values, 0.3))).toBeCloseTo(1, 12);
  });

  it('is raised above that of the plan for the mean, below its bound', async () => {
    const risk = 0.2;
    const { plan } = await planOf(fitted, { ...maximise, objective: { ...maximise.objective, risk } });
    const { objective, bound, gapPct } = plan.optimum!;
    expect(bound).toBeGreaterThanOrEqual(objective);
    expect(gapPct).toBeLessThan(1);
    expect(objective).toBeLessThan(best.plan.optimum!.objective);
    expect(objective).toBeGreaterThanOrEqual(plan.optimum!.start);
  });
});

describe('the least money for a target', () => {
  const ask = (target: number, risk: number | null = null): Scenario => ({
    ...maximise,
    budget: budget(null),
    objective: { kind: 'hit_target', kpi: 'sales', horizon: 'window', risk },
    kpis: [{ id: 'sales', label: 'Sales', role: 'primary', formula: null, target }],
  });

  it('reaches it, and no less money does', async () => {
    const target = best.plan.totals.kpis['sales']!.window.mean * 0.995;
    const { plan } = await planOf(fitted, ask(target));
    expect(plan.totals.kpis['sales']!.window.mean).toBeGreaterThanOrEqual(target * (1 - 1e-9));
    expect(plan.optimum!.sense).toBe('min');
    expect(plan.optimum!.bound).toBeLessThanOrEqual(plan.optimum!.objective);
    expect(plan.optimum!.gapPct).toBeLessThan(0.1);
    const less = await planOf(fitted, {
      ...maximise,
      objective: { ...maximise.objective, horizon: 'window' },
      budget: budget(0.999 * plan.optimum!.bound!),
    });
    expect(less.plan.totals.kpis['sales']!.window.mean).toBeLessThan(target);
  });

  it('costs more when it must be reached in the worst draws as well', async () => {
    const target = best.plan.totals.kpis['sales']!.window.mean * 0.97;
    const mean = await planOf(fitted, ask(target));
    const sure = await runPlan(fitted, ask(target, 0.5));
    if (sure.value === null) expect(sure.faults[0]!.code).toBe('infeasible-target-out-of-reach');
    else expect(sure.value.plan.totals.spend).toBeGreaterThan(mean.plan.totals.spend);
  });

  it('out of reach says by how much', async () => {
    const { value, infeasible, faults } = await runPlan(fitted, ask(1e12));
    expect(value).toBeNull();
    expect(faults.map(({ code }) => code)).toEqual(['infeasible-target-out-of-reach']);
    expect(infeasible!.missing).toBeGreaterThan(9e11);
  });
});

describe('spending down to an efficiency', () => {
  it('stops where the return of the whole meets the floor', async () => {
    const { plan: full } = await planOf(fitted, maximise);
    const roi = full.optimum!.objective / full.totals.spend;
    const at = roi * 1.02;
    const { plan } = await planOf(fitted, {
      ...maximise,
      budget: budget(null),
      objective: { kind: 'efficiency_floor', kpi: 'sales', horizon: 'whole_effect', efficiency: { metric: 'roi', at } },
    });
    expect(plan.optimum!.reached! / plan.totals.spend).toBeGreaterThanOrEqual(at * (1 - 1e-6));
    expect(plan.optimum!.bound).toBeGreaterThanOrEqual(plan.optimum!.objective);
    expect(plan.optimum!.gapPct).toBeLessThan(0.5);
    const more = await planOf(fitted, { ...maximise, budget: budget(Math.round(1.002 * plan.optimum!.bound!)) });
    expect(more.plan.optimum!.objective / more.plan.totals.spend).toBeLessThan(at);
  });

  it('by the margin is the best profit at that return', async () => {
    const at = 0.5 * (best.plan.optimum!.objective / spent);
    const { plan } = await planOf(fitted, {
      ...maximise,
      budget: budget(2 * spent),
      objective: {
        kind: 'efficiency_floor',
        kpi: 'sales',
        horizon: 'whole_effect',
        efficiency: { metric: 'marginal_roi', at },
      },
    });
    expect(plan.channels.some((channel) => channel.why.code.startsWith('balanced'))).toBe(true);
    for (const channel of plan.channels) {
      const bounds = channel.bounds!;
      if (channel.spend < bounds.high - 1) expect(channel.marginalRoi.mean).toBeLessThan(at * 1.01);
      if (channel.spend > bounds.low + 1) expect(channel.marginalRoi.mean).toBeGreaterThan(at * 0.99);
      // The reason names what money brings, not what is left above the floor.
      if (channel.why.code.startsWith('balanced')) expect(channel.why.params['price']).toBeGreaterThan(at - 0.01);
    }
  });
});

describe('next and last money', () => {
  const base = lines.map((line, i) => ({ ...line, amount: Math.round(reference.plan.channels[i]!.spend) }));
  const total = sum(base.map((line) => line.amount));
  const ask = (amount: number): Scenario => ({
    ...maximise,
    lines: base,
    budget: budget(total),
    objective: { kind: 'next_money', kpi: 'sales', horizon: 'whole_effect', amount },
  });

  it('is added to lines, never taken from one, and brings something', async () => {
    const { plan } = await planOf(fitted, ask(0.1 * total));
    expect(plan.totals.spend).toBeCloseTo(1.1 * total, 1);
    plan.channels.forEach((channel, c) => {
      expect(channel.spend).toBeGreaterThanOrEqual(base[c]!.amount - 0.005);
    });
    expect(plan.optimum!.reached! - plan.optimum!.start).toBeGreaterThan(0);
  });

  it('is taken where it hurts least', async () => {
    const { plan } = await planOf(fitted, ask(-0.1 * total));
    expect(plan.totals.spend).toBeCloseTo(0.9 * total, 1);
    plan.channels.forEach((channel, c) => {
      expect(channel.spend).toBeLessThanOrEqual(base[c]!.amount + 0.005);
    });
    const even = await planOf(fitted, {
      ...maximise,
      objective: { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' },
      lines: base.map((line) => ({ ...line, amount: Math.round(0.9 * line.amount) })),
      budget: { ...budget(0.9 * total), tolerancePct: 1 },
    });
    const effect = (one: Plan): number => sum(one.channels.map((channel) => channel.incremental.mean));
    expect(effect(plan)).toBeGreaterThanOrEqual(effect(even.plan) * (1 - 1e-6));
  });
});

describe('a forecast', () => {
  it('says which limits and floors it breaks', async () => {
    const amount = Math.round(spent / 4);
    const written = lines.map((line) => ({ ...line, amount }));
    const { plan } = await planOf(fitted, {
      ...maximise,
      lines: written,
      budget: budget(4 * amount),
      objective: { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' },
      limits: [limit({ scope: { channel: 'ch0' }, share: { min: 0.5, max: null } })],
      kpis: [
        ...maximise.kpis,
        { id: 'orders', label: 'Orders', role: 'floor', formula: null, target: null, min: 1e12 },
      ],
    });
    expect(plan.remarks.map(({ code }) => code)).toEqual(expect.arrayContaining(['limit-broken', 'floor-broken']));
  });
});
