import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/planning/index.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture();
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const forecast = { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' } as const;

async function codes(parts: Partial<Scenario>): Promise<[string, string | undefined][]> {
  const { faults } = await runPlan(fitted, scenarioFixture(parts));
  return faults.map(({ code, where }) => [code, where.path]);
}

const amounts = [100_000, 200_000, 300_000, 400_000];
const lines = amounts.map((amount, i) => lineFixture(i, `ch${i}`, { amount }));

describe('faults of a scenario', () => {
  it('come all at once, each at its place', async () => {
    const found = await codes({
      objective: forecast,
      window: { start: '2025-07-01', end: '2025-09-30' },
      lines: [lineFixture(0, 'ch9', { amount: 1 }), lineFixture(1, 'ch1', { amount: 5 })],
      unlisted: 'zero',
    });
    expect(found).toEqual([
      ['unknown-channel', 'lines.0.channel'],
      ['window-start-inside-period', 'window.start'],
      ['window-end-inside-period', 'window.end'],
      ['lines-do-not-add-up', 'budget.total'],
    ]);
  });

  it.each<[string, Partial<Scenario>, string | undefined]>([
    ['window-end-before-start', { window: { start: '2025-09-29', end: '2025-06-29' } }, 'window.end'],
    ['window-before-data', { window: { start: '2023-01-02', end: '2023-04-02' } }, 'window.start'],
    ['reference-longer-than-data', { reference: { kind: 'last_n_periods', periods: 131 } }, 'reference'],
    ['reference-not-found', { reference: { kind: 'scenario', id: 'gone' } }, 'reference'],
    ['reference-before-data', { window: { start: '2023-06-05', end: '2023-07-02' } }, 'reference'],
    [
      'budget-missing',
      { budget: { total: null, spendAll: true, tolerancePct: 0.5, contingencyPct: 0, feesPct: 0 } },
      'budget.total',
    ],
    ['line-without-amount', { objective: forecast, lines: [lineFixture(4, 'ch0')] }, 'lines.4'],
    ['lock-without-amount', { lines: [lineFixture(4, 'ch0', { lock: true })] }, 'lines.4.lock'],
    ['excluded-with-amount', { lines: [lineFixture(4, 'ch0', { exclude: true, amount: 3 })] }, 'lines.4.amount'],
    ['amount-negative', { lines: [lineFixture(4, 'ch0', { amount: -3 })] }, 'lines.4.amount'],
    ['min-above-max', { lines: [lineFixture(4, 'ch0', { min: { amount: 9 }, max: { amount: 3 } })] }, 'lines.4.min'],
    [
      'cost-unit',
      { lines: [lineFixture(4, 'ch1', { amount: 9, cost: { per: 'click', value: 2, inflationPct: 0 } })] },
      'lines.4.cost.per',
    ],
    [
      'unknown-control',
      {
        assumptions: {
          ...scenarioFixture().assumptions,
          controls: { rivals: { low: null, mid: 1, high: null, source: '' } },
        },
      },
      'assumptions.controls.rivals',
    ],
    [
      'flight-outside-window',
      {
        lines: [
          lineFixture(4, 'ch0', { amount: 9, flight: { from: '2025-06-23', to: null, shape: { kind: 'even' } } }),
        ],
      },
      'lines.4.flight.from',
    ],
    [
      'flight-weights-count',
      {
        lines: [
          lineFixture(4, 'ch0', {
            amount: 9,
            flight: { from: null, to: null, shape: { kind: 'custom', weights: [1, 2] } },
          }),
        ],
      },
      'lines.4.flight.weights',
    ],
    ['unknown-kpi', { objective: { ...forecast, kpi: 'sale' } }, 'objective.kpi'],
  ])('%s', async (code, parts, path) => {
    const found = await codes(parts);
    expect(found).toContainEqual([code, path]);
  });

  it('refuse a fit that missed the gate unless the file accepts it', async () => {
    const missed = { ...fitted, sampler: { ...fitted.sampler, gate: false } };
    const scenario = scenarioFixture({ objective: { ...forecast, kind: 'reference' } });
    expect((await runPlan(missed, scenario)).faults.map(({ code }) => code)).toEqual(['model-not-converged']);
    expect((await planOf(missed, { ...scenario, acceptUnconverged: true })).plan.model.converged).toBe(false);
  });
});

describe('the money of a forecast', () => {
  it('is checked against the working money, within the tolerance, and both sums are told', async () => {
    const budget = { total: 1_100_000, spendAll: true, tolerancePct: 0.5, contingencyPct: 3, feesPct: 6 };
    // 1 100 000 × 0.97 ÷ 1.06 = 1 006 603.77
    expect(await codes({ objective: forecast, lines, budget })).toEqual([['lines-do-not-add-up', 'budget.total']]);
    const { faults } = await runPlan(fitted, scenarioFixture({ objective: forecast, lines, budget }));
    expect(faults[0]!.params).toMatchObject({ sum: 1_000_000, working: 1_006_603.77, difference: -6603.77 });
    const { plan } = await planOf(
      fitted,
      scenarioFixture({ objective: forecast, lines, budget: { ...budget, tolerancePct: 1 } }),
    );
    expect(plan.totals.spend).toBe(1_000_000);
    expect(plan.totals.budget).toEqual({
      total: 1_100_000,
      contingency: 33_000,
      fees: 60_396.23,
      working: 1_006_603.77,
    });
    expect(plan.totals.unspentReason).toBe('as-written');
  });

  it('puts unlisted channels at their reference, or at nothing', async () => {
    const three = lines.slice(0, 3);
    const last = sum(fitted.panel.channels[3]!.spend.slice(78, 91));
    const base = { objective: forecast, lines: three };
    const at = (total: number): Scenario['budget'] => ({
      total,
      spendAll: true,
      tolerancePct: 0,
      contingencyPct: 0,
      feesPct: 0,
    });
    const kept = await planOf(fitted, scenarioFixture({ ...base, budget: at(600_000 + last) }));
    expect(kept.plan.channels[3]!.spend).toBe(last);
    expect(kept.plan.channels[3]!.why.code).toBe('unlisted-reference');
    const none = await planOf(fitted, scenarioFixture({ ...base, unlisted: 'zero', budget: at(600_000) }));
    expect(none.plan.channels[3]!.spend).toBe(0);
    expect(none.plan.channels[3]!.incremental.mean).toBe(0);
  });
});

describe('flights and prices', () => {
  const total = { total: 1_000_000, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 };

  it('spread money by days, by weights over the touched periods, or as the reference', async () => {
    const flights = [
      { from: '2025-07-03', to: '2025-07-13', shape: { kind: 'even' } },
      { from: null, to: '2025-07-20', shape: { kind: 'custom', weights: [1, 0, 3] } },
      { from: null, to: null, shape: { kind: 'reference' } },
      { from: null, to: null, shape: { kind: 'even' } },
    ] as const;
    const flown = lines.map((line, i) => ({ ...line, flight: flights[i]! }));
    const { plan } = await planOf(fitted, scenarioFixture({ objective: forecast, lines: flown, budget: total }));
    const rows = plan.flowchart.map((row) => row.spend);
    expect(rows[0]!.slice(0, 3)).toEqual([36_363.64, 63_636.36, 0]);
    expect(rows[1]!.slice(0, 4)).toEqual([50_000, 0, 150_000, 0]);
    const year = fitted.panel.channels[2]!.spend.slice(78, 91);
    rows[2]!.forEach((money, t) => {
      expect(Math.abs(money - (300_000 * year[t]!) / sum(year))).toBeLessThan(0.011);
    });
    expect(new Set(rows[3]!.map((money) => Math.round(money)))).toEqual(new Set([30_769]));
  });

  it('buy fewer units under inflation, also where the media is the money', async () => {
    const inflation = (mid: number): Scenario['assumptions'] => ({
      ...scenarioFixture().assumptions,
      mediaInflationPct: { default: { low: null, mid, high: null, source: 'agency' } },
    });
    const run = (assumptions: Scenario['assumptions']): ReturnType<typeof planOf> =>
      planOf(fitted, scenarioFixture({ objective: forecast, lines, budget: total, assumptions }));
    const flat = await run(inflation(0));
    const dear = await run(inflation(25));
    const units = (plan: typeof flat, channel: string): number =>
      sum(plan.plan.lines.filter((line) => line.channel === channel).map((line) => line.units ?? 0));
    expect(units(dear, 'ch1') * 1.25).toBeCloseTo(units(flat, 'ch1'), 6);
    expect(dear.plan.channels[0]!.incremental.mean).toBeLessThan(flat.plan.channels[0]!.incremental.mean);
    // Inflation of a money channel is the same as less money.
    const less = await planOf(
      fitted,
      scenarioFixture({
        objective: forecast,
        lines: lines.with(0, { ...lines[0]!, amount: 80_000 }),
        budget: { ...total, total: 980_000 },
        assumptions: inflation(0),
      }),
    );
    expect(less.plan.channels[0]!.incremental.mean).toBeCloseTo(dear.plan.channels[0]!.incremental.mean, 3);
  });

  it('take a price as stated, per unit or per thousand', async () => {
    const priced = lines.with(1, { ...lines[1]!, cost: { per: 'grp', value: 50, inflationPct: 10 } });
    const { plan } = await planOf(fitted, scenarioFixture({ objective: forecast, lines: priced, budget: total }));
    const own = plan.lines.filter((line) => line.channel === 'ch1');
    expect(sum(own.map((line) => line.units!))).toBeCloseTo(200_000 / 55, 6);
    const thousand = lines.with(1, { ...lines[1]!, cost: { per: 'cpm', value: 50_000, inflationPct: 10 } });
    const same = await planOf(fitted, scenarioFixture({ objective: forecast, lines: thousand, budget: total }));
    expect(same.plan.lines).toEqual(plan.lines);
  });
});

describe('references and time', () => {
  const kind = { ...forecast, kind: 'reference' } as const;

  it('repeat the last n periods in their order', async () => {
    const { plan } = await planOf(
      fitted,
      scenarioFixture({ objective: kind, reference: { kind: 'last_n_periods', periods: 4 } }),
    );
    const last = fitted.panel.channels[1]!.spend.slice(-4);
    plan.flowchart[1]!.spend.forEach((money, t) => {
      expect(Math.abs(money - last[t % 4]!)).toBeLessThan(0.011);
    });
  });

  it('take another plan as the reference: the same scenario then differs by rounding at most', async () => {
    const base = scenarioFixture({
      objective: forecast,
      lines,
      budget: { total: 1_000_000, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 },
    });
    const first = await planOf(fitted, base);
    const again = await planOf(fitted, { ...base, reference: { kind: 'scenario', id: 'test' } }, first.plan);
    // Half a cent in each period of each line, at no more than the return of the first money.
    const { delta, wholeDelta } = again.plan.totals.kpis['sales']!;
    expect(Math.abs(wholeDelta.mean)).toBeLessThan(0.05);
    expect(Math.abs(delta.mean)).toBeLessThan(0.005 * 13 * lines.length);
    expect(again.plan.reference.spend).toBe(1_000_000);
  });

  it('fill the gap between data and window by the stated rule; nothing there carries less in', async () => {
    const window = { start: '2025-07-28', end: '2025-09-28' };
    const filled = await planOf(fitted, scenarioFixture({ objective: kind, window }));
    const empty = await planOf(fitted, scenarioFixture({ objective: kind, window, carryIn: { gapFill: 'zero' } }));
    expect(filled.plan.series['sales']!.filter((point) => point.part === 'gap')).toHaveLength(4);
    const carried = (plan: typeof filled): number => plan.plan.totals.kpis['sales']!.carryIn.mean;
    expect(carried(empty)).toBeLessThan(carried(filled));
    expect(filled.plan.remarks.map(({ code }) => code)).toContain('gap-reference');
  });

  it('replay a window inside the data from the history before it', async () => {
    const window = { start: '2024-09-30', end: '2024-12-29' };
    const { plan } = await planOf(fitted, scenarioFixture({ objective: kind, window }));
    const points = plan.series['sales']!.filter((point) => point.part === 'window');
    expect(points.every((point) => point.actual !== null)).toBe(true);
    expect(plan.reference.from).toBe('2023-10-02');
    expect(plan.remarks.map(({ code }) => code)).toContain('replay');
  });

  it('have the same noise whatever the scenario', async () => {
    const one = await planOf(fitted, scenarioFixture({ objective: kind }));
    const other = await planOf(
      fitted,
      scenarioFixture({
        objective: forecast,
        lines,
        budget: { total: 1_000_000, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 },
        uncertainty: { interval: 0.5, draws: 1000, seed: 99 },
      }),
    );
    const without = ({ draws }: typeof one): Float64Array =>
      draws.kpis['sales']!.window.map((value, d) => value - draws.kpis['sales']!.incremental[d]!);
    const a = without(one);
    without(other).forEach((value, d) => {
      expect(Math.abs(value - a[d]!) / Math.abs(value)).toBeLessThan(1e-12);
    });
  });

  it('move the baseline by growth, controls and treatments', async () => {
    const run = async (parts: Partial<Scenario['assumptions']>): Promise<number> => {
      const assumptions = { ...scenarioFixture().assumptions, ...parts };
      return (await planOf(fitted, scenarioFixture({ objective: kind, assumptions }))).plan.totals.kpis['sales']!
        .baseline.mean;
    };
    const assumed = (mid: number): { low: null; mid: number; high: null; source: string } => ({
      low: null,
      mid,
      high: null,
      source: '',
    });
    const base = await run({});
    expect(await run({ baselineGrowthPct: assumed(5) })).toBeGreaterThan(base);
    expect(await run({ controls: { rival: assumed(20) } })).toBeLessThan(base);
    expect(await run({ treatments: { price: assumed(1.1) } })).toBeLessThan(base);
  });
});
