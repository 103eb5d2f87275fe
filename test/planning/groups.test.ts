import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planningDraws } from '../../src/mixmodel/index.js';
import type { Plan, Scenario, ScenarioLine } from '../../src/planning/index.js';
import { joinedGroups } from '../../src/planning/resolve/joined-groups.js';
import { groupShares } from '../../src/planning/resolve/split-rule.js';
import { panelFixture, regions } from './panel-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = panelFixture({ draws: 100 });
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const forecast = { kind: 'forecast', kpi: 'sales', horizon: 'whole_effect' } as const;
const budget = (total: number): Scenario['budget'] => ({
  total,
  spendAll: true,
  tolerancePct: 0,
  contingencyPct: 0,
  feesPct: 0,
});
const periods = fitted.panel.periods.length;

/** Effect of weekly media on one channel in one region, in one draw, by convolution written out. */
function increment(channel: number, group: number, draw: number, media: readonly number[], runOut: number): number {
  const kpi = fitted.kpis[0]!;
  const { id } = fitted.spec.channels[channel]!;
  const at = (name: string): number => kpi.draws[draw * kpi.columns.length + kpi.columns.indexOf(name)]!;
  const [alpha, half, slope] = [at(`alpha[${id}]`), at(`half[${id}]`), at(`slope[${id}]`)];
  const heads = fitted.scales.population![group]!;
  const coefficient = at(`coefficient[${id}@${regions[group]}]`) * fitted.scales.kpis['sales']!.scale * heads;
  const scale = fitted.scales.media[id]![group]!;
  const history = [...fitted.panel.channels[channel]!.media.slice(group * periods, (group + 1) * periods)];
  const effect = (series: readonly number[]): number => {
    let total = 0;
    for (let t = history.length; t < series.length; t++) {
      let level = 0;
      let weights = 0;
      for (let lag = 0; lag < 8; lag++) {
        weights += alpha ** lag;
        level += alpha ** lag * series[t - lag]!;
      }
      const u = level / weights / scale;
      total += u > 0 ? (coefficient * u ** slope) / (u ** slope + half ** slope) : 0;
    }
    return total;
  };
  const after = new Array<number>(runOut).fill(0);
  return effect([...history, ...media, ...after]) - effect([...history, ...media.map(() => 0), ...after]);
}

describe('groups that lines join', () => {
  it('are sets without overlap, and money without a group has a stated rule', () => {
    expect(joinedGroups(5, [[0], [1, 3], [3, 4]])).toEqual([[0], [1, 3, 4], [2]]);
    expect(groupShares([30, 10], [1, 1])).toEqual({ shares: [0.75, 0.25], rule: 'reference' });
    expect(groupShares([0, 0], [1, 3])).toEqual({ shares: [0.25, 0.75], rule: 'population' });
    expect(groupShares([0, 0], null)).toEqual({ shares: [0.5, 0.5], rule: 'even' });
    expect(groupShares([5], null).rule).toBe('none');
  });
});

