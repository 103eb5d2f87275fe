import { keyOf, keyedNormal } from '../inference/index.js';
import { periodsFrom, type Panel } from '../data/index.js';
import { driftLevels } from './drift-level.js';
import { kpiOf, type FittedDraws } from './draw-columns.js';
import type { FittedKpi } from './fitted-model.js';
import { linearDesign, type LinearTerm, type RegressorRows } from './linear-design.js';
import { priorAtScore } from './prior-quantile.js';
import type { PlacedTrend } from './trend.js';

/** Parts of the KPI that media do not cause. */
export type BaselineComponent = 'level' | 'trend' | 'season' | 'holidays' | 'controls' | 'treatments';

/** `(periods × draws)` each, row-major, in KPI units, without noise. */
export interface BaselinePaths {
  readonly periods: number;
  readonly draws: number;
  /** Sum of the components. */
  readonly total: Float64Array;
  readonly components: Readonly<Record<BaselineComponent, Float64Array>>;
}

export interface BaselineOptions {
  /** Rows of the KPI's draws, in the order wanted. */
  readonly drawRows: Int32Array;
  /** Any periods, of the data or after it, with the values of every control and treatment in the file's units. */
  readonly rows: RegressorRows;
  /** Of the model version: names the random steps of the future trend. */
  readonly fingerprint: string;
  /** Index of the group, 0 by default. */
  readonly group?: number;
  /**
   * `drawn` (default): the trend goes on as the process it was fitted as; `held`: knots take their median step, a
   * drifting level stays.
   */
  readonly trend?: 'drawn' | 'held';
}

const componentOf: Readonly<Record<LinearTerm['kind'], BaselineComponent>> = {
  intercept: 'level',
  trend: 'trend',
  knot: 'trend',
  season: 'season',
  weekday: 'season',
  holiday: 'holidays',
  control: 'controls',
  treatment: 'treatments',
};

/**
 * The linear part of the regression per period and draw. Beyond the data the trend goes on as the process it was
 * fitted as: one random step per knot and draw, straight lines between; or the walk of a drifting level.
 */
export function baselinePaths(fitted: FittedDraws, kpiId: string, options: BaselineOptions): BaselinePaths {
  const { drawRows, rows } = options;
  const kpi = kpiOf(fitted, kpiId);
  const { center, scale } = fitted.scales.kpis[kpiId]!;
  const design = linearDesign(fitted.spec, fitted.panel, fitted.scales);
  const regressors = design.regressors(rows, 'recorded');
  const periods = rows.periods.length;
  const draws = drawRows.length;
  const width = kpi.columns.length;
  const size = periods * draws;
  const components: Record<BaselineComponent, Float64Array> = {
    level: new Float64Array(size).fill(center),
    trend: new Float64Array(size),
    season: new Float64Array(size),
    holidays: new Float64Array(size),
    controls: new Float64Array(size),
    treatments: new Float64Array(size),
  };
  design.terms.forEach((term, index) => {
    const column = kpi.columns.indexOf(term.name);
    const out = components[componentOf[term.kind]];
    for (let period = 0; period < periods; period++) {
      const weight = regressors[period * design.terms.length + index]! * scale;
      if (weight === 0) continue;
      const at = period * draws;
      for (let d = 0; d < draws; d++) out[at + d]! += weight * kpi.draws[drawRows[d]! * width + column]!;
    }
  });
  addFutureSteps(components.trend, design.trend, fitted, kpiId, options, scale);
  if (design.trend.kind === 'drift') {
    const levels = driftLevels(fitted, kpiId, {
      drawRows,
      periods: rows.periods,
      trend: options.trend ?? 'drawn',
    });
    for (let i = 0; i < size; i++) components.trend[i]! += scale * levels[i]!;
  }
  const total = new Float64Array(size);
  for (const part of Object.values(components)) for (let i = 0; i < size; i++) total[i]! += part[i]!;
  return { periods, draws, total, components };
}

/** Adds, in place, the trend's random steps after its last knot (or after the data, where the knots end before). */
function addFutureSteps(
  out: Float64Array,
  trend: PlacedTrend,
  fitted: FittedDraws,
  kpiId: string,
  options: BaselineOptions,
  scale: number,
): void {
  if (trend.kind !== 'knots') return;
  const { drawRows, rows, fingerprint } = options;
  const last = lastFittedPlace(trend, fitted.panel);
  const places = rows.periods.map((period) => periodsFrom(fitted.panel.periods[0]!, fitted.panel.grain, period.start));
  const steps = Math.ceil((Math.max(last, ...places) - last) / trend.spacing);
  if (steps <= 0) return;
  const draws = drawRows.length;
  const key = keyOf(fingerprint, 'trend step', kpiId);
  const value = new Float64Array(steps + 1);
  const ownStep = trend.on === 'value' ? typicalSteps(kpiOf(fitted, kpiId), trend.at.length, drawRows) : null;
  for (let d = 0; d < draws; d++) {
    for (let step = 1; step <= steps; step++) {
      const score = options.trend === 'held' ? 0 : keyedNormal(key, step, drawRows[d]!);
      value[step] = value[step - 1]! + (ownStep === null ? priorAtScore(trend.prior, score) : ownStep[d]! * score);
    }
    places.forEach((place, period) => {
      const along = (place - last) / trend.spacing;
      if (along <= 0) return;
      const done = Math.min(steps - 1, Math.floor(along));
      const height = value[done]! + (along - done) * (value[done + 1]! - value[done]!);
      out[period * draws + d]! += scale * height;
    });
  }
}

/**
 * Root mean square of the steps between neighbouring knots of each draw. Knots with a prior on their values say nothing
 * of the next one but that it may be anywhere; a forecast goes on by steps of the size that the draw has seen.
 */
function typicalSteps(kpi: FittedKpi, knots: number, drawRows: Int32Array): Float64Array {
  const columns = Array.from({ length: knots }, (_, knot) => kpi.columns.indexOf(`knot[${knot + 1}]`));
  return Float64Array.from(drawRows, (row) => {
    const at = (knot: number): number => kpi.draws[row * kpi.columns.length + columns[knot]!]!;
    let square = 0;
    for (let knot = 1; knot < knots; knot++) square += (at(knot) - at(knot - 1)) ** 2;
    return Math.sqrt(square / Math.max(1, knots - 1));
  });
}

/** Where the fitted trend ends: its last knot, or the last row of the data if that is later. */
function lastFittedPlace(trend: Extract<PlacedTrend, { kind: 'knots' }>, panel: Panel): number {
  return Math.max(trend.at.at(-1) ?? 0, panel.periods.length - 1);
}
