import { sumOf } from '../resolve/problem.js';
import { reachGoal, type Goal, type GoalOptions, type GoalSpread } from './goal.js';
import type { Unit } from './spread-budget.js';

export interface LeastSpend {
  readonly spread: GoalSpread;
  readonly spend: number;
  /** Nothing below this reaches the target. */
  readonly atLeast: number;
}

export interface OutOfReach {
  /** The most that the rules allow, and a bound on it. */
  readonly best: number;
  readonly bound: number;
}

const halvings = 26;

/**
 * The least money whose best spread reaches a value. What the best spread of at most so much money reaches never falls
 * with the money, so both ends are found by halving: the least money found to reach it, and the most money whose
 * upper bound still does not.
 */
export function leastSpend(
  units: readonly Unit[],
  target: number,
  goal: Goal,
  options: Omit<GoalOptions, 'spendAll' | 'start'>,
): LeastSpend | OutOfReach {
  const least = sumOf(units.map((unit) => unit.low));
  const most = sumOf(units.map((unit) => unit.high));
  const at = (money: number): GoalSpread | null => reachGoal(units, money, goal, { ...options, spendAll: false });
  const all = at(most);
  // A hair above, so that whole cents still reach it.
  const wanted = target + 1e-9 * Math.abs(target);
  if (all === null || all.objective < wanted) {
    return { best: all?.objective ?? -Infinity, bound: all?.bound ?? -Infinity };
  }
  let low = least;
  let high = most;
  let spread = all;
  /** Money proven too little, and money not proven so. */
  let tooLittle = least;
  let perhaps = most;
  const start = at(least);
  if (start !== null && start.objective >= wanted) return { spread: start, spend: least, atLeast: least };
  for (let step = 0; step < halvings && high - low > Math.max(0.01, 1e-7 * most); step++) {
    const middle = (low + high) / 2;
    const found = at(middle);
    if (found !== null && found.bound < target) tooLittle = Math.max(tooLittle, middle);
    else perhaps = Math.min(perhaps, middle);
    if (found !== null && found.objective >= wanted) [high, spread] = [middle, found];
    else low = middle;
  }
  // What stands between the two: money at which the plan falls short and its bound does not.
  for (let step = 0; step < halvings && perhaps - tooLittle > Math.max(0.01, 1e-6 * most); step++) {
    const middle = (tooLittle + perhaps) / 2;
    const found = at(middle);
    if (found === null || found.bound < target) tooLittle = middle;
    else perhaps = middle;
  }
  return { spread, spend: sumOf(spread.spend), atLeast: Math.min(tooLittle, sumOf(spread.spend)) };
}
