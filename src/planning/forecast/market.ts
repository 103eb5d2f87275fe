import { holidayShares, type HolidaySettings, type Period } from '../../data/index.js';
import {
  baselinePaths,
  keyedNoise,
  mediaResponse,
  type FittedModel,
  type KpiSpec,
  type MediaResponse,
  type RegressorRows,
} from '../../mixmodel/index.js';
import { carryInOf } from '../channel-model.js';
import { effectByPeriod, preparePath } from '../evaluate/index.js';
import type { Problem } from '../resolve/problem.js';
import type { Remark } from '../plan.js';
import { continueSeries, type FutureContext } from './futures.js';

/** What stands in the gap and the window whatever the plan, for one fitted KPI. Shared by plan and reference. */
export interface Market {
  readonly kpi: KpiSpec;
  readonly draws: number;
  /** Rows of the KPI's draws. */
  readonly drawRows: Int32Array;
  /** By channel, in the model's order. */
  readonly responses: readonly MediaResponse[];
  /** `(gap × draws)`: baseline and organic media, without noise. */
  readonly gapBaseline: Float64Array;
  readonly gapNoise: Float64Array;
  /** `(window × draws)`: baseline, controls, treatments, holidays and organic media, without noise. */
  readonly baseline: Float64Array;
  readonly noise: Float64Array;
  /** `(window + run-out)`: money per KPI unit; null where the KPI is not worth money. */
  readonly value: Float64Array | null;
}

export function holidaySettings(fitted: FittedModel): HolidaySettings {
  const { country, include, windows } = fitted.spec.baseline.holidays;
  return { country, include, windows };
}

/**
 * The market of one KPI: the fitted process carried forward in every draw, controls and treatments by their stated
 * future and the scenario's assumptions, organic media through their own adstock, noise keyed by model, KPI, period
 * and draw and never by the scenario.
 */
export function marketOf(
  problem: Problem,
  kpi: KpiSpec,
  drawRows: Int32Array,
  fingerprint: string,
  remarks: Remark[],
): Market {
  const { fitted, timeline, scenario } = problem;
  const { gap, window, runOut } = timeline;
  const draws = drawRows.length;
  const periods = [...gap, ...window];
  const rows = regressorRows(problem, periods, remarks);
  const { total } = baselinePaths(fitted, kpi.id, { drawRows, rows, fingerprint });
  addOrganic(total, problem, kpi, drawRows, periods, remarks);
  const growth = 1 + (scenario.assumptions.baselineGrowthPct?.mid ?? 0) / 100;
  const split = gap.length * draws;
  const noiseOf = (list: readonly Period[]): Float64Array =>
    keyedNoise(fitted, kpi.id, { drawRows, fingerprint, periods: list.map((period) => period.label) });
  return {
    kpi,
    draws,
    drawRows,
    responses: fitted.spec.channels.map((channel) => mediaResponse(fitted, kpi.id, channel, drawRows)),
    gapBaseline: total.slice(0, split),
    gapNoise: noiseOf(gap),
    baseline: total.slice(split).map((value) => value * growth),
    noise: noiseOf(window),
    value: unitValues(problem, kpi, [...window, ...runOut], remarks),
  };
}

function futureContext(problem: Problem): FutureContext {
  const { fitted, timeline } = problem;
  return { panel: fitted.panel, holidays: holidaySettings(fitted), known: timeline.data };
}

function regressorRows(problem: Problem, periods: readonly Period[], remarks: Remark[]): RegressorRows {
  const { fitted, scenario, timeline } = problem;
  const { panel, spec } = fitted;
  const context = futureContext(problem);
  const inWindow = (t: number): boolean => t >= timeline.gap.length;
  const controls: Record<string, Float64Array> = {};
  for (const control of spec.controls) {
    const series = panel.controls.find(({ id }) => id === control.id)!;
    const { values, held } = continueSeries(series.values, control.future, periods, context);
    note(remarks, control.id, held);
    const factor = 1 + (scenario.assumptions.controls[control.id]?.mid ?? 0) / 100;
    controls[control.id] = values.map((value, t) => (inWindow(t) ? value * factor : value));
  }
  const treatments: Record<string, Float64Array> = {};
  for (const treatment of spec.treatments) {
    const series = panel.treatments.find(({ id }) => id === treatment.id)!;
    const { values, held } = continueSeries(series.values, treatment.future, periods, context);
    note(remarks, treatment.id, held);
    const factor = scenario.assumptions.treatments[treatment.id]?.mid ?? 1;
    treatments[treatment.id] = values.map((value, t) => (inWindow(t) ? value * factor : value));
  }
  const ids = panel.holidays.map((term) => term.id);
  const terms = holidayShares(holidaySettings(fitted), periods, ids);
  return { periods, controls, treatments, holidays: Object.fromEntries(terms.map((term) => [term.id, term.shares])) };
}

function note(remarks: Remark[], subject: string, held: number): void {
  if (held > 0 && !remarks.some(({ code, params }) => code === 'future-held' && params['subject'] === subject)) {
    remarks.push({ code: 'future-held', params: { subject, periods: held } });
  }
}

/** Adds the effect of organic media, past and future, to `(periods × draws)`. */
function addOrganic(
  total: Float64Array,
  problem: Problem,
  kpi: KpiSpec,
  drawRows: Int32Array,
  periods: readonly Period[],
  remarks: Remark[],
): void {
  const { fitted, timeline } = problem;
  const context = futureContext(problem);
  for (const organic of fitted.spec.organic) {
    const series = fitted.panel.organic.find(({ id }) => id === organic.id)!;
    const future = continueSeries(series.values, organic.future, periods, context);
    note(remarks, organic.id, future.held);
    const response = mediaResponse(fitted, kpi.id, organic, drawRows);
    const history = series.values.slice(0, timeline.data.length);
    const carryIn = carryInOf(history, response, periods.length, 0);
    const path = preparePath(carryIn, { fixed: future.values, perMoney: new Float64Array(periods.length) });
    const effect = effectByPeriod(path, 0);
    for (let cell = 0; cell < total.length; cell++) total[cell]! += carryIn.effect[cell]! + effect[cell]!;
  }
}

/** Money per KPI unit: 1 for revenue, the stated value for others, null where nothing is stated. */
function unitValues(
  problem: Problem,
  kpi: KpiSpec,
  periods: readonly Period[],
  remarks: Remark[],
): Float64Array | null {
  if (kpi.kind === 'revenue' && kpi.valuePerUnit === null) return new Float64Array(periods.length).fill(1);
  if (kpi.valuePerUnit === null) return null;
  if ('value' in kpi.valuePerUnit) return new Float64Array(periods.length).fill(kpi.valuePerUnit.value);
  const series = problem.fitted.panel.kpis.find(({ id }) => id === kpi.id)!;
  if (series.valuePerUnit === null) return null;
  const { values, held } = continueSeries(
    series.valuePerUnit,
    kpi.valuePerUnit.future,
    periods,
    futureContext(problem),
  );
  note(remarks, kpi.valuePerUnit.column, held);
  return values;
}