describe('a forecast on a panel', () => {
  const lines = regions.map((region, g) => lineFixture(g, 'ch0', { region, amount: 130_000 * (g + 1) }));
  const scenario = scenarioFixture({ objective: forecast, unlisted: 'zero', lines, budget: budget(780_000) });

  it('has, in every region, the effect of its own coefficient and history written out', async () => {
    const { plan, draws } = await planOf(fitted, scenario);
    const rows = planningDraws(fitted, 'sales');
    const { whole, window, incremental } = draws.kpis['sales']!;
    for (const d of [0, 17, 60]) {
      const expected = sum(
        regions.map((_, g) => increment(0, g, rows[d]!, new Array<number>(13).fill(10_000 * (g + 1)), 13)),
      );
      expect(Math.abs(incremental[d]! + whole[d]! - window[d]! - expected) / expected).toBeLessThan(1e-9);
    }
    expect(plan.cells!.filter(({ channel }) => channel === 'ch0').map(({ spend }) => Math.round(sum(spend)))).toEqual([
      130_000, 260_000, 390_000,
    ]);
    expect(
      plan.lines
        .filter(({ channel, spend }) => channel === 'ch0' && spend > 0)
        .every(({ mark }) => mark === 'modelled'),
    ).toBe(true);
  });

  it('adds up over regions in every part, and tells the index to people', async () => {
    const { plan } = await planOf(fitted, scenario);
    const totals = plan.totals.kpis['sales']!;
    for (const part of ['window', 'baseline', 'carryIn', 'incremental', 'runOut', 'delta'] as const) {
      const parts = sum(plan.groups!.map(({ kpis }) => kpis['sales']![part]!.mean));
      expect(parts / totals[part].mean).toBeCloseTo(1, 9);
    }
    expect(plan.groups!.map(({ region, spend }) => [region, spend])).toEqual([
      ['north', 130_000],
      ['south', 260_000],
      ['west', 390_000],
    ]);
    // West: half of the money for a sixth of the people.
    expect(plan.groups![2]!.index).toBeCloseTo(300, 8);
    for (const channel of plan.channels) {
      const own = plan.lines.filter((line) => line.channel === channel.id);
      expect(sum(own.map(({ spend }) => spend))).toBeCloseTo(channel.spend, 2);
      const whole = channel.incremental.mean;
      expect(sum(own.map(({ incremental }) => incremental.mean)) - whole).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(whole)),
      );
    }
  });

  it('divides money without a region by the reference, to the cent, and says so', async () => {
    const national = [lineFixture(0, 'ch0', { amount: 100_000.01 })];
    const { plan } = await planOf(fitted, { ...scenario, lines: national, budget: budget(100_000.01) });
    const spends = plan.cells!.filter(({ channel }) => channel === 'ch0').map(({ spend }) => sum(spend));
    expect(Math.round(100 * sum(spends))).toBe(10_000_001);
    // Regions are as 1 : 2 : 0.5 in the reference.
    expect(spends[1]! / spends[0]!).toBeCloseTo(2, 3);
    expect(plan.lines.filter(({ channel }) => channel === 'ch0').every(({ mark }) => mark === 'allocated')).toBe(true);
    expect(plan.remarks.map(({ code }) => code)).toContain('split-reference');
  });

  it('repeats the reference region by region, and takes another plan as the reference', async () => {
    const reference = await planOf(fitted, { ...scenario, objective: { ...forecast, kind: 'reference' } });
    expect(reference.plan.totals.kpis['sales']!.delta.mean).toBe(0);
    expect(reference.plan.groups!.every(({ spend, referenceSpend }) => Math.abs(spend - referenceSpend!) < 0.02)).toBe(
      true,
    );
    const again = await planOf(
      fitted,
      { ...scenario, reference: { kind: 'scenario', id: 'x' } },
      (await planOf(fitted, scenario)).plan,
    );
    expect(Math.abs(again.plan.totals.kpis['sales']!.delta.mean)).toBeLessThan(1);
  });

  it('names a region that the model does not have', async () => {
    const { faults } = await runPlan(fitted, {
      ...scenario,
      lines: [lineFixture(0, 'ch0', { region: 'nort', amount: 780_000 })],
    });
    expect(faults).toMatchObject([{ code: 'unknown-region', params: { nearest: 'north' } }]);
  });
});

describe('the best mix over channels and regions', () => {
  const lines: ScenarioLine[] = ['ch0', 'ch2'].flatMap((channel, c) =>
    regions.map((region, g) =>
      lineFixture(3 * c + g, channel, { region, amount: 100_000, min: { amount: 20_000 }, max: { amount: 300_000 } }),
    ),
  );
  const scenario = scenarioFixture({ lines, unlisted: 'zero', budget: budget(600_000) });

  it('moves money between regions, never below the start, with a proof', async () => {
    const { plan } = await planOf(fitted, scenario);
    const { objective, start, gapPct } = plan.optimum!;
    expect(objective).toBeGreaterThan(start);
    expect(gapPct).toBeLessThan(0.01);
    expect(plan.totals.spend).toBe(600_000);
    expect(plan.totals.kpis['sales']!.incremental.mean + plan.totals.kpis['sales']!.runOut.mean).toBeCloseTo(
      objective,
      0,
    );
    expect(
      new Set(plan.cells!.filter(({ channel }) => channel === 'ch0').map(({ spend }) => Math.round(sum(spend)))).size,
    ).toBe(3);
    expect(plan.channels[0]!.why.code).toBe('by-groups');
  });

  it('does not depend on the order of the lines', async () => {
    const money = (plan: Plan) =>
      plan.cells!.map(({ channel, region, spend }) => [channel, region, Math.round(100 * sum(spend))]);
    const first = money((await planOf(fitted, scenario)).plan);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
        const again = await planOf(fitted, { ...scenario, lines: shuffled.map((line, index) => ({ ...line, index })) });
        expect(money(again.plan)).toEqual(first);
      }),
      { numRuns: 4 },
    );
  });
});
