import { divideMoney, moneyOfLines, wholeCents } from '../line-money.js';
import type { Optimum } from '../optimum.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import type { Decision, Ruled } from './decision.js';
import { objectiveUnits, type GoalUnits } from './goal-of.js';
import { exactStates, measuredValue, type GoalSpread } from './goal.js';
import { priceRules } from './limit-prices.js';
import { finiteSlope } from './limits.js';
import { spreadBudget } from './spread-budget.js';

export interface Proven extends Pick<Optimum, 'sense' | 'objective' | 'bound' | 'reached'> {
  readonly bound: number;
}

/** A spread as amounts of lines in whole cents, with its proof and the price of every rule. */
export function decisionOf(
  ruled: Ruled,
  made: GoalUnits,
  spread: GoalSpread,
  budget: number,
  proven: Proven,
): Decision {
  const { problem, limits, solver } = ruled;
  const { units, goal } = made;
  const { kind } = problem.scenario.objective;
  const money = inCents(problem, spread.spend);
  const spend = Float64Array.from(money, sumOf);
  const isFree = kind === 'efficiency_floor' && problem.scenario.objective.efficiency?.metric === 'marginal_roi';
  const spendAll =
    kind === 'hit_target' || (kind === 'efficiency_floor' && !isFree) || (!isFree && problem.scenario.budget.spendAll);
  const free = spreadBudget(
    objectiveUnits(made).map((unit) => ({ ...unit, low: 0, high: unit.table.money.at(-1)!, minBuy: 0 })),
    budget,
    { spendAll, quick: true },
  );
  const amounts = Float64Array.from(problem.channels, (unit) => sumOf(unit.lines.map((line) => line.amount)));
  const draws = goal.objective.without.length;
  const valueAt = (at: Float64Array): number =>
    measuredValue(goal.objective, exactStates(units, at).subarray(0, draws));
  const working = problem.budget?.working ?? null;
  return {
    problem,
    money,
    optimum: {
      ...proven,
      gapPct: (100 * Math.abs(proven.bound - proven.objective)) / Math.max(Math.abs(proven.objective), 1),
      status: 'optimal',
      nodes: spread.nodes,
      start: valueAt(amounts),
      unconstrained: goal.objective.tail === null ? (free?.objective ?? null) : null,
      limits: priceRules({
        ...made,
        limits,
        solver,
        solved: spread,
        budget,
        spendAll,
        hasBudget: working !== null && kind !== 'hit_target' && kind !== 'efficiency_floor',
      }),
    },
    unconstrained: goal.objective.tail === null ? (free?.spend ?? null) : null,
    slopes: Float64Array.from(units, (unit, u) => finiteSlope(unit, spend[u]!, spread.slopes[u]!, budget)),
    price: spread.price,
    unspent: working === null ? 0 : Math.max(0, working - sumOf(spend)),
    solved: { ...made, limits, solver, budget, spendAll, spend },
  };
}

/** Whether the lines as written satisfy their bounds and the budget, so that the plan may not fall below them. */
export function startKeepsRules(problem: Problem, working: number, spendAll: boolean): boolean {
  const lines = problem.channels.flatMap((channel) => channel.lines);
  const sum = sumOf(lines.map((line) => line.amount));
  const inside = lines.every(
    (line) =>
      line.amount >= line.low - 0.005 &&
      line.amount <= line.high + 0.005 &&
      (line.amount < 0.005 || line.amount >= (line.minBuy ?? 0) - 0.005),
  );
  return inside && sum <= working + 0.005 && (!spendAll || sum >= working - 0.005);
}

/** Money of every line in whole cents whose sum is that of the units. */
export function inCents(problem: Problem, spend: Float64Array): Float64Array[] {
  const amounts = problem.channels.map((channel, c) => moneyOfLines(divideMoney(channel.lines), spend[c]!));
  const lines = problem.channels.flatMap((channel) => channel.lines);
  const cents = wholeCents(Float64Array.from(amounts.flatMap((values) => [...values])), lines);
  let at = 0;
  return amounts.map((values) => cents.slice(at, (at += values.length)));
}
