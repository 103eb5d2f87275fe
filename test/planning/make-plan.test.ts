import { describe, expect, it } from 'vitest';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { planningDraws } from '../../src/mixmodel/index.js';
import type { Plan, Scenario, ScenarioLine } from '../../src/planning/index.js';
import { fittedFixture } from './fitted-fixture.js';
import { planOf, runPlan } from './run-plan.js';
import { lineFixture, scenarioFixture } from './scenario-fixture.js';

const fitted = fittedFixture();
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const cents = (money: number): number => Math.round(money * 100);

const referenceScenario = scenarioFixture({ objective: { kind: 'reference', kpi: 'sales', horizon: 'whole_effect' } });
const reference = await planOf(fitted, referenceScenario);
const referenceSpend = reference.plan.totals.spend;

function freeLines(parts: Partial<ScenarioLine> = {}): ScenarioLine[] {
  return fitted.spec.channels.map(({ id }, i) => lineFixture(i, id, parts));
}

function budget(total: number, parts: Partial<Scenario['budget']> = {}): Scenario['budget'] {
  return { total, spendAll: true, tolerancePct: 0.5, contingencyPct: 0, feesPct: 0, ...parts };
}

/** KPI caused by spending `spend` per period on a channel after its history, in one draw, written out. */
function naiveIncrement(
  model: FittedModel,
  channel: number,
  draw: number,
  media: Float64Array,
  runOut: number,
): number {
  const kpi = model.kpis[0]!;
  const { id } = model.spec.channels[channel]!;
  const at = (name: string): number => kpi.draws[draw * kpi.columns.length + kpi.columns.indexOf(`${name}[${id}]`)]!;
  const [alpha, half, slope] = [at('alpha'), at('half'), at('slope')];
  const coefficient = at('coefficient') * model.scales.kpis['sales']!.scale;
  const history = [...model.panel.channels[channel]!.media];
  const effect = (series: readonly number[]): number => {
    let total = 0;
    for (let t = history.length; t < series.length; t++) {
      let level = 0;
      let weights = 0;
      for (let l = 0; l < 8; l++) {
        weights += alpha ** l;
        level += alpha ** l * series[t - l]!;
      }
      const u = level / weights / model.scales.media[id]![0]!;
      total += u > 0 ? (coefficient * u ** slope) / (u ** slope + half ** slope) : 0;
    }
    return total;
  };
  const after = new Array<number>(runOut).fill(0);
  return effect([...history, ...media, ...after]) - effect([...history, ...media.map(() => 0), ...after]);
}

function moneyOf(plan: Plan, channel: string): number {
  return plan.channels.find(({ id }) => id === channel)!.spend;
}

describe('a reference plan', () => {
  it('repeats last year, to the cent, and differs from itself by nothing', () => {
    const { plan } = reference;
    const year = fitted.panel.channels.map(({ spend }) => sum(spend.slice(130 - 52, 130 - 39)));
    plan.channels.forEach((channel, c) => {
      expect(channel.spend).toBe(Math.round(year[c]! * 100) / 100);
    });
    expect(plan.totals.kpis['sales']!.delta.mean).toBe(0);
    expect(plan.totals.kpis['sales']!.probabilityBetter).toBe(0.5);
    expect(plan.optimum).toBeNull();
  });

  it('has the effect of the model written out', () => {
    const rows = planningDraws(fitted, 'sales');
    for (const d of [0, 7, 150]) {
      let whole = 0;
      fitted.panel.channels.forEach(({ spend, media, mediaIsSpend }, c) => {
        const bought = Float64Array.from({ length: 13 }, (_, t) => {
          const then = 130 - 52 + t;
          if (mediaIsSpend) return spend[then]!;
          return spend[then]! > 0 ? media[then]! : 0;
        });
        whole += naiveIncrement(fitted, c, rows[d]!, bought, 13);
      });
      const { whole: withRunOut, window, incremental } = reference.draws.kpis['sales']!;
      const runOut = withRunOut[d]! - window[d]!;
      expect(Math.abs(incremental[d]! + runOut - whole) / whole).toBeLessThan(1e-9);
    }
  });
});

