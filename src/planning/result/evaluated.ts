import type { KpiSpec } from '../../mixmodel/index.js';
import type { CellBuy, MediaEffect } from '../forecast/media-plan.js';
import type { Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import type { Decision } from '../optimise/decision.js';
import type { PricedMarket } from '../optimise/channel-units.js';
import type { Problem } from '../resolve/problem.js';
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
  /** By unit, `(lines)` money in whole cents. */
  readonly money: readonly Float64Array[];
  readonly plan: PlanSide;
  readonly reference: PlanSide;
  readonly maximised: Decision | null;
  readonly remarks: Remark[];
}

export interface PlanSide {
  /** By cell. */
  readonly buys: readonly CellBuy[];
  /** By channel of the model, `(window)` money. */
  readonly spend: readonly Float64Array[];
  /** By fitted KPI. */
  readonly effects: ReadonlyMap<string, MediaEffect>;
  /** By fitted and formula KPI. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export function primaryMarket({ markets, primary }: Evaluated): PricedMarket {
  return markets.get(primary.id)!;
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
