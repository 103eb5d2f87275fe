import { cutSeries, parseIsoDay, type Panel } from '../data/index.js';
import type { ModelSpec } from './model-spec.js';

/** The first `count` periods of a panel, as if the data ended there. */
export function panelBefore(panel: Panel, count: number): Panel {
  const periods = panel.periods.length;
  const groups = panel.groups.length;
  const keep = (row: number): number => Math.floor(row / count) * periods + (row % count);
  const cut = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: groups * count }, (_, row) => values[keep(row)]!);
  return {
    ...panel,
    periods: panel.periods.slice(0, count),
    inLikelihood: Uint8Array.from({ length: groups * count }, (_, row) => panel.inLikelihood[keep(row)]!),
    ...cutSeries(panel, cut),
    holidays: panel.holidays.map((term) => ({ ...term, shares: term.shares.slice(0, count) })),
  };
}

/**
 * The model as it would have been written before a row: one KPI, and only the lift tests that had ended by then. Scales
 * come from the training rows, unless the file fixes them.
 */
export function specBefore(spec: ModelSpec, panel: Panel, count: number, kpiId: string): ModelSpec {
  const lastDay = panel.periods[count - 1]!.end;
  return {
    ...spec,
    kpis: spec.kpis.filter(({ id }) => id === kpiId),
    experiments: spec.experiments.filter(({ kpi, end }) => kpi === kpiId && (parseIsoDay(end) ?? Infinity) <= lastDay),
  };
}
