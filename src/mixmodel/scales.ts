import { groupRows, type Panel } from '../data/index.js';
import { firstKpiRow } from './kpi-window.js';
import type { ModelSpec, Scales, TreatmentSpec } from './model-spec.js';

/**
 * The scales of a fit: `scaling.fixed` where the model file carries them, else from the data. KPI, controls and
 * treatments by the likelihood rows only (a masked week must not set the scale it is not judged by); media by every
 * row, since all of it stands in the adstock. Where the data name a population, KPI and media are counted per head.
 */
export function scalesOf(spec: ModelSpec, panel: Panel): Scales {
  const { fixed } = spec.scaling;
  if (fixed !== null) return forGroups(fixed, panel);
  const population = spec.data.population === null ? null : (panel.population ?? null);
  const rows = likelihoodRows(panel);
  const periods = panel.periods.length;
  const heads = (row: number): number => population?.[Math.floor(row / periods)] ?? 1;
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  const perHead = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]! / heads(row));
  return {
    kpis: Object.fromEntries(panel.kpis.map((kpi) => [kpi.id, kpiScale(spec, perHead(kpi.values))])),
    media: Object.fromEntries([
      ...panel.channels.map((channel) => [channel.id, mediaScales(spec, channel.media, panel, population)] as const),
      ...panel.organic.map((organic) => [organic.id, mediaScales(spec, organic.values, panel, population)] as const),
    ]),
    regressors: Object.fromEntries([
      ...panel.controls.map((series) => {
        const standardise = spec.controls.find((control) => control.id === series.id)?.standardise ?? false;
        return [series.id, standardise ? standard(pick(series.values)) : { center: 0, scale: 1 }] as const;
      }),
      ...panel.treatments.map((series) => {
        const treatment = spec.treatments.find(({ id }) => id === series.id);
        return [series.id, treatmentScale(treatment, pick(series.values))] as const;
      }),
    ]),
    population: population === null ? null : [...population],
  };
}

/** KPI units per unit of scaled KPI in a group. */
export function kpiUnit(scales: Scales, kpiId: string, group = 0): number {
  return (scales.kpis[kpiId]?.scale ?? 1) * (scales.population?.[group] ?? 1);
}

/** Media per unit of scaled media in a group. */
export function mediaUnit(scales: Scales, id: string, group = 0): number {
  return scales.media[id]?.[group] ?? 1;
}

/** Stated scales: one number stands for every group, per head where there are heads. */
function forGroups(fixed: Scales, panel: Panel): Scales {
  const groups = panel.groups.length;
  const media = Object.entries(fixed.media).map(([id, scales]) => {
    const [only] = scales;
    if (scales.length !== 1 || only === undefined || groups === 1) return [id, scales] as const;
    return [id, panel.groups.map((_, group) => only * (fixed.population?.[group] ?? 1))] as const;
  });
  return { ...fixed, media: Object.fromEntries(media) };
}

/** Rows in the likelihood; all rows from the first KPI value on where none is. */
function likelihoodRows(panel: Panel): number[] {
  const rows = [...panel.inLikelihood.keys()].filter((row) => panel.inLikelihood[row] === 1);
  if (rows.length > 0) return rows;
  const periods = panel.periods.length;
  return [...panel.inLikelihood.keys()].filter((row) => row % periods >= firstKpiRow(panel));
}

function kpiScale(spec: ModelSpec, values: Float64Array): { center: number; scale: number } {
  switch (spec.scaling.kpi) {
    case 'none':
      return { center: 0, scale: 1 };
    case 'max':
      return { center: 0, scale: positive(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)) };
    case 'standard':
      return standard(values);
  }
}

/**
 * One scale per group: of its own rows, or of all rows (per head where there are heads). A group in which the medium
 * was never on takes the scale of all.
 */
function mediaScales(spec: ModelSpec, values: Float64Array, panel: Panel, population: Float64Array | null): number[] {
  const groups = panel.groups.map((_, group) => group);
  const heads = groups.map((group) => population?.[group] ?? 1);
  const own = groups.map((group) => groupRows(values, panel, group).map((value) => value / heads[group]!));
  const all = mediaScale(spec, Float64Array.from(own.flatMap((rows) => [...rows])));
  return groups.map((group) => {
    const isOn = own[group]!.some((value) => value > 0);
    const scale = spec.scaling.media.over === 'group' && isOn ? mediaScale(spec, own[group]!) : all;
    return scale * heads[group]!;
  });
}

function mediaScale(spec: ModelSpec, values: Float64Array): number {
  switch (spec.scaling.media.by) {
    case 'none':
      return 1;
    case 'max':
      return positive(values.reduce((most, value) => Math.max(most, value), 0));
    case 'median':
      return positive(median(values.filter((value) => value > 0)));
  }
}

function treatmentScale(treatment: TreatmentSpec | undefined, values: Float64Array): { center: number; scale: number } {
  const level = treatment?.baseline ?? 0;
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const center = level === 'min' ? least : level === 'max' ? most : level;
  return { center, scale: standard(values).scale };
}

/** Mean and standard deviation, dividing by the number of values. */
function standard(values: Float64Array): { center: number; scale: number } {
  const center = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - center) ** 2, 0) / Math.max(1, values.length);
  return { center, scale: positive(Math.sqrt(square)) };
}

function median(values: Float64Array): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
}

/** A scale of zero (a column that never varies) would divide by zero; the data checks report such columns. */
function positive(scale: number): number {
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}
