import { matchLastYear, type HolidaySettings, type Panel } from '../data/index.js';
import type { HoldoutOrigin } from './holdout-origins.js';

/** A forecast by a rule of thumb: a normal distribution whose spread is that of the rule's own errors in training. */
export interface NaiveForecast {
  readonly name: 'last_year' | 'drift' | 'least_squares';
  /** `(held-out rows)` each, KPI units. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** What a rule of thumb may know. */
export interface NaiveInput {
  readonly panel: Panel;
  /** `(periods)`: NaN where the KPI has no value or is masked. */
  readonly kpi: Float64Array;
  readonly origin: HoldoutOrigin;
  readonly holidays: HolidaySettings;
}

/** The same period last year, holidays set against holidays; the last known value where last year is not known. */
export function lastYearForecast({ panel, kpi, origin, holidays }: NaiveInput): NaiveForecast {
  const training = panel.periods.slice(0, origin.from);
  const held = panel.periods.slice(origin.from, origin.to);
  const known = lastKnown(kpi, origin.from);
  const mean = Float64Array.from(matchLastYear(held, training, panel.grain, holidays), (row) =>
    row >= 0 && Number.isFinite(kpi[row]) ? kpi[row]! : known.value,
  );
  const errors: number[] = [];
  matchLastYear(training, training, panel.grain, holidays).forEach((row, at) => {
    // A period never stands for itself: only rows of a year before count.
    if (row >= 0 && row < at) errors.push(kpi[at]! - kpi[row]!);
  });
  return { name: 'last_year', mean, sd: new Float64Array(held.length).fill(rootMeanSquare(errors)) };
}

/**
 * The last value, going on at the average step of the training rows. Spread after h steps: s · √(h (1 + h/(n − 1)))
 * (Hyndman & Athanasopoulos, Forecasting: principles and practice, 5.5).
 */
export function driftForecast({ kpi, origin }: NaiveInput): NaiveForecast {
  const first = kpi.findIndex((value) => Number.isFinite(value));
  const last = lastKnown(kpi, origin.from);
  const step = last.row > first ? (last.value - kpi[first]!) / (last.row - first) : 0;
  const errors: number[] = [];
  for (let row = 1; row < origin.from; row++) errors.push(kpi[row]! - kpi[row - 1]! - step);
  const spread = rootMeanSquare(errors);
  const steps = Math.max(1, last.row - first);
  const ahead = Array.from({ length: origin.to - origin.from }, (_, i) => origin.from + i - last.row);
  return {
    name: 'drift',
    mean: Float64Array.from(ahead, (h) => last.value + h * step),
    sd: Float64Array.from(ahead, (h) => spread * Math.sqrt(h * (1 + h / steps))),
  };
}

function lastKnown(kpi: Float64Array, before: number): { readonly row: number; readonly value: number } {
  for (let row = before - 1; row >= 0; row--) if (Number.isFinite(kpi[row])) return { row, value: kpi[row]! };
  throw new RangeError('no KPI value before the first held-out row');
}

/** Of the errors that are known. */
function rootMeanSquare(errors: readonly number[]): number {
  const known = errors.filter((error) => Number.isFinite(error));
  return Math.sqrt(known.reduce((sum, error) => sum + error * error, 0) / Math.max(1, known.length));
}
