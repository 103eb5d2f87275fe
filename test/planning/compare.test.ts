import { describe, expect, it } from 'vitest';
import { comparePlans, type ComparedPlan, type MadePlan, type Scenario } from '../../src/planning/index.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture();

async function saved(id: string, parts: Partial<Scenario>, model = fitted): Promise<ComparedPlan> {
  const { plan, draws }: MadePlan = await planOf(model, scenarioFixture({ id, title: id, ...parts }));
  return { plan: { ...plan, plan: { ...plan.plan, id: `${id}@1` } }, draws };
}

function forecast(amounts: readonly number[], parts: Partial<Scenario> = {}): Partial<Scenario> {
  const total = amounts.reduce((a, b) => a + b, 0);
  return {
    objective: { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' },
    lines: amounts.map((amount, i) => lineFixture(i, `ch${i}`, { amount })),
    budget: { total, spendAll: true, tolerancePct: 0, contingencyPct: 0, feesPct: 0 },
    ...parts,
  };
}

const a = await saved('a', forecast([300_000, 300_000, 300_000, 300_000]));
const b = await saved('b', forecast([500_000, 300_000, 300_000, 100_000]));
const fewer = await saved(
  'fewer',
  forecast([400_000, 300_000, 300_000, 200_000], { uncertainty: { interval: 0.8, draws: 120, seed: 7 } }),
);

describe('a comparison', () => {
  it('takes differences draw by draw, so the noise of the market is not in them', () => {
    const { kpis } = comparePlans({ inputs: [a, b], baseline: 'a@1' });
    const sales = kpis.find(({ id }) => id === 'sales')!;
    const delta = sales.delta['b@1']!;
    const meanOf = (part: 'window' | 'whole'): number => {
      const [own, other] = [a, b].map(({ draws }) => draws.kpis['sales']![part]);
      return own!.reduce((sum, value, d) => sum + other![d]! - value, 0) / a.draws.draws;
    };
    expect(delta.mean).toBeCloseTo(meanOf('window'), 4);
    expect(sales.wholeDelta['b@1']!.mean).toBeCloseTo(meanOf('whole'), 4);
    expect(sales.wholeDelta['b@1']!.mean).not.toBeCloseTo(delta.mean, 0);
    const apart = Math.hypot(sales.values['a@1']!.sd, sales.values['b@1']!.sd);
    expect(delta.sd).toBeLessThan(0.5 * apart);
    expect(sales.probabilityBetter['b@1']).toBeGreaterThan(0.5);
    expect(Object.keys(sales.delta)).toEqual(['b@1']);
  });

  it('shows differences that are those of the figures shown', () => {
    for (const kpi of comparePlans({ inputs: [a, b], baseline: 'a@1' }).kpis) {
      const apart = kpi.values['b@1']!.mean - kpi.values['a@1']!.mean;
      const size = Math.abs(kpi.values['a@1']!.mean);
      expect(Math.abs(kpi.delta['b@1']!.mean - apart)).toBeLessThan(1e-9 * size);
    }
  });

  it('is turned around when the other plan is the baseline', () => {
    const one = comparePlans({ inputs: [a, b], baseline: 'a@1' }).kpis[0]!;
    const other = comparePlans({ inputs: [a, b], baseline: 'b@1' }).kpis[0]!;
    expect(other.delta['a@1']!.mean).toBeCloseTo(-one.delta['b@1']!.mean, 6);
    expect(other.probabilityBetter['a@1']! + one.probabilityBetter['b@1']!).toBeCloseTo(1, 12);
  });

  it('is made at the smaller number of draws, which are the same draws', () => {
    const { kpis } = comparePlans({ inputs: [a, b, fewer], baseline: 'a@1' });
    const first = (plan: ComparedPlan): Float64Array => plan.draws.kpis['sales']!.window.subarray(0, 120);
    const mean = first(fewer).reduce((sum, value, d) => sum + value - first(a)[d]!, 0) / 120;
    expect(fewer.draws.draws).toBe(120);
    expect(kpis[0]!.delta['fewer@1']!.mean).toBeCloseTo(mean, 4);
  });

  it('lists only inputs that differ, by their path, and the money by channel', () => {
    const { inputs, allocation, flowchart } = comparePlans({ inputs: [a, b], baseline: 'a@1' });
    expect(inputs).toEqual([
      { path: 'lines.ch0.amount', values: { 'a@1': 300_000, 'b@1': 500_000 } },
      { path: 'lines.ch3.amount', values: { 'a@1': 300_000, 'b@1': 100_000 } },
    ]);
    expect(allocation[3]!.spend).toEqual({ 'a@1': 300_000, 'b@1': 100_000 });
    expect(flowchart!.periods).toHaveLength(13);
    expect(flowchart!.rows[0]!.spend['b@1']!.reduce((x, y) => x + y, 0)).toBeCloseTo(500_000, 6);
  });

  it('says what is not the same before anything else', async () => {
    const later = await saved(
      'later',
      forecast([300_000, 300_000, 300_000, 300_000], { window: { start: '2025-07-07', end: '2025-10-05' } }),
    );
    const dearer = await saved(
      'dearer',
      forecast([300_000, 300_000, 300_000, 300_000], {
        assumptions: {
          ...scenarioFixture().assumptions,
          mediaInflationPct: { default: { low: null, mid: 5, high: null, source: 'x' } },
        },
      }),
    );
    const same = ({ comparable }: ReturnType<typeof comparePlans>): Record<string, boolean> =>
      Object.fromEntries(comparable.map((row) => [row.what, row.same]));
    expect(Object.values(same(comparePlans({ inputs: [a, b], baseline: 'a@1' }))).every(Boolean)).toBe(true);
    const windows = comparePlans({ inputs: [a, later], baseline: 'a@1' });
    expect(same(windows)).toMatchObject({ model: true, window: false, assumptions: true });
    expect(windows.flowchart).toBeNull();
    const prices = comparePlans({ inputs: [a, dearer], baseline: 'a@1' });
    expect(same(prices)).toMatchObject({ window: true, assumptions: false });
    expect(prices.comparable.at(-1)!.values['dearer@1']).toBe('media_inflation_pct 5');
    expect(prices.assumptions).toEqual([
      {
        key: 'media_inflation_pct',
        subject: null,
        label: null,
        unit: 'pct',
        values: { 'a@1': { low: null, value: 0, high: null }, 'dearer@1': { low: null, value: 5, high: null } },
      },
    ]);
  });
});
