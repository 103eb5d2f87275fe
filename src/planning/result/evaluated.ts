import type { KpiSpec } from '../../mixmodel/index.js';
import {
  effectByPeriod,
  effectTotals,
  emptyTotals,
  preparePath,
  type CarryIn,
  type PreparedPath,
} from '../evaluate/index.js';
import type { ChannelBuy, MediaEffect } from '../forecast/media-plan.js';
import type { Market } from '../forecast/market.js';
import { aggregation, type Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import type { Decision } from '../optimise/decision.js';
import type { PricedMarket } from '../optimise/channel-units.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import type { Remark } from '../plan.js';

/** A plan with all that was evaluated for it: what the tables of the result are read from. */
export interface Evaluated {
  readonly problem: Problem;
  /** By id of the fitted KPI, in the model's order. */
  readonly markets: ReadonlyMap<string, PricedMarket>;
  /** The fitted KPI by which money is judged. */
  readonly primary: KpiSpec;
  /** By id of the formula KPI. */
  readonly formulas: ReadonlyMap<string, CompiledFormula>;
  /** By channel, `(lines)` money in whole cents. */
  readonly money: readonly Float64Array[];
  readonly plan: PlanSide;
  readonly reference: PlanSide;
  readonly maximised: Decision | null;
  readonly remarks: Remark[];
}

export interface PlanSide {
  /** By channel. */
  readonly buys: readonly ChannelBuy[];
  /** By channel, `(window)` money. */
  readonly spend: readonly Float64Array[];
  /** By fitted KPI. */
  readonly effects: ReadonlyMap<string, MediaEffect>;
  /** By fitted and formula KPI. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export function primaryMarket({ markets, primary }: Evaluated): PricedMarket {
  return markets.get(primary.id)!;
}

/**
 * What a channel's money is worth on the primary KPI, draw by draw, along one pattern of spending: Σ_t value_t ·
 * effect_t over window and run-out, in money where the KPI is worth money, else in KPI units.
 */
export class ChannelWorth {
  private readonly weights: Float64Array;

  constructor(
    private readonly path: PreparedPath,
    market: Market,
    window: number,
  ) {
    const { horizon } = path.carryIn;
    const periods = horizon.window + horizon.runOut;
    const factor = aggregation(market, window);
    this.weights = Float64Array.from({ length: periods }, (_, t) => factor * (market.value?.[t] ?? 1));
  }

  at(money: number): Float64Array {
    const { draws } = this.path.carryIn;
    if (!(money > 0)) return new Float64Array(draws);
    const first = this.weights[0]!;
    if (!this.weights.every((weight) => weight === first)) return this.of(effectByPeriod(this.path, money));
    // One value for all periods: the sums need not be kept apart.
    return effectTotals(this.path, money, this.weights.length, emptyTotals(draws)).value.map((value) => first * value);
  }

  /** Worth of an effect `(window + run-out × draws)`. */
  of(effect: Float64Array): Float64Array {
    const { draws } = this.path.carryIn;
    const worth = new Float64Array(draws);
    this.weights.forEach((weight, t) => {
      const row = t * draws;
      for (let d = 0; d < draws; d++) worth[d]! += weight * effect[row + d]!;
    });
    return worth;
  }
}

/** Return per unit of money between two amounts with their worths, draw by draw. */
export function returnBetween(
  low: number,
  worthLow: Float64Array,
  high: number,
  worthHigh: Float64Array,
): Float64Array {
  return worthHigh.map((value, d) => (high > low ? (value - worthLow[d]!) / (high - low) : 0));
}

/** Media per money of a channel's buy; of its lines' own flights where nothing is bought. */
export function patternPath(problem: Problem, c: number, buy: ChannelBuy, carryIn: CarryIn): PreparedPath {
  const channel = problem.channels[c]!;
  const fixed = new Float64Array(buy.media.length);
  if (buy.money > 0) return preparePath(carryIn, { fixed, perMoney: buy.media.map((units) => units / buy.money) });
  const perMoney = fixed.map((_, t) =>
    sumOf(channel.lines.map(({ shares, unitsPerMoney }) => (shares[t]! * unitsPerMoney[t]!) / channel.lines.length)),
  );
  return preparePath(carryIn, { fixed, perMoney });
}
