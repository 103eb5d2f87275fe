import { chanceAbove, chanceReaching, summarise } from './evaluate/index.js';
import type { AssumptionRow, Comparison, Plan, PlanDraws } from './plan.js';

export interface ComparedPlan {
  /** `plan.id` is its key in the comparison. */
  readonly plan: Plan;
  readonly draws: PlanDraws;
}

export interface CompareInput {
  readonly inputs: readonly ComparedPlan[];
  /** `plan.id` of the plan that the others are measured against. */
  readonly baseline: string;
}

/**
 * Two to six plans side by side. Differences are taken draw by draw, on the posterior draws and the noise that both
 * plans share, so what is unsure about the market alike for both cancels.
 */
export function comparePlans({ inputs: plans, baseline }: CompareInput): Comparison {
  const base = plans.find(({ plan }) => plan.plan.id === baseline) ?? plans[0]!;
  const by = <T>(read: (one: ComparedPlan) => T): Record<string, T> =>
    Object.fromEntries(plans.map((one) => [one.plan.plan.id, read(one)]));
  const assumptions = assumptionDifferences(by, plans);
  return {
    schema: 'mixplan/comparison@1',
    baseline: base.plan.plan.id,
    plans: plans.map(({ plan }) => ({
      id: plan.plan.id,
      title: plan.scenario.title,
      kind: plan.scenario.kind,
      spend: plan.totals.spend,
    })),
    comparable: comparableRows(by, assumptions),
    assumptions,
    inputs: inputRows(by, plans),
    kpis: sharedKpis(plans, base).map((id) => kpiRow(id, plans, base)),
    allocation: channelsOf(plans).map(({ id, label }) => ({
      channel: id,
      label,
      spend: by(({ plan }) => plan.channels.find((channel) => channel.id === id)?.spend ?? 0),
    })),
    flowchart: flowchartOf(by, plans),
  };
}

type ByPlan = <T>(read: (one: ComparedPlan) => T) => Record<string, T>;

/** What must be the same for a difference of KPIs to be a difference of plans. */
function comparableRows(by: ByPlan, assumptions: Comparison['assumptions']): Comparison['comparable'] {
  const row = (what: string, read: (plan: Plan) => string): Comparison['comparable'][number] => {
    const values = by(({ plan }) => read(plan));
    return { what, same: new Set(Object.values(values)).size === 1, values };
  };
  const rows = [
    row('model', ({ model }) => `${model.id}@${model.version}`),
    row('fingerprint', ({ model }) => model.fingerprint),
    row('data', ({ model }) => model.dataThrough),
    row('window', ({ window }) => `${window.start}–${window.end}`),
    row('run_out', ({ window }) => String(window.runOutPeriods)),
    row('currency', ({ currency }) => currency.report),
    row('grain', ({ model }) => model.grain),
    row('engine', ({ engine }) => engine),
  ];
  const told = by(({ plan }) =>
    assumptions
      .map(({ key, subject, values }) => {
        const value = values[plan.plan.id] ?? null;
        return `${subject === null ? key : `${key}.${subject}`} ${value === null ? '–' : value.value}`;
      })
      .join('; '),
  );
  return [...rows, { what: 'assumptions', same: assumptions.length === 0, values: told }];
}

/** Settings that are no assumption about the market. */
const decisions = ['boldness', 'unlisted', 'reference', 'objective.', 'budget.', 'uncertainty.', 'run_out_periods'];

function assumptionDifferences(by: ByPlan, plans: readonly ComparedPlan[]): Comparison['assumptions'] {
  const pathOf = ({ key, subject }: AssumptionRow): string => `${key} ${subject ?? ''}`;
  const told = new Map(
    plans.map((one) => {
      const rows = one.plan.assumptions.filter(({ key }) => !decisions.some((start) => key.startsWith(start)));
      return [one, new Map(rows.map((row) => [pathOf(row), row]))];
    }),
  );
  const rows = new Map([...told.values()].flatMap((ofPlan) => [...ofPlan]));
  return [...rows].flatMap(([path, { key, subject, label, unit }]) => {
    const values = by((one) => {
      const row = told.get(one)!.get(path);
      return row === undefined ? null : { low: row.low, value: row.value, high: row.high };
    });
    const differs = new Set(Object.values(values).map((value) => JSON.stringify(value))).size > 1;
    return differs ? [{ key, subject, label, unit, values }] : [];
  });
}

