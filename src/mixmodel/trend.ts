import { parseIsoDay, periodsFrom, type Panel } from '../data/index.js';
import { firstKpiRow } from './kpi-window.js';
import type { KnotPlaces, Prior, TrendSpec } from './model-spec.js';

/** A trend placed on the calendar of the data; places are rows counted from the first row of the panel. */
export type PlacedTrend =
  | { readonly kind: 'none' }
  /** No column of the design: the level stands with the noise, see `level-system.ts`. */
  | { readonly kind: 'drift' }
  /** Rises by its coefficient from row `from` to row `to`, and goes on at that pace. */
  | { readonly kind: 'linear'; readonly coefficient: Prior; readonly from: number; readonly to: number }
  /**
   * Piecewise linear through `at` (ascending), held before the first and after the last; with steps 0 at the first.
   * `prior` is that of a step between neighbours, or of the value at each knot.
   */
  | {
      readonly kind: 'knots';
      readonly on: 'step' | 'value';
      readonly prior: Prior;
      readonly at: readonly number[];
      readonly spacing: number;
    };

/**
 * Puts the trend of a model file on the rows of a panel. Knots `every: n` begin at the first KPI row and end with the
 * first one at or after the last row, so that the grid does not depend on where the data happen to end.
 */
export function placeTrend(trend: TrendSpec, panel: Panel): PlacedTrend {
  const from = firstKpiRow(panel);
  const last = panel.periods.length - 1;
  switch (trend.kind) {
    case 'none':
    case 'drift':
      return { kind: trend.kind };
    case 'linear':
      return { kind: 'linear', coefficient: trend.coefficient, from, to: Math.max(from + 1, last) };
    case 'knots': {
      const at = knotRows(trend, panel, from, last);
      const first = at[0] ?? from;
      const spacing = at.length > 1 ? (at.at(-1)! - first) / (at.length - 1) : Math.max(1, last - first);
      return 'value' in trend
        ? { kind: 'knots', on: 'value', prior: trend.value, at, spacing }
        : { kind: 'knots', on: 'step', prior: trend.step, at, spacing };
    }
  }
}

function knotRows(places: KnotPlaces, panel: Panel, from: number, last: number): number[] {
  if (!('at' in places)) return regularKnots(from, last, places.every);
  if (places.at !== 'auto') return datedKnots(places.at, panel);
  if (places.every === undefined) throw new RangeError('the knots of this trend are still to be chosen');
  return regularKnots(from, last, places.every);
}

function regularKnots(from: number, last: number, every: number): number[] {
  const steps = Math.max(1, Math.ceil((last - from) / every));
  return Array.from({ length: steps + 1 }, (_, i) => from + i * every);
}

function datedKnots(dates: readonly string[], panel: Panel): number[] {
  const origin = panel.periods[0]!;
  const rows = dates.flatMap((date) => {
    const day = parseIsoDay(date);
    return day === null ? [] : [periodsFrom(origin, panel.grain, day)];
  });
  return [...new Set(rows)].sort((a, b) => a - b);
}

/** Share of the step between two neighbouring knots that is done at a row: 0 before, 1 after. */
export function stepShare(row: number, fromKnot: number, toKnot: number): number {
  return Math.min(1, Math.max(0, (row - fromKnot) / (toKnot - fromKnot)));
}
