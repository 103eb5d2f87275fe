import type { CarryIn } from '../evaluate/index.js';
import { isAveraged, type Market } from './market.js';
import type { MediaEffect } from './media-plan.js';

/** A KPI under a plan, draw by draw. window = baseline + carryIn + incremental; the run-out stands apart. */
export interface Outcome {
  readonly draws: number;
  /** `(draws)` each. Noise stands in `baseline` and `window` only. */
  readonly baseline: Float64Array;
  readonly carryIn: Float64Array;
  readonly incremental: Float64Array;
  readonly runOut: Float64Array;
  readonly window: Float64Array;
  /** window + run-out. */
  readonly whole: Float64Array;
  /** `(window + run-out × draws)`: the KPI with noise in the window, the plan's effect alone in the run-out. */
  readonly byPeriod: Float64Array;
  /** `(window + run-out × draws)`: the plan's effect alone. */
  readonly effectByPeriod: Float64Array;
}

/**
 * Rates and scores aggregate by their mean, so every total is divided by the periods of the window; the run-out as
 * well, so that it stays on one scale with the window.
 */
export function aggregation(market: Pick<Market, 'kpi'>, window: number): number {
  return isAveraged(market.kpi) ? 1 / window : 1;
}

export function outcomeOf(
  market: Pick<Market, 'kpi' | 'draws' | 'baseline' | 'noise'>,
  carryIns: readonly CarryIn[],
  effect: Pick<MediaEffect, 'total'>,
  window: number,
): Outcome {
  const { draws, baseline, noise } = market;
  const factor = aggregation(market, window);
  const byPeriod = effect.total.slice();
  const sums = { baseline: new Float64Array(draws), carryIn: new Float64Array(draws) };
  const split = window * draws;
  for (let row = 0; row < split; row += draws) {
    for (let d = 0; d < draws; d++) {
      const without = baseline[row + d]! + noise[row + d]!;
      sums.baseline[d]! += factor * without;
      byPeriod[row + d]! += without;
    }
  }
  for (const { effect: carried, lasts } of carryIns) {
    for (let row = 0; row < Math.min(split, lasts * draws); row += draws) {
      for (let d = 0; d < draws; d++) {
        sums.carryIn[d]! += factor * carried[row + d]!;
        byPeriod[row + d]! += carried[row + d]!;
      }
    }
  }
  const incremental = new Float64Array(draws);
  const runOut = new Float64Array(draws);
  for (let row = 0; row < effect.total.length; row += draws) {
    const part = row < split ? incremental : runOut;
    for (let d = 0; d < draws; d++) part[d]! += factor * effect.total[row + d]!;
  }
  const total = incremental.map((value, d) => sums.baseline[d]! + sums.carryIn[d]! + value);
  return {
    draws,
    ...sums,
    incremental,
    runOut,
    window: total,
    whole: total.map((value, d) => value + runOut[d]!),
    byPeriod,
    effectByPeriod: effect.total,
  };
}