function inputRows(by: ByPlan, plans: readonly ComparedPlan[]): Comparison['inputs'] {
  const paths = new Set(plans.flatMap(({ plan }) => Object.keys(plan.scenario.inputs ?? {})));
  return [...paths]
    .map((path) => ({ path, values: by(({ plan }) => plan.scenario.inputs?.[path] ?? null) }))
    .filter(({ values }) => new Set(Object.values(values)).size > 1)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function sharedKpis(plans: readonly ComparedPlan[], base: ComparedPlan): string[] {
  return base.plan.kpis.map(({ id }) => id).filter((id) => plans.every(({ draws }) => Object.hasOwn(draws.kpis, id)));
}

function kpiRow(id: string, plans: readonly ComparedPlan[], base: ComparedPlan): Comparison['kpis'][number] {
  const kpi = base.plan.kpis.find((one) => one.id === id)!;
  // A plan with fewer draws has the first of the same fixed order.
  const count = Math.min(...plans.map(({ draws }) => draws.draws));
  const own = base.draws.kpis[id]!;
  const values: Record<string, ReturnType<typeof summarise>> = {};
  const delta: Record<string, ReturnType<typeof summarise>> = {};
  const probabilityBetter: Record<string, number> = {};
  const wholeDelta: Record<string, ReturnType<typeof summarise>> = {};
  const wholeProbabilityBetter: Record<string, number> = {};
  const probabilityOfTarget: Record<string, number | null> = {};
  for (const one of plans) {
    const plan = one.plan.plan.id;
    const { window, whole } = one.draws.kpis[id]!;
    values[plan] = summarise(window.slice(0, count));
    const target = one.plan.kpis.find((other) => other.id === id)?.target ?? null;
    probabilityOfTarget[plan] = target === null ? null : chanceReaching(window.subarray(0, count), target);
    if (one === base) continue;
    const inWindow = differences(window, own.window, count);
    delta[plan] = summarise(inWindow);
    probabilityBetter[plan] = chanceAbove(inWindow, 0);
    const inAll = differences(whole, own.whole, count);
    wholeDelta[plan] = summarise(inAll);
    wholeProbabilityBetter[plan] = chanceAbove(inAll, 0);
  }
  return {
    id,
    label: kpi.label,
    money: kpi.money,
    target: kpi.target,
    values,
    delta,
    probabilityBetter,
    wholeDelta,
    wholeProbabilityBetter,
    probabilityOfTarget,
  };
}

function differences(plan: Float64Array, baseline: Float64Array, count: number): Float64Array {
  return plan.slice(0, count).map((value, d) => value - baseline[d]!);
}

function channelsOf(plans: readonly ComparedPlan[]): { readonly id: string; readonly label: string }[] {
  const channels = new Map(plans.flatMap(({ plan }) => plan.channels.map(({ id, label }) => [id, label] as const)));
  return [...channels].map(([id, label]) => ({ id, label }));
}

function flowchartOf(by: ByPlan, plans: readonly ComparedPlan[]): Comparison['flowchart'] {
  const periods = plans[0]!.plan.calendar.map(({ period }) => period);
  const alike = plans.every(({ plan }) => plan.calendar.map(({ period }) => period).join() === periods.join());
  if (!alike) return null;
  return {
    periods,
    rows: channelsOf(plans).map(({ id, label }) => ({
      channel: id,
      label,
      spend: by(({ plan }) => {
        const rows = plan.flowchart.filter((row) => row.channel === id);
        return periods.map((_, t) => rows.reduce((sum, row) => sum + row.spend[t]!, 0));
      }),
    })),
  };
}
