import { dayOfYear, parseIsoDay, periodsFrom, weekdayOf, type Panel, type Period } from '../data/index.js';
import type { ModelSpec, Prior, Scales } from './model-spec.js';
import { placeTrend, stepShare, type PlacedTrend } from './trend.js';

/** One coefficient of the linear part of the regression, in scaled KPI per unit of its regressor. */
export interface LinearTerm {
  /** Column of the draws: `intercept`, `trend`, `knot[2]`, `season[sin1]`, `weekday[mon]`, `holiday[x]`, `control[x]`, `treatment[x]`. */
  readonly name: string;
  readonly kind: 'intercept' | 'trend' | 'knot' | 'season' | 'weekday' | 'holiday' | 'control' | 'treatment';
  /** Id of the control, treatment or holiday term; the name elsewhere. */
  readonly subject: string;
  readonly prior: Prior;
}

/** Periods and their regressors in the units of the file; holidays as shares of the period's days. */
export interface RegressorRows {
  readonly periods: readonly Period[];
  /** By id, `(periods)` each. */
  readonly controls: Readonly<Record<string, Float64Array>>;
  readonly treatments: Readonly<Record<string, Float64Array>>;
  /** By term id; a term that is absent is 0. */
  readonly holidays: Readonly<Record<string, Float64Array>>;
}

/**
 * The linear part of the regression on any list of periods, of the data or after it. Trend knots stand in the fit as
 * their steps (independent a priori) and in the draws as their values; `stepColumns` and `regressors` say which.
 */
export interface LinearDesign {
  readonly terms: readonly LinearTerm[];
  readonly trend: PlacedTrend;
  /**
   * `(periods × terms)`, row-major.
   * @param form `fitted`: knot columns multiply the step up to the knot and treatments stand at their mean; `recorded`:
   * the value at the knot, and treatments count from the level of no treatment
   */
  regressors(rows: RegressorRows, form: 'fitted' | 'recorded'): Float64Array;
  /**
   * Rewrites fitted coefficients `(terms)` to those recorded, in place: knot steps become knot values, and the intercept,
   * whose prior holds at the mean of the treatments as at that of the controls, becomes the level without treatment.
   */
  record(coefficients: Float64Array): void;
}

export function linearDesign(spec: ModelSpec, panel: Panel, scales: Scales): LinearDesign {
  const trend = placeTrend(spec.baseline.trend, panel);
  const terms = linearTerms(spec, panel, trend);
  const origin = panel.periods[0]!;
  const isStepped = trend.kind === 'knots' && trend.on === 'step';
  const knots = isStepped ? terms.flatMap((term, index) => (term.kind === 'knot' ? [index] : [])) : [];
  const means = terms.map((term) => (term.kind === 'treatment' ? meanTreatment(panel, scales, term.subject) : 0));
  return {
    terms,
    trend,
    regressors(rows, form) {
      const values = new Float64Array(rows.periods.length * terms.length);
      rows.periods.forEach((period, row) => {
        const place = periodsFrom(origin, panel.grain, period.start);
        const out = values.subarray(row * terms.length, (row + 1) * terms.length);
        terms.forEach((term, column) => {
          out[column] = regressorOf(term, rows, row, period, place, trend, scales);
        });
        if (form === 'recorded') stepsToHats(out, knots);
        else means.forEach((mean, column) => (out[column]! -= mean));
      });
      return values;
    },
    record(coefficients) {
      for (let i = 1; i < knots.length; i++) {
        coefficients[knots[i]!] = coefficients[knots[i]!]! + coefficients[knots[i - 1]!]!;
      }
      means.forEach((mean, term) => (coefficients[0]! -= mean * coefficients[term]!));
    },
  };
}

/** Mean of a treatment over the likelihood rows, counted from the level of no treatment in sd. */
function meanTreatment(panel: Panel, scales: Scales, id: string): number {
  const { center, scale } = scales.regressors[id] ?? { center: 0, scale: 1 };
  const values = panel.treatments.find((series) => series.id === id)?.values ?? new Float64Array(0);
  const judged = values.filter((_, row) => panel.inLikelihood[row] === 1);
  if (judged.length === 0) return 0;
  return (judged.reduce((sum, value) => sum + value, 0) / judged.length - center) / scale;
}

/** The regressors of the data themselves. */
export function dataRows(panel: Panel): RegressorRows {
  return {
    periods: panel.periods,
    controls: Object.fromEntries(panel.controls.map((series) => [series.id, series.values])),
    treatments: Object.fromEntries(panel.treatments.map((series) => [series.id, series.values])),
    holidays: Object.fromEntries(panel.holidays.map((term) => [term.id, term.shares])),
  };
}

