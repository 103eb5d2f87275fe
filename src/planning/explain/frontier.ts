import type { Frontier, FrontierPoint } from '../explained.js';
import { reachGoal } from '../optimise/goal.js';
import { objectiveUnits } from '../optimise/goal-of.js';
import type { Solved } from '../optimise/decision.js';
import { spreadBudget, type Unit } from '../optimise/spread-budget.js';
import type { Problem } from '../resolve/problem.js';
import { sumOf } from '../resolve/problem.js';

const shares = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5];

/**
 * The best plan of every budget from half to one and a half of this one: under the rules of the file where they can
 * hold it, and where only locks and the edge of what the model has seen bind.
 *
 * @param breakEven objective per money at which the last unit pays for itself; 0: nothing says
 */
export function frontierOf(problem: Problem, solved: Solved, breakEven: number): Frontier {
  const { units, goal, limits, solver } = solved;
  const open = objectiveUnits(solved).map((unit, u) => openUnit(unit, problem.channels[u]!.lines));
  const least = sumOf(open.map((unit) => unit.low));
  const most = sumOf(open.map((unit) => unit.high));
  const points = shares.flatMap((share): FrontierPoint[] => {
    const budget = share * solved.budget;
    if (budget < least || budget > most) return [];
    const free = spreadBudget(open, budget, { spendAll: true, quick: true });
    if (free === null) return [];
    const ruled = reachGoal(units, budget, goal, { spendAll: true, limits, solver, quick: true });
    return [{ budget, ruled: ruled?.objective ?? null, free: free.objective, marginal: free.price }];
  });
  const pays = points.findLastIndex((point) => point.marginal >= breakEven);
  const below = points[pays + 1];
  if (!(breakEven > 0) || pays < 0 || below === undefined) return { points, breakEven: null };
  // Between the last budget that pays and the first that does not, by halving on the concave frontier.
  let [low, high] = [points[pays]!.budget, below.budget];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    const found = spreadBudget(open, middle, { spendAll: true, quick: true });
    if (found !== null && found.price >= breakEven) low = middle;
    else high = middle;
  }
  return { points, breakEven: low };
}

/** A unit without boldness, minima, maxima or minimum buy: what is locked or excluded stays. */
function openUnit(unit: Unit, lines: Problem['channels'][number]['lines']): Unit {
  const fixed = lines.filter(
    (line) => line.low === line.high && line.lowFrom === line.highFrom && line.lowFrom !== 'boldness',
  );
  const low = sumOf(fixed.map((line) => line.low));
  const free = lines.filter((line) => !fixed.includes(line));
  const high = low + sumOf(free.map((line) => Math.max(line.seenHigh, line.amount)));
  return { ...unit, low, high: Math.max(low, Math.min(high, unit.table.money.at(-1)!)), minBuy: 0 };
}
