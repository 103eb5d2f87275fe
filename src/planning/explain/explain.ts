import type { Explained } from '../explained.js';
import type { Decision } from '../optimise/decision.js';
import { exactStates, measuredValue, reachGoal } from '../optimise/goal.js';
import { sumOf } from '../resolve/problem.js';
import { breakEvenOf } from '../result/channel-rows.js';
import { primaryMarket, type Evaluated } from '../result/evaluated.js';
import { alternativesOf } from './alternatives.js';
import { bridgeOf } from './bridge.js';
import { frontierOf } from './frontier.js';
import { stressOf } from './stress.js';
import { tornadoOf } from './tornado.js';
import type { ExplainInput } from './variant.js';

/** What a planner asks of a plan beside its figures; null for a reference, which decides and changes nothing. */
export function explain(evaluated: Evaluated, input: ExplainInput): Explained | null {
  const { problem, maximised } = evaluated;
  const { objective } = problem.scenario;
  if (objective.kind === 'reference') return null;
  const solved = maximised?.solved ?? null;
  const own = evaluated.markets.has(objective.kpi);
  return {
    kpi: objective.kpi,
    bridge: bridgeOf(evaluated, input, objective.kpi),
    ladder: maximised === null ? null : ladderOf(evaluated, maximised),
    alternatives: solved === null || objective.kind !== 'maximise' ? [] : alternativesOf(problem, solved),
    frontier:
      solved === null || objective.kind !== 'maximise'
        ? null
        : frontierOf(problem, solved, own ? breakEvenOf(evaluated) / meanValue(evaluated) : 0),
    tornado: tornadoOf(evaluated, input, objective.kpi),
    stress: stressOf(evaluated, input, objective.kpi),
  };
}

/** Money per unit of the KPI, over the window; 1 where it is worth none. */
function meanValue(evaluated: Evaluated): number {
  const { value } = primaryMarket(evaluated).market;
  return value === null || value.length === 0 ? 1 : sumOf(value) / value.length;
}

/**
 * What the objective gains rung by rung: the reference's money as it was spent, the same amounts in the plan's weeks,
 * the same total in the best mix that the rules allow, and the plan's money. Null where the rules cannot hold the
 * reference's money.
 */
function ladderOf({ problem, reference: side }: Evaluated, { solved }: Decision): Explained['ladder'] {
  if (solved === null || problem.scenario.objective.kind !== 'maximise') return null;
  const { units, goal, limits, solver } = solved;
  const draws = goal.objective.without.length;
  const reference = Float64Array.from(problem.channels, (unit) => sumOf(unit.referenceSpend));
  if (reference.some((money, u) => money > units[u]!.table.money.at(-1)!)) return null;
  const value = (spend: Float64Array): number =>
    measuredValue(goal.objective, exactStates(units, spend).subarray(0, draws));
  const { horizon, kpi } = problem.scenario.objective;
  const outcome = side.outcomes.get(kpi)!;
  const counted = horizon === 'whole_effect' ? outcome.whole : outcome.window;
  const asSpent = counted.map((one, d) => one - outcome.baseline[d]! - outcome.carryIn[d]!);
  const mix = reachGoal(units, sumOf(reference), goal, { spendAll: true, limits, solver });
  if (mix === null) return null;
  return [
    { rung: 'reference', value: measuredValue(goal.objective, asSpent) },
    { rung: 'weeks', value: value(reference) },
    { rung: 'mix', value: mix.objective },
    { rung: 'total', value: value(solved.spend) },
  ];
}
