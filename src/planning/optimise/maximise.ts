import { divideMoney, moneyOfLines, wholeCents } from '../line-money.js';
import type { Optimum } from '../plan.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import { unitOf, type PricedMarket, type UnitContext } from './channel-units.js';
import { priceLimits, finiteSlope } from './limits.js';
import type { LinearObjective } from './objective.js';
import { spreadBudget } from './spread-budget.js';

/** Best amounts with what proves them. */
export interface Maximised {
  /** By channel, `(lines)` money in whole cents. */
  readonly money: readonly Float64Array[];
  readonly optimum: Optimum;
  /** `(channels)` money where only the budget binds. */
  readonly unconstrained: Float64Array | null;
  /** `(channels)` objective per unit of the next money; null where the search has none. */
  readonly slopes: Float64Array | null;
  /** Objective per unit of money at the margin. */
  readonly price: number;
  readonly unspent: number;
}

/** The best plan for an objective that is a sum over channels; the bounds have been found to hold the budget. */
export function maximise(
  problem: Problem,
  markets: ReadonlyMap<string, PricedMarket>,
  objective: LinearObjective,
): Maximised {
  const { channels, scenario } = problem;
  const { working } = problem.budget!;
  const { spendAll } = scenario.budget;
  const context: UnitContext = { problem, markets, objective, limit: working };
  const units = channels.map((channel, c) => unitOf(context, c, channel.lines));

  const start = Float64Array.from(channels, (channel) => sumOf(channel.lines.map((line) => line.amount)));
  const keepsRules = startKeepsRules(problem, working, spendAll);
  const solved = spreadBudget(units, working, { spendAll, start: keepsRules ? start : undefined })!;
  const free = spreadBudget(
    units.map((unit) => ({ ...unit, low: 0, high: unit.table.money.at(-1)! })),
    working,
    { spendAll, quick: true },
  );
  const money = inCents(problem, solved.spend);
  const spend = Float64Array.from(money, sumOf);
  const objectiveOf = (amounts: Float64Array): number =>
    sumOf(units.map((unit, c) => sumOf(unit.effect(amounts[c]!).value) / unit.table.draws));
  const value = objectiveOf(spend);
  const bound = Math.max(value, solved.bound);
  return {
    money,
    optimum: {
      sense: 'max',
      objective: value,
      bound,
      gapPct: (100 * Math.abs(bound - value)) / Math.max(Math.abs(value), 1),
      status: 'optimal',
      nodes: solved.nodes,
      start: objectiveOf(start),
      unconstrained: free?.objective ?? null,
      limits: priceLimits({ context, units, solved, working, spendAll }),
    },
    unconstrained: free?.spend ?? null,
    slopes: Float64Array.from(units, (unit, c) => finiteSlope(unit, spend[c]!, solved.slopes[c]!, working)),
    price: solved.price,
    unspent: Math.max(0, working - sumOf(spend)),
  };
}

/** Whether the lines as written satisfy the file, so that the plan may not fall below them. */
export function startKeepsRules(problem: Problem, working: number, spendAll: boolean): boolean {
  const lines = problem.channels.flatMap((channel) => channel.lines);
  const sum = sumOf(lines.map((line) => line.amount));
  const inside = lines.every((line) => line.amount >= line.low - 0.005 && line.amount <= line.high + 0.005);
  return inside && sum <= working + 0.005 && (!spendAll || sum >= working - 0.005);
}

/** Money of every line in whole cents whose sum is that of the channels. */
export function inCents(problem: Problem, spend: Float64Array): Float64Array[] {
  const amounts = problem.channels.map((channel, c) => moneyOfLines(divideMoney(channel.lines), spend[c]!));
  const lines = problem.channels.flatMap((channel) => channel.lines);
  const cents = wholeCents(Float64Array.from(amounts.flatMap((values) => [...values])), lines);
  let at = 0;
  return amounts.map((values) => cents.slice(at, (at += values.length)));
}
