import { channelPaths } from '../channel-model.js';
import {
  buildDrawTable,
  channelTotals,
  emptyTotals,
  type CarryIn,
  type ChannelPaths,
  type EffectTotals,
  type Side,
} from '../evaluate/index.js';
import { aggregation } from '../forecast/outcome.js';
import type { Market } from '../forecast/market.js';
import { divideMoney, type LineStretch } from '../line-money.js';
import { sumOf, type Problem, type ProblemLine } from '../resolve/problem.js';
import type { LinearObjective } from './objective.js';
import type { Unit } from './spread-budget.js';

/** A KPI's market with what past media still do in it. */
export interface PricedMarket {
  readonly market: Market;
  readonly carryIns: readonly CarryIn[];
}

/** Money of a unit as it may move: not above what the budget can pay. */
export interface UnitContext {
  readonly problem: Problem;
  /** By id of the fitted KPI. */
  readonly markets: ReadonlyMap<string, PricedMarket>;
  readonly objective: LinearObjective;
  /** What else is followed: floors on other KPIs, each times its scale, as further states after those of the objective. */
  readonly others?: readonly { readonly functional: LinearObjective; readonly scale: number }[];
  /** Money up to which curves are followed. */
  readonly limit: number;
}

/** One unit of the problem, with the objective it brings for any money. */
export function unitOf(context: UnitContext, channel: number, lines: readonly ProblemLine[]): Unit {
  const { problem, limit } = context;
  const { id } = problem.channels[channel]!;
  const low = sumOf(lines.map((line) => line.low));
  const high = sumOf(lines.map((line) => line.high));
  const stretches = divideMoney(lines);
  const effect = stackedEffect(context, channel, stretches);
  const kinks = stretches.map((stretch) => stretch.from);
  const current = sumOf(lines.map((line) => line.amount));
  const reach = Math.max(limit, low);
  const table = buildDrawTable(effect, reach, { include: [low, high, current], kinks });
  const minBuy = lines.length === 1 ? (lines[0]!.minBuy ?? 0) : 0;
  const most = Math.min(high, reach);
  // Where nothing is no choice the minimum buy is the least; where it is above the most, nothing is.
  if (low > 0 && minBuy > low) return { id, table, effect, low: minBuy, high: most, minBuy };
  if (minBuy > most) return { id, table, effect, low: 0, high: 0, minBuy };
  return { id, table, effect, low, high: most, minBuy };
}

/** What a functional gets from a unit's money. */
export function effectOf(
  context: UnitContext,
  functional: LinearObjective,
  channel: number,
): (money: number) => EffectTotals {
  const { lines } = context.problem.channels[channel]!;
  return functionalEffect(context, functional, channel, divideMoney(lines));
}

/** The states of the objective, `(draws)`, then those of the others: value, slope and curvature of each. */
function stackedEffect(
  context: UnitContext,
  channel: number,
  stretches: readonly LineStretch[],
): (money: number, side?: Side) => EffectTotals {
  const own = functionalEffect(context, context.objective, channel, stretches);
  const others = (context.others ?? []).map(({ functional, scale }) => ({
    effect: functionalEffect(context, functional, channel, stretches),
    scale,
  }));
  if (others.length === 0) return own;
  return (money, side = 'before') => {
    const first = own(money, side);
    const draws = first.value.length;
    const out = emptyTotals(draws * (1 + others.length));
    const put = (totals: EffectTotals, block: number, scale: number): void => {
      for (const key of ['value', 'slope', 'curvature'] as const) {
        for (let d = 0; d < draws; d++) out[key][block * draws + d] = scale * totals[key][d]!;
      }
    };
    put(first, 0, 1);
    others.forEach(({ effect, scale }, j) => {
      put(effect(money, side), j + 1, scale);
    });
    return out;
  };
}

/** Mean objective per unit of further money on one line, the others as they are. */
export function lineSlope(context: UnitContext, channel: number, amounts: Float64Array, line: number): number {
  const rate = amounts.map((_, i) => (i === line ? 1 : 0));
  const stretch = { from: 0, to: Infinity, at: amounts, rate };
  const effect = functionalEffect(context, context.objective, channel, [stretch]);
  const now = effect(0);
  const slope = sumOf(now.slope) / now.slope.length;
  if (Number.isFinite(slope)) return slope;
  // Infinite at no media under a Hill slope below 1: told by the return on the first thousandth of the budget.
  const step = Math.max(0.01, context.limit / 1000);
  return (sumOf(effect(step).value) - sumOf(now.value)) / now.value.length / step;
}

function functionalEffect(
  context: UnitContext,
  objective: LinearObjective,
  channel: number,
  stretches: readonly LineStretch[],
): (money: number, side?: Side) => EffectTotals {
  const { problem, markets } = context;
  const { window, runOut } = problem.timeline;
  const periods = window.length + runOut.length;
  const perMoney = objective.perMoney(problem.channels[channel]!.channel);
  const parts = objective.weights.flatMap((weight) => {
    const { market, carryIns } = markets.get(weight.kpi)!;
    const factor = aggregation(market, window.length);
    return problem.channels[channel]!.cells.map((cell) => ({
      paths: channelPaths(carryIns[cell]!, problem.cells[cell]!.lines, stretches),
      window: factor * weight.window,
      runOut: factor * weight.runOut,
      draws: market.draws,
    }));
  });
  const draws = parts[0]?.draws ?? 1;
  return (money, side = 'before') => {
    const out = emptyTotals(draws);
    for (const part of parts) {
      addTotals(out, part.paths, money, side, periods, part.runOut);
      addTotals(out, part.paths, money, side, window.length, part.window - part.runOut);
    }
    for (let d = 0; d < draws; d++) {
      out.value[d]! += perMoney * money;
      out.slope[d]! += perMoney;
    }
    return out;
  };
}

function addTotals(
  out: EffectTotals,
  paths: ChannelPaths,
  money: number,
  side: Side,
  periods: number,
  weight: number,
): void {
  if (weight === 0) return;
  const { value, slope, curvature } = channelTotals(paths, money, periods, side);
  for (let d = 0; d < value.length; d++) {
    out.value[d]! += weight * value[d]!;
    out.slope[d]! += weight * slope[d]!;
    out.curvature[d]! += weight * curvature[d]!;
  }
}
