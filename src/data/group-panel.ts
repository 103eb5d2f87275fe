import type { Panel, Series } from './panel.js';

/** The rows of one group, `(periods)`: a view of a series of `(groups × periods)`. */
export function groupRows(values: Float64Array, panel: Pick<Panel, 'periods'>, group: number): Float64Array {
  const periods = panel.periods.length;
  return values.subarray(group * periods, (group + 1) * periods);
}

/** One group of a panel as a panel of its own; series are views. */
export function groupPanel(panel: Panel, group: number): Panel {
  const cut = (values: Float64Array): Float64Array => groupRows(values, panel, group);
  const cutFrequency = (one: Pick<Series, 'frequency'>): Pick<Series, 'frequency'> =>
    one.frequency === undefined ? {} : { frequency: cut(one.frequency) };
  const series = (all: readonly Series[]): Series[] =>
    all.map((one) => ({ ...one, values: cut(one.values), ...cutFrequency(one) }));
  const periods = panel.periods.length;
  return {
    ...panel,
    groups: [panel.groups[group]!],
    population: panel.population?.subarray(group, group + 1) ?? null,
    inLikelihood: panel.inLikelihood.subarray(group * periods, (group + 1) * periods),
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
    ...(panel.extras === undefined ? {} : { extras: series(panel.extras) }),
  };
}
