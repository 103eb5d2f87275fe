import { matchLastYear, type HolidaySettings, type Panel, type Period } from '../../data/index.js';
import type { Future } from '../../mixmodel/index.js';

/** A series continued by its stated rule, and whether the rule had to give way to "held". */
export interface ContinuedSeries {
  /** `(periods)` in the units of the file. */
  readonly values: Float64Array;
  /** Periods without a last year in the data, where the last known value stands in. */
  readonly held: number;
}

export interface FutureContext {
  readonly panel: Panel;
  readonly holidays: HolidaySettings;
  /** Periods of the data that may be looked at: those before the window. */
  readonly known: readonly Period[];
  /** Place of the group in the panel. */
  readonly group: number;
}

/**
 * One group's control, treatment, organic medium or unit value over any periods. Periods inside the data have their own value
 * (a replay prices a known market); later ones follow the rule of the model file, a `column` rule reading that column
 * as last year's.
 */
export function continueSeries(
  series: Float64Array,
  future: Future,
  periods: readonly Period[],
  context: FutureContext,
): ContinuedSeries {
  const { panel, holidays, known, group } = context;
  const count = panel.periods.length;
  const values = series.subarray(group * count, (group + 1) * count);
  const place = new Map(panel.periods.map((period, index) => [period.start, index]));
  const extra = future.kind === 'column' ? panel.extras?.find(({ id }) => id === future.column)?.values : undefined;
  const source = extra?.subarray(group * count, (group + 1) * count) ?? values;
  const matches = matchLastYear(periods, known, panel.grain, holidays);
  const last = values[Math.max(0, known.length - 1)] ?? 0;
  let held = 0;
  const continued = Float64Array.from(periods, (period, t) => {
    const own = place.get(period.start);
    if (own !== undefined) return values[own]!;
    if (future.kind === 'zero') return 0;
    if (future.kind === 'held') return last;
    const value = matches[t]! < 0 ? NaN : source[matches[t]!]!;
    if (Number.isNaN(value)) held++;
    return Number.isNaN(value) ? last : value;
  });
  return { values: continued, held };
}
