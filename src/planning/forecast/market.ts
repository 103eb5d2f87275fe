import { boughtMedia, holidayShares, type HolidaySettings, type Period } from '../../data/index.js';
import { type FittedModel, type KpiSpec, type MediaResponse, type RegressorRows } from '../../mixmodel/index.js';
import { standingEffect } from '../channel-model.js';
import { groupBaseline, groupNoise, groupResponse } from '../group-model.js';
import type { Problem } from '../resolve/problem.js';
import type { Remark } from '../plan.js';
import { continueSeries, type FutureContext } from './futures.js';
import { withPromotions } from './promotions.js';

/** What stands in the gap and the window whatever the plan, for one fitted KPI. Shared by plan and reference. */
export interface Market {
  readonly kpi: KpiSpec;
  readonly draws: number;
  /** Rows of the KPI's draws. */
  readonly drawRows: Int32Array;
  /** By cell of the problem; in averaged KPIs weighted by the cell's group, so that effects add up over cells. */
  readonly responses: readonly MediaResponse[];
  /** By group; what follows is their sum. */
  readonly groups: readonly GroupMarket[];
  /** `(gap × draws)`: baseline and organic media, without noise. */
  readonly gapBaseline: Float64Array;
  readonly gapNoise: Float64Array;
  /** `(window × draws)`: baseline, controls, treatments, holidays and organic media, without noise. */
  readonly baseline: Float64Array;
  readonly noise: Float64Array;
  /** `(window + run-out)`: money per KPI unit; null where the KPI is not worth money. */
  readonly value: Float64Array | null;
}

/** One group's part of the KPI, weighted as the responses are. */
export interface GroupMarket {
  /** `(window × draws)` each. */
  readonly baseline: Float64Array;
  readonly noise: Float64Array;
  /** `(window + run-out)`: money per KPI unit; null where the KPI is not worth money. */
  readonly value: Float64Array | null;
  /** What a value of the group counts in the KPI of all: 1 for sums, the group's weight for averages. */
  readonly weight: number;
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
  const { fitted, timeline, scenario, cells } = problem;
  const { gap, window } = timeline;
  const draws = drawRows.length;
  const periods = [...gap, ...window];
  const growth = 1 + (scenario.assumptions.baselineGrowthPct?.mid ?? 0) / 100;
  const split = gap.length * draws;
  const gapBaseline = new Float64Array(split);
  const gapNoise = new Float64Array(split);
  const groups = fitted.panel.groups.map((_, g): GroupMarket => {
    const rows = regressorRows(problem, g, periods, remarks);
    const total = groupBaseline(fitted, kpi.id, { drawRows, rows, fingerprint }, g);
    addOrganic(total, problem, kpi, g, drawRows, periods, remarks);
    const weight = isAveraged(kpi) ? problem.groupWeights[g]! : 1;
    const noise = groupNoise(
      fitted,
      kpi.id,
      { drawRows, fingerprint, periods: periods.map((period) => period.label) },
      g,
    );
    for (let cell = 0; cell < split; cell++) {
      gapBaseline[cell]! += weight * total[cell]!;
      gapNoise[cell]! += weight * noise[cell]!;
    }
    return {
      baseline: total.slice(split).map((value) => value * growth * weight),
      noise: noise.slice(split).map((value) => value * weight),
      value: unitValues(problem, kpi, g, remarks),
      weight,
    };
  });
  return {
    kpi,
    draws,
    drawRows,
    responses: cells.map(({ channel, group }) => {
      const response = groupResponse(fitted, kpi.id, fitted.spec.channels[channel]!, drawRows, group);
      const { weight } = groups[group]!;
      return weight === 1
        ? response
        : { ...response, coefficient: response.coefficient.map((value) => value * weight) };
    }),
    groups,
    gapBaseline,
    gapNoise,
    baseline: sumOfParts(groups.map(({ baseline }) => baseline)),
    noise: sumOfParts(groups.map(({ noise }) => noise)),
    value: meanValue(groups),
  };
}

