import type { Panel } from '../data/index.js';
import { firstKpiRow } from './kpi-window.js';
import type { ModelSpec, Scales, TreatmentSpec } from './model-spec.js';

/**
 * The scales of a fit: `scaling.fixed` where the model file carries them, else from the data. KPI, controls and
 * treatments by the likelihood rows only (a masked week must not set the scale it is not judged by); media by every
 * row, since all of it stands in the adstock.
 */
export function scalesOf(spec: ModelSpec, panel: Panel): Scales {
  if (spec.scaling.fixed !== null) return spec.scaling.fixed;
  const rows = likelihoodRows(panel);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  return {
    kpis: Object.fromEntries(panel.kpis.map((kpi) => [kpi.id, kpiScale(spec, pick(kpi.values))])),
    media: Object.fromEntries([
      ...panel.channels.map((channel) => [channel.id, mediaScale(spec, channel.media)] as const),
      ...panel.organic.map((organic) => [organic.id, mediaScale(spec, organic.values)] as const),
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
  };
}

/** Rows in the likelihood; all rows from the first KPI value on where none is. */
function likelihoodRows(panel: Panel): number[] {
  const rows = [...panel.inLikelihood.keys()].filter((row) => panel.inLikelihood[row] === 1);
  if (rows.length > 0) return rows;
  return [...panel.inLikelihood.keys()].filter((row) => row >= firstKpiRow(panel));
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
  const center = level === 'min' ? Math.min(...values) : level === 'max' ? Math.max(...values) : level;
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
