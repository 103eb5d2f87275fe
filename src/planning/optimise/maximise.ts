import { fault } from '../../data/index.js';
import { sumOf } from '../resolve/problem.js';
import { decisionOf, inCents, startKeepsRules } from './decision-of.js';
import { undecided, type Decided, type Ruled } from './decision.js';
import { frontierReach, goalUnits } from './goal-of.js';
import { exactStates, measuredValue, reachGoal } from './goal.js';
import { weighted } from './spread-budget.js';

/** The best plan for an objective that is a sum over units; the bounds have been found to hold the budget. */
export function maximise(ruled: Ruled): Decided {
  const { problem, limits, solver } = ruled;
  const { scenario } = problem;
  const { working } = problem.budget!;
  const { spendAll } = scenario.budget;
  const made = goalUnits({ ...ruled, limit: frontierReach * working });
  if (made.value === null) return undecided(made.faults);
  const { units, goal } = made.value;
  const written = Float64Array.from(problem.channels, (unit) => sumOf(unit.lines.map((line) => line.amount)));
  const start = startKeepsRules(problem, working, spendAll) ? written : undefined;
  const spread = reachGoal(units, working, goal, { spendAll, limits, solver, start });
  if (spread === null) return goal.floors.length > 0 ? floorsOutOfReach(ruled, made.value) : nothingHolds(ruled);
  // The proof is of the amounts in whole cents.
  const spend = Float64Array.from(inCents(problem, spread.spend), sumOf);
  const draws = goal.objective.without.length;
  const objective = measuredValue(goal.objective, exactStates(units, spend).subarray(0, draws));
  const proven = { sense: 'max' as const, objective, bound: Math.max(objective, spread.bound), reached: objective };
  return { value: decisionOf(ruled, made.value, spread, working, proven), faults: [], infeasible: null };
}

/** The floor that misses by most when everything is spent for it alone. */
function floorsOutOfReach(ruled: Ruled, made: NonNullable<ReturnType<typeof goalUnits>['value']>): Decided {
  const { problem, limits, solver } = ruled;
  const { units, goal } = made;
  const draws = goal.objective.without.length;
  const { spendAll } = problem.scenario.budget;
  const { working } = problem.budget!;
  const best = goal.floors.map((floor, j) => {
    const weights = new Float64Array(draws * (1 + goal.floors.length));
    for (let d = 0; d < draws; d++) weights[(j + 1) * draws + d] = 1 / draws;
    const alone = { objective: { without: floor.without, tail: floor.tail }, floors: [] };
    if (floor.tail === null) {
      const found = reachGoal(
        units.map((unit) => weighted(unit, weights)),
        working,
        { ...alone, objective: { ...alone.objective, without: floor.without } },
        { spendAll, limits, solver },
      );
      return found?.objective ?? -Infinity;
    }
    return -Infinity;
  });
  const scaled = goal.floors.map((floor, j) => ({ j, miss: (floor.min - best[j]!) / made.floors[j]!.scale }));
  const missed = scaled.filter(({ miss }) => Number.isFinite(miss) && miss > 0).sort((a, b) => b.miss - a.miss);
  const named = missed.length > 0 ? [missed[0]!.j] : goal.floors.map((_, j) => j);
  const rules = named.map((j) => ({
    rule: goal.floors[j]!.rule,
    channel: null,
    kind: 'limit' as const,
    money: made.floors[j]!.kpi.min!,
  }));
  const first = named[0]!;
  const { kpi, scale } = made.floors[first]!;
  const missing = missed[0]?.miss ?? 0;
  const params = {
    kpi: kpi.id,
    min: kpi.min!,
    best: Number.isFinite(best[first]!) ? best[first]! / scale : kpi.min!,
    missing,
    known: missed.length > 0 ? 'yes' : 'no',
    rules: rules.map(({ rule }) => rule).join(', '),
  };
  const infeasible = { kind: 'kpi-out-of-reach' as const, rules, missing, missingInAll: missing };
  const path = { file: '', path: goal.floors[first]!.rule };
  return undecided([fault('infeasible-floor-out-of-reach', 'error', path, String(kpi.min), params)], infeasible);
}

/** Linear rules hold together, but not with amounts that are nothing or at least a minimum buy. */
function nothingHolds({ problem }: Ruled): Decided {
  const lines = problem.channels.flatMap((unit) =>
    unit.lines.filter((line) => (line.minBuy ?? 0) > 0).map((line) => ({ unit, line })),
  );
  const rules = lines.map(({ unit, line }) => ({
    rule: `lines.${line.index ?? 0}.min_buy`,
    channel: unit.id,
    kind: 'limit' as const,
    money: line.minBuy ?? 0,
  }));
  const infeasible = { kind: 'rules-clash' as const, rules, missing: 0, missingInAll: 0 };
  const params = { rules: rules.map(({ rule }) => rule).join(', '), working: problem.budget!.working };
  return undecided(
    [fault('infeasible-minimum-buys', 'error', { file: '', path: rules[0]?.rule ?? 'lines' }, '', params)],
    infeasible,
  );
}