/** Rates and scores are averaged over groups and periods; everything else adds up. */
export function isAveraged({ kind }: KpiSpec): boolean {
  return kind === 'rate' || kind === 'score';
}

function sumOfParts(parts: readonly Float64Array[]): Float64Array {
  const [first, ...others] = parts;
  if (others.length === 0) return first!;
  const total = first!.slice();
  for (const part of others) for (let cell = 0; cell < total.length; cell++) total[cell]! += part[cell]!;
  return total;
}

/** Money per unit over all groups, each counting alike: for scales and signs; returns are reckoned group by group. */
function meanValue(groups: readonly GroupMarket[]): Float64Array | null {
  const values = groups.map(({ value }) => value);
  if (values.some((value) => value === null)) return null;
  if (values.length === 1) return values[0]!;
  return values[0]!.map((_, t) => values.reduce((total, value) => total + value![t]!, 0) / values.length);
}

function futureContext(problem: Problem, group: number): FutureContext {
  const { fitted, timeline } = problem;
  return { panel: fitted.panel, holidays: holidaySettings(fitted), known: timeline.data, group };
}

function regressorRows(problem: Problem, group: number, periods: readonly Period[], remarks: Remark[]): RegressorRows {
  const { fitted, scenario, timeline } = problem;
  const { panel, spec } = fitted;
  const context = futureContext(problem, group);
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
    const own = series.values.subarray(group * panel.periods.length, (group + 1) * panel.periods.length);
    const promoted = withPromotions(values, scenario.assumptions.promo, treatment.id, own, periods, panel);
    treatments[treatment.id] = promoted.map((value, t) => (inWindow(t) ? value * factor : value));
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
  group: number,
  drawRows: Int32Array,
  periods: readonly Period[],
  remarks: Remark[],
): void {
  const { fitted, timeline } = problem;
  const context = futureContext(problem, group);
  for (const organic of fitted.spec.organic) {
    const series = fitted.panel.organic.find(({ id }) => id === organic.id)!;
    const future = continueSeries(series.values, organic.future, periods, context);
    note(remarks, organic.id, future.held);
    const response = groupResponse(fitted, kpi.id, organic, drawRows, group);
    const at = group * fitted.panel.periods.length;
    const past = (values: Float64Array): Float64Array => values.slice(at, at + timeline.data.length);
    const often =
      series.frequency === undefined ? null : continueSeries(series.frequency, organic.future, periods, context).values;
    // Reach goes on as stated, and so does frequency; both as they were seen, not along a curve.
    const history =
      series.frequency === undefined
        ? { media: past(series.values), frequency: null }
        : {
            media: past(boughtMedia({ media: series.values, frequency: series.frequency })),
            frequency: past(series.frequency),
          };
    const then = {
      media: often === null ? future.values : future.values.map((reach, t) => reach * often[t]!),
      frequency: often,
    };
    const effect = standingEffect(history, then, response);
    for (let cell = 0; cell < total.length; cell++) total[cell]! += effect[cell]!;
  }
}

/** Money per KPI unit: 1 for revenue, the stated value for others, null where nothing is stated. */
function unitValues(problem: Problem, kpi: KpiSpec, group: number, remarks: Remark[]): Float64Array | null {
  const periods = [...problem.timeline.window, ...problem.timeline.runOut];
  if (kpi.kind === 'revenue' && kpi.valuePerUnit === null) return new Float64Array(periods.length).fill(1);
  if (kpi.valuePerUnit === null) return null;
  if ('value' in kpi.valuePerUnit) return new Float64Array(periods.length).fill(kpi.valuePerUnit.value);
  const series = problem.fitted.panel.kpis.find(({ id }) => id === kpi.id)!;
  if (series.valuePerUnit === null) return null;
  const { values, held } = continueSeries(
    series.valuePerUnit,
    kpi.valuePerUnit.future,
    periods,
    futureContext(problem, group),
  );
  note(remarks, kpi.valuePerUnit.column, held);
  return values;
}
