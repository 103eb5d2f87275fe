import { parseIsoDay, type Panel, type Series } from '../data/index.js';
import type { ModelSpec } from './model-spec.js';

/** The first `count` periods of a panel, as if the data ended there. */
export function panelBefore(panel: Panel, count: number): Panel {
  const periods = panel.periods.length;
  const groups = panel.groups.length;
  const keep = (row: number): number => Math.floor(row / count) * periods + (row % count);
  const cut = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: groups * count }, (_, row) => values[keep(row)]!);
  const series = (all: readonly Series[]): Series[] =>
    all.map((one) => ({ ...one, values: cut(one.values), ...cutFrequency(one) }));
  const cutFrequency = ({ frequency }: Pick<Series, 'frequency'>): Pick<Series, 'frequency'> =>
    frequency === undefined ? {} : { frequency: cut(frequency) };
  return {
    ...panel,
    periods: panel.periods.slice(0, count),
    inLikelihood: Uint8Array.from({ length: groups * count }, (_, row) => panel.inLikelihood[keep(row)]!),
    kpis: panel.kpis.map((kpi) => ({
      ...kpi,
      values: cut(kpi.values),
      valuePerUnit: kpi.valuePerUnit === null ? null : cut(kpi.valuePerUnit),
    })),
    channels: panel.channels.map((channel) => ({
      ...channel,
      spend: cut(channel.spend),
      media: cut(channel.media),
      ...cutFrequency(channel),
    })),
    organic: series(panel.organic),
    treatments: series(panel.treatments),
    controls: series(panel.controls),
    holidays: panel.holidays.map((term) => ({ ...term, shares: term.shares.slice(0, count) })),
    ...(panel.extras === undefined ? {} : { extras: series(panel.extras) }),
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