describe('the tables of a plan', () => {
  it('tie: window = baseline + carry-in + incremental, flowchart = spend, lines = channels, whole effect = window + run-out', async () => {
    const { plan, draws } = await planOf(
      fitted,
      scenarioFixture({ lines: freeLines(), budget: budget(referenceSpend) }),
    );
    const totals = plan.totals.kpis['sales']!;
    const { mean } = totals.window;
    expect(totals.baseline.mean + totals.carryIn.mean + totals.incremental.mean).toBeCloseTo(mean, 4);
    expect(cents(sum(plan.flowchart.flatMap((row) => row.spend)))).toBe(cents(plan.totals.spend));
    plan.flowchart.forEach((row) => {
      expect(cents(sum(row.spend))).toBe(cents(row.total));
    });
    for (const channel of plan.channels) {
      const lines = plan.lines.filter((line) => line.channel === channel.id);
      expect(cents(sum(lines.map((line) => line.spend)))).toBe(cents(channel.spend));
      expect(sum(lines.map((line) => line.incremental.mean)) / channel.incremental.mean).toBeCloseTo(1, 8);
    }
    const whole = sum(plan.channels.map((channel) => channel.incremental.mean));
    expect(whole / (totals.incremental.mean + totals.runOut.mean)).toBeCloseTo(1, 8);
    expect(plan.optimum!.objective / whole).toBeCloseTo(1, 8);
    const { byPeriod, window } = draws.kpis['sales']!;
    const first = sum(Array.from({ length: 13 }, (_, t) => byPeriod[t * draws.draws]!));
    expect(first / window[0]!).toBeCloseTo(1, 10);
    expect(plan.series['sales']!.map((point) => point.part)).toEqual([
      ...new Array<string>(52).fill('history'),
      ...new Array<string>(13).fill('window'),
      ...new Array<string>(13).fill('runOut'),
    ]);
  });

  it('hold numbers only: nothing is lost when the plan is written as JSON', async () => {
    const { plan } = await planOf(
      fittedFixture({ slope: 0.8 }),
      scenarioFixture({ lines: freeLines({ min: { amount: 0 } }), budget: budget(referenceSpend) }),
    );
    const bad: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'number' && !Number.isFinite(value)) bad.push(path);
      else if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
    };
    walk(plan, 'plan');
    expect(bad).toEqual([]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});

describe('differences to the reference', () => {
  it('are those of the figures shown, for fitted and for formula KPIs; with the run-out they stand apart', async () => {
    const kpis = [
      ...scenarioFixture().kpis,
      { id: 'profit', label: 'Profit', role: 'watch' as const, formula: '0.4 * sales - spend', target: null },
    ];
    const { plan, draws } = await planOf(fitted, scenarioFixture({ kpis, lines: freeLines(), budget: budget(2e6) }));
    for (const [id, totals] of Object.entries(plan.totals.kpis)) {
      const size = Math.abs(totals.window.mean) + Math.abs(totals.reference.mean);
      expect(Math.abs(totals.delta.mean - (totals.window.mean - totals.reference.mean)), id).toBeLessThan(1e-9 * size);
      const { whole, window } = draws.kpis[id]!;
      const runOut = whole.reduce((sum, value, d) => sum + value - window[d]!, 0) / draws.draws;
      expect(totals.runOut.mean).toBeCloseTo(runOut, 4);
      expect(totals.wholeDelta.mean).not.toBeCloseTo(totals.delta.mean, 0);
    }
    const { sales, profit } = plan.totals.kpis;
    const spendChange = plan.totals.spend - plan.reference.spend;
    expect(profit!.delta.mean).toBeCloseTo(0.4 * sales!.delta.mean - spendChange, 3);
    expect(profit!.wholeDelta.mean).toBeCloseTo(0.4 * sales!.wholeDelta.mean - spendChange, 3);
  });

  it('carry the label of what an assumption is about', async () => {
    const { plan } = await planOf(fitted, scenarioFixture({ lines: freeLines(), budget: budget(2e6) }));
    const labels = new Map(fitted.spec.controls.map(({ id, label }) => [id, label]));
    const rows = plan.assumptions.filter(({ key }) => key === 'controls');
    expect(rows.map(({ label }) => label)).toEqual([...labels.values()]);
    expect(plan.assumptions.every(({ subject, label }) => (subject === null) === (label === null))).toBe(true);
  });
});

describe('maximise', () => {
  it('spends the budget, beats the start, proves it, and gives the same digits again', async () => {
    const scenario = scenarioFixture({ lines: freeLines(), budget: budget(referenceSpend) });
    const { plan } = await planOf(fitted, scenario);
    const optimum = plan.optimum!;
    expect(cents(plan.totals.spend)).toBe(cents(referenceSpend));
    expect(optimum.status).toBe('optimal');
    expect(optimum.objective).toBeGreaterThanOrEqual(optimum.start);
    expect(optimum.bound!).toBeGreaterThanOrEqual(optimum.objective);
    expect(optimum.gapPct!).toBeLessThan(0.01);
    expect(optimum.unconstrained!).toBeGreaterThanOrEqual(optimum.objective * (1 - 1e-6));
    expect(plan.totals.kpis['sales']!.wholeDelta.mean).toBeGreaterThan(0);
    expect(plan.scenario.maximised).toEqual({ kpi: 'sales', horizon: 'whole_effect' });
    const again = await planOf(fitted, scenario);
    expect(again.plan).toEqual(plan);
  });

  it('keeps locks to the cent, exclusions out, and bounds', async () => {
    const lines = [
      lineFixture(0, 'ch0', { amount: 123456.78, lock: true }),
      lineFixture(1, 'ch1', { exclude: true }),
      lineFixture(2, 'ch2', { min: { relative: -0.5 }, max: { relative: 1 } }),
      lineFixture(3, 'ch3', { min: { amount: 1000 }, max: { amount: 2_000_000 } }),
    ];
    const { plan } = await planOf(fitted, scenarioFixture({ lines, budget: budget(1_400_000) }));
    expect(moneyOf(plan, 'ch0')).toBe(123456.78);
    expect(moneyOf(plan, 'ch1')).toBe(0);
    expect(cents(plan.totals.spend)).toBe(140_000_000);
    for (const channel of plan.channels) {
      expect(channel.spend).toBeGreaterThanOrEqual(channel.bounds!.low);
      expect(channel.spend).toBeLessThanOrEqual(channel.bounds!.high);
    }
    expect(plan.channels.map((channel) => channel.why.code).slice(0, 2)).toEqual(['locked', 'excluded']);
  });

  it('does not depend on the order of the lines', async () => {
    const lines = freeLines({ min: { relative: -0.6 }, max: { relative: 0.4 } });
    const one = await planOf(fitted, scenarioFixture({ lines, budget: budget(referenceSpend) }));
    const other = await planOf(fitted, scenarioFixture({ lines: lines.toReversed(), budget: budget(referenceSpend) }));
    expect(other.plan.channels.map(({ id, spend }) => [id, spend])).toEqual(
      one.plan.channels.map(({ id, spend }) => [id, spend]),
    );
    expect(other.plan.optimum!.objective).toBe(one.plan.optimum!.objective);
  });

  it('never improves under a higher floor, and prices each rule by what re-solving without it gains', async () => {
    const lines = freeLines({ min: { relative: -0.3 }, max: { relative: 0.3 } });
    const scenario = scenarioFixture({ lines, budget: budget(referenceSpend) });
    const { plan } = await planOf(fitted, scenario);
    const optimum = plan.optimum!;
    for (const c of [0, 3]) {
      const raised = lines.with(c, { ...lines[c]!, min: { relative: 0.1 } });
      const { plan: stricter } = await planOf(fitted, { ...scenario, lines: raised });
      expect(stricter.optimum!.objective).toBeLessThanOrEqual(optimum.bound! + 1e-6);
    }
    for (const limit of optimum.limits.filter(({ kind, binding }) => kind === 'min' && binding)) {
      const c = Number(limit.channel!.slice(2));
      const lifted = lines.with(c, { ...lines[c]!, min: { amount: 0 } });
      const { plan: freer } = await planOf(fitted, { ...scenario, lines: lifted });
      const gain = freer.optimum!.objective - optimum.objective;
      expect(Math.abs(gain - limit.gainWithout)).toBeLessThan(1e-4 * optimum.objective);
      expect(limit.price.perUnit).toBeGreaterThan(0);
    }
    const binding = optimum.limits.filter((limit) => limit.kind !== 'budget' && limit.binding);
    expect(binding.length).toBeGreaterThan(0);
    const least = Math.min(...optimum.limits.map((limit) => limit.gainWithout));
    expect(least).toBeGreaterThanOrEqual(0);
  });

  it('gives a harmful channel nothing and says why; unspent money has its reason', async () => {
    const model = fittedFixture({ harmful: 2 });
    const lines = freeLines({ min: { amount: 0 }, max: { relative: 0.2 } });
    const scenario = scenarioFixture({ lines, budget: budget(3 * referenceSpend, { spendAll: false }) });
    const { plan } = await planOf(model, scenario);
    const harmful = plan.channels[2]!;
    expect(harmful.spend).toBe(0);
    expect(harmful.why.code).toBe('falling');
    expect(plan.totals.unspent).toBeGreaterThan(0);
    expect(plan.totals.unspentReason).toBe('falling');
    expect(cents(plan.totals.spend + plan.totals.unspent)).toBe(cents(plan.totals.budget!.working));
  });

  it('names the smallest clash of rules and by how much they miss', async () => {
    const floors = [
      lineFixture(0, 'ch0', { amount: 900_000, lock: true }),
      lineFixture(1, 'ch1', { min: { amount: 400_000 }, max: { amount: 500_000 } }),
      lineFixture(2, 'ch2', { min: { amount: 50_000 }, max: { amount: 500_000 } }),
    ];
    const { value, infeasible, faults } = await runPlan(
      fitted,
      scenarioFixture({ lines: floors, unlisted: 'zero', budget: budget(1_000_000) }),
    );
    expect(value).toBeNull();
    expect(infeasible!.rules.map(({ rule }) => rule)).toEqual(['budget.total', 'lines.0.lock', 'lines.1.min']);
    expect(infeasible!.missing).toBe(300_000);
    expect(infeasible!.missingInAll).toBe(350_000);
    expect(faults.map(({ code }) => code)).toEqual(['infeasible-floors-above-budget']);

    const ceilings = await runPlan(
      fitted,
      scenarioFixture({ lines: floors, unlisted: 'zero', budget: budget(2_000_000) }),
    );
    expect(ceilings.infeasible!.kind).toBe('ceilings-below-budget');
    expect(ceilings.infeasible!.missing).toBe(100_000);
  });

  it('splits a channel with several lines by their bounds and marks the rows as allocated', async () => {
    const lines = [
      lineFixture(0, 'ch0', {
        campaign: 'brand',
        amount: 100_000,
        lock: true,
        flight: { from: null, to: '2025-07-27', shape: { kind: 'even' } },
      }),
      lineFixture(1, 'ch0', {
        campaign: 'sale',
        amount: 150_000,
        max: { relative: 0.5 },
        flight: { from: '2025-08-04', to: null, shape: { kind: 'even' } },
      }),
      ...freeLines({ min: { relative: -0.4 }, max: { relative: 0.4 } })
        .slice(1)
        .map((line, i) => ({ ...line, index: i + 2 })),
    ];
    const { plan } = await planOf(fitted, scenarioFixture({ lines, budget: budget(referenceSpend) }));
    const rows = plan.flowchart.filter((row) => row.channel === 'ch0');
    expect(rows.map((row) => row.campaign)).toEqual(['brand', 'sale']);
    expect(rows[0]!.total).toBe(100_000);
    expect(rows[1]!.total).toBeLessThanOrEqual(225_000);
    expect(rows[0]!.spend.slice(4).every((money) => money === 0)).toBe(true);
    expect(rows[1]!.spend.slice(0, 5).every((money) => money === 0)).toBe(true);
    expect(new Set(plan.lines.filter((line) => line.channel === 'ch0').map((line) => line.mark))).toEqual(
      new Set(['allocated']),
    );
    expect(plan.optimum!.gapPct!).toBeLessThan(0.01);
  });
});

describe('formula KPIs', () => {
  const profit = {
    id: 'profit',
    label: 'Profit',
    role: 'primary' as const,
    formula: '0.3 * sales - spend',
    target: null,
  };

  it('maximise profit exactly: its objective is that of sales less the money, with a proof', async () => {
    const scenario = scenarioFixture({
      objective: { kind: 'maximise', kpi: 'profit', horizon: 'whole_effect' },
      kpis: [profit],
      lines: freeLines({ min: { amount: 0 }, max: { relative: 2 } }),
      budget: budget(2 * referenceSpend, { spendAll: false }),
    });
    const { plan } = await planOf(fitted, scenario);
    const totals = plan.totals.kpis['profit']!;
    const sales = plan.totals.kpis['sales']!;
    expect(plan.optimum!.status).toBe('optimal');
    expect(plan.optimum!.gapPct!).toBeLessThan(0.01);
    const whole = totals.incremental.mean + totals.runOut.mean;
    expect(plan.optimum!.objective / whole).toBeCloseTo(1, 8);
    expect(whole).toBeCloseTo(0.3 * (sales.incremental.mean + sales.runOut.mean) - plan.totals.spend, 2);
    expect(totals.window.mean).toBeCloseTo(totals.baseline.mean + totals.carryIn.mean + totals.incremental.mean, 4);
    // The next money anywhere inside its bounds earns less than it costs, about 1 / 0.3 of sales.
    expect(plan.responses[0]!.breakEven).toBeCloseTo(1 / 0.3, 10);
    for (const channel of plan.channels) {
      const inside = channel.spend > channel.bounds!.low + 1 && channel.spend < channel.bounds!.high - 1;
      if (inside) expect(channel.marginalRoi.mean).toBeCloseTo(1 / 0.3, 1);
    }
  });

  it('search a formula that is no sum, never below the start, without a bound', async () => {
    const scenario = scenarioFixture({
      objective: { kind: 'maximise', kpi: 'index', horizon: 'whole_effect' },
      kpis: [{ ...profit, id: 'index', formula: 'log(sales_incremental) * 100 - spend_ch0 * spend_ch1 / 1e12' }],
      lines: freeLines({ min: { relative: -0.5 }, max: { relative: 0.5 } }),
      budget: budget(referenceSpend),
    });
    const { value: made, faults } = await runPlan(fitted, scenario);
    expect(faults).toEqual([]);
    const optimum = made!.plan.optimum!;
    expect(optimum.status).toBe('feasible');
    expect(optimum.bound).toBeNull();
    expect(optimum.gapPct).toBeNull();
    expect(cents(made!.plan.totals.spend)).toBe(cents(referenceSpend));
  });

  it('refuse min and max as an objective, and a hostile text anywhere', async () => {
    const smaller = scenarioFixture({
      objective: { kind: 'maximise', kpi: 'least', horizon: 'window' },
      kpis: [{ ...profit, id: 'least', formula: 'min(sales, spend)' }],
      lines: freeLines(),
      budget: budget(referenceSpend),
    });
    expect((await runPlan(fitted, smaller)).faults.map(({ code }) => code)).toEqual(['formula-no-derivative']);
    const hostile = {
      ...smaller,
      kpis: [{ ...profit, formula: 'constructor.constructor("return 1")()' }],
      objective: referenceScenario.objective,
    };
    const { faults } = await runPlan(fitted, hostile);
    expect(faults[0]!.where.path).toBe('kpis.0.formula');
  });
});

describe('two KPIs', () => {
  it('are both told, and a plan for one may be judged on the other', async () => {
    const model = fittedFixture({ secondKpi: true });
    const scenario = scenarioFixture({
      objective: { kind: 'maximise', kpi: 'orders', horizon: 'window' },
      kpis: [{ id: 'orders', label: 'Orders', role: 'primary', formula: null, target: 1000 }],
      lines: freeLines(),
      budget: budget(referenceSpend),
    });
    const { plan } = await planOf(model, scenario);
    expect(plan.kpis.map(({ id, role }) => [id, role])).toEqual([
      ['orders', 'primary'],
      ['sales', 'watch'],
    ]);
    expect(plan.totals.kpis['orders']!.probabilityOfTarget).toBe(1);
    expect(plan.optimum!.objective / plan.totals.kpis['orders']!.incremental.mean).toBeCloseTo(1, 8);
  });
});
