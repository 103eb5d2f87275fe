import { fault, type Fault } from '../../data/index.js';
import type { Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import type { ScenarioKpi } from '../scenario.js';
import { effectOf, unitOf, type PricedMarket, type UnitContext } from './channel-units.js';
import type { Goal, GoalFloor } from './goal.js';
import { functionalOf, type LinearObjective } from './objective.js';
import { weighted, type Unit } from './spread-budget.js';

/** Times the budget up to which curves are followed, so that the frontier can be shown. */
export const frontierReach = 1.5;

export interface GoalInput {
  readonly problem: Problem;
  readonly markets: ReadonlyMap<string, PricedMarket>;
  readonly formulas: ReadonlyMap<string, CompiledFormula>;
  /** Any outcome of the problem: what stands without the plan does not depend on it. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly objective: LinearObjective;
  /** Money up to which curves are followed. */
  readonly limit: number;
}

/** Units that carry the objective and every floor, and the goal over them. */
export interface GoalUnits {
  readonly context: UnitContext;
  readonly units: readonly Unit[];
  readonly goal: Goal;
  /** By floor of the goal: the KPI, and what its values are multiplied by in the units. */
  readonly floors: readonly { readonly kpi: ScenarioKpi; readonly scale: number }[];
}

export function goalUnits(input: GoalInput): { readonly value: GoalUnits | null; readonly faults: readonly Fault[] } {
  const { problem, markets, formulas, outcomes, objective, limit } = input;
  const { scenario } = problem;
  const kpis = [...markets.keys()];
  const faults: Fault[] = [];
  const base: UnitContext = { problem, markets, objective, limit };
  const size = sizeOf(base, objective);
  const floors = scenario.kpis.flatMap((kpi, index) => {
    if (kpi.role !== 'floor' || (kpi.min ?? null) === null) return [];
    const functional = functionalOf(kpi.id, 'window', formulas.get(kpi.id) ?? null, kpis);
    if (functional.kind !== 'linear') {
      const path = { file: '', path: `kpis.${index}.formula` };
      faults.push(fault('floor-not-a-sum', 'error', path, kpi.formula ?? '', { kpi: kpi.id }));
      return [];
    }
    // One scale for all, so that the tables are as fine for one as for the other.
    const own = sizeOf(base, functional);
    const scale = own > 0 && size > 0 ? size / own : 1;
    const without = withoutPlan(kpi.id, formulas, outcomes).map((value) => scale * value);
    const floor: GoalFloor = { rule: `kpis.${index}.min`, without, tail: tailOf(kpi), min: scale * kpi.min! };
    return [{ kpi, functional, scale, floor }];
  });
  if (faults.length > 0) return { value: null, faults };
  const context: UnitContext = { ...base, others: floors.map(({ functional, scale }) => ({ functional, scale })) };
  const units = problem.channels.map((unit, u) => unitOf(context, u, unit.lines));
  const draws = (units[0]?.table.draws ?? 1) / (1 + floors.length);
  const goal: Goal = {
    objective: { without: new Float64Array(draws), tail: scenario.objective.risk ?? null },
    floors: floors.map(({ floor }) => floor),
  };
  return { value: { context, units, goal, floors: floors.map(({ kpi, scale }) => ({ kpi, scale })) }, faults };
}

/** The units with the objective alone, where floors follow it in their states. */
export function objectiveUnits({ units, goal }: Pick<GoalUnits, 'units' | 'goal'>): readonly Unit[] {
  if (goal.floors.length === 0) return units;
  const draws = goal.objective.without.length;
  const weights = Float64Array.from({ length: units[0]?.table.draws ?? 0 }, (_, s) => (s < draws ? 1 / draws : 0));
  return units.map((unit) => weighted(unit, weights));
}

/** A stated chance holds through the mean of the worst draws, which is on the safe side; an even chance is the mean. */
export function tailOf(kpi: Pick<ScenarioKpi, 'chance'>): number | null {
  return (kpi.chance ?? 0.5) > 0.5 ? 1 - kpi.chance! : null;
}

/** `(draws)` a KPI's window without the plan: baseline and carry-in, with noise. */
export function withoutPlan(
  id: string,
  formulas: ReadonlyMap<string, CompiledFormula>,
  outcomes: ReadonlyMap<string, Outcome>,
): Float64Array {
  const formula = formulas.get(id);
  if (formula === undefined) {
    const { baseline, carryIn } = outcomes.get(id)!;
    return baseline.map((value, d) => value + carryIn[d]!);
  }
  const draws = outcomes.values().next().value!.draws;
  const out = new Float64Array(draws).fill(formula.affine?.constant ?? 0);
  for (const [name, weight] of Object.entries(formula.affine?.weights ?? {})) {
    const outcome = outcomes.get(name);
    if (outcome === undefined || formulas.has(name)) continue;
    for (let d = 0; d < draws; d++) out[d]! += weight * (outcome.baseline[d]! + outcome.carryIn[d]!);
  }
  return out;
}

/** How much a quantity moves with the plan as written: its absolute effect over all units. */
function sizeOf(context: UnitContext, functional: LinearObjective): number {
  const { problem } = context;
  return sumOf(
    problem.channels.map((unit, u) => {
      const money = sumOf(unit.lines.map((line) => (line.amount > 0 ? line.amount : line.high)));
      if (!(money > 0)) return 0;
      const { value } = effectOf(context, functional, u)(money);
      return Math.abs(sumOf(value)) / value.length;
    }),
  );
}
