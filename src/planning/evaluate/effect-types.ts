import type { MediaResponse } from '../../mixmodel/index.js';

/** Periods before the plan, of the plan, and after it while its effect is followed. */
export interface Horizon {
  readonly history: number;
  readonly window: number;
  readonly runOut: number;
}

/** What the media of the past still does in the window and the run-out when the plan buys nothing. */
export interface CarryIn {
  readonly response: MediaResponse;
  readonly horizon: Horizon;
  readonly draws: number;
  /** `(window + run-out × draws)`: adstocked scaled media; empty where saturation comes before the adstock. */
  readonly level: Float64Array;
  /** `(window + run-out × draws)`: KPI units. */
  readonly effect: Float64Array;
  /** Periods from the first on in which any draw still has a level above zero. */
  readonly lasts: number;
}

/**
 * A way of spending: media in the window = fixed + money · perMoney. Between `from` and `to` the money of a channel
 * moves along it; several make up a channel whose lines reach their bounds one after the other.
 */
export interface SpendPath {
  /** `(window)`: media that is bought whatever the money. */
  readonly fixed: Float64Array;
  /** `(window)`: media per unit of money. */
  readonly perMoney: Float64Array;
}

/** A path run through the adstock of every draw. */
export interface PreparedPath {
  readonly carryIn: CarryIn;
  /** The path where saturation comes before the adstock; the fields below are then empty. */
  readonly separable: SeparablePath | null;
  /** `(window + run-out × draws)` adstocked scaled media; empty when the path has no fixed part. */
  readonly fixed: Float64Array;
  /** `(window + run-out × draws)` adstocked scaled media per unit of money. */
  readonly perMoney: Float64Array;
  /**
   * First period from which the level is proportional to the money in every draw (nothing carried in, nothing
   * fixed). From there on `odds` `(draws × window + run-out)` holds (half ÷ perMoney)^slope, so that a cell costs one
   * division; by draw first, so that the sums over periods stay in registers.
   */
  readonly proportionalFrom: number;
  readonly odds: Float64Array;
}

/** Effect and its derivatives by money, summed over periods. */
export interface EffectTotals {
  /** `(draws)` KPI units caused by the money. */
  readonly value: Float64Array;
  /** `(draws)` KPI units per unit of money; Infinity at no media under a Hill slope below 1. */
  readonly slope: Float64Array;
  /** `(draws)` KPI units per unit of money squared. */
  readonly curvature: Float64Array;
}

export function emptyTotals(draws: number): EffectTotals {
  return { value: new Float64Array(draws), slope: new Float64Array(draws), curvature: new Float64Array(draws) };
}

/**
 * Where saturation comes before the adstock, what each period buys does the same whatever stood before it: the effect
 * is a sum over buys of (what the buy does) × (the weight of the lags that are counted). No carry-in enters.
 */
export interface SeparablePath {
  /** `(window)` units of media. */
  readonly fixed: Float64Array;
  readonly perMoney: Float64Array;
  /** `(lags × draws)` */
  readonly weights: Float64Array;
  /** `(lags + 1 × draws)`: sum of the weights before each lag. */
  readonly gathered: Float64Array;
}
