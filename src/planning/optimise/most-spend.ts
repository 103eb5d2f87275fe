import { sumOf } from '../resolve/problem.js';
import { reachGoal, type Goal, type GoalOptions, type GoalSpread } from './goal.js';
import type { Unit } from './spread-budget.js';

export interface MostSpend {
  readonly spread: GoalSpread;
  readonly spend: number;
  /** No plan that spends more keeps the metric at its floor. */
  readonly atMost: number;
}

const mostSteps = 120;
/** Share of the money below which a step is none. */
const fine = 1e-7;

/**
 * The most money whose best spread still brings `floor` of the objective per money. The ratio rises and falls along the
 * frontier of S-curves, so nothing is halved: what at most B money can bring, divided by the floor, is the most that
 * any plan of at most B may spend, and rules out everything between the two. From the top this descends through the
 * whole frontier to the highest budget that holds the floor, and on the way proves all above it too much.
 * `best` is the highest ratio met, for the case that none holds it.
 */
export function mostSpend(
  units: readonly Unit[],
  cap: number,
  floor: number,
  goal: Goal,
  options: Omit<GoalOptions, 'spendAll' | 'start'>,
): { readonly value: MostSpend | null; readonly best: number } {
  const least = sumOf(units.map((unit) => unit.low));
  const most = Math.min(cap, sumOf(units.map((unit) => unit.high)));
  let best = 0;
  const holding = (money: number): GoalSpread | null => {
    const found = reachGoal(units, money, goal, { ...options, spendAll: true });
    if (found === null || !(money > 0)) return null;
    best = Math.max(best, found.objective / money);
    return found.objective >= floor * money ? found : null;
  };
  let top = most;
  for (let step = 0; step < mostSteps && top >= least; step++) {
    const here = holding(top);
    if (here !== null) return { value: { spread: here, spend: top, atMost: top }, best };
    const above = reachGoal(units, top, goal, { ...options, spendAll: false });
    const next = Math.min(top, Math.max(0, above?.bound ?? -Infinity) / floor);
    if (top - next > fine * most) {
      top = next;
      continue;
    }
    // Bound and floor meet here; the plan itself holds the floor a little below.
    for (let part = fine; part < 0.1; part *= 4) {
      const money = Math.max(least, top - part * most);
      const found = holding(money);
      if (found !== null) return { value: { spread: found, spend: money, atMost: top }, best };
    }
    top -= 0.1 * most;
  }
  const last = holding(least);
  return { value: last === null ? null : { spread: last, spend: least, atMost: Math.max(least, top) }, best };
}