function linearTerms(spec: ModelSpec, panel: Panel, trend: PlacedTrend): LinearTerm[] {
  const { baseline } = spec;
  const terms: LinearTerm[] = [
    { name: 'intercept', kind: 'intercept', subject: 'intercept', prior: baseline.intercept },
  ];
  if (trend.kind === 'linear') {
    terms.push({ name: 'trend', kind: 'trend', subject: 'trend', prior: trend.coefficient });
  }
  if (trend.kind === 'knots') {
    for (let knot = trend.on === 'step' ? 1 : 0; knot < trend.at.length; knot++) {
      const name = `knot[${knot + 1}]`;
      terms.push({ name, kind: 'knot', subject: String(knot), prior: trend.prior });
    }
  }
  const { season } = baseline;
  if (panel.grain === 'daily' && season.weekday === 'auto' && season.coefficient !== undefined) {
    for (const day of weekdays.slice(0, -1)) {
      terms.push({ name: `weekday[${day}]`, kind: 'weekday', subject: day, prior: season.coefficient });
    }
  }
  if (season.kind === 'fourier') {
    for (let pair = 1; pair <= season.pairs; pair++) {
      for (const wave of ['sin', 'cos']) {
        const subject = `${wave}${pair}`;
        terms.push({ name: `season[${subject}]`, kind: 'season', subject, prior: season.coefficient });
      }
    }
  }
  for (const { id } of panel.holidays) {
    terms.push({ name: `holiday[${id}]`, kind: 'holiday', subject: id, prior: baseline.holidays.coefficient });
  }
  for (const { id, coefficient } of spec.controls) {
    terms.push({ name: `control[${id}]`, kind: 'control', subject: id, prior: coefficient });
  }
  for (const { id, coefficient } of spec.treatments) {
    terms.push({ name: `treatment[${id}]`, kind: 'treatment', subject: id, prior: coefficient });
  }
  return terms;
}

function regressorOf(
  term: LinearTerm,
  rows: RegressorRows,
  row: number,
  period: Period,
  place: number,
  trend: PlacedTrend,
  scales: Scales,
): number {
  switch (term.kind) {
    case 'intercept':
      return 1;
    case 'trend':
      return trend.kind === 'linear' ? (place - trend.from) / (trend.to - trend.from) : 0;
    case 'knot': {
      if (trend.kind !== 'knots') return 0;
      const knot = Number(term.subject);
      const step = knot === 0 ? 1 : stepShare(place, trend.at[knot - 1]!, trend.at[knot]!);
      if (trend.on === 'step' || knot + 1 === trend.at.length) return step;
      return step - stepShare(place, trend.at[knot]!, trend.at[knot + 1]!);
    }
    case 'season':
      return seasonWave(term.subject, period);
    case 'weekday':
      return weekdayContrast(term.subject, period);
    case 'holiday':
      return rows.holidays[term.subject]?.[row] ?? 0;
    case 'control':
      return scaled(rows.controls[term.subject], row, scales, term.subject);
    case 'treatment':
      return scaled(rows.treatments[term.subject], row, scales, term.subject);
  }
}

function scaled(values: Float64Array | undefined, row: number, scales: Scales, id: string): number {
  const scale = scales.regressors[id] ?? { center: 0, scale: 1 };
  if (values === undefined) throw new RangeError(`no values for regressor ${id}`);
  return (values[row]! - scale.center) / scale.scale;
}

/** sin or cos of 2π · pair · (day of the year of the label) ÷ 365.25. */
function seasonWave(wave: string, period: Period): number {
  const pair = Number(wave.slice(3));
  const day = dayOfYear(parseIsoDay(period.label) ?? period.start);
  const angle = (2 * Math.PI * pair * day) / 365.25;
  return wave.startsWith('sin') ? Math.sin(angle) : Math.cos(angle);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** 1 on its own day, −1 on Sunday: six terms whose seven effects sum to zero. */
function weekdayContrast(day: string, period: Period): number {
  const today = weekdays[weekdayOf(period.start)];
  return today === day ? 1 : today === 'sun' ? -1 : 0;
}

/** With κ_j the value at knot j, Σ step_j s_j = Σ κ_j (s_j − s_{j+1}). */
function stepsToHats(row: Float64Array, knots: readonly number[]): void {
  for (let i = 0; i + 1 < knots.length; i++) row[knots[i]!] = row[knots[i]!]! - row[knots[i + 1]!]!;
}
