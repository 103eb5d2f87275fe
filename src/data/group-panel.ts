import { cutSeries } from './cut-series.js';
import type { Panel } from './panel.js';

/** The rows of one group, `(periods)`: a view of a series of `(groups × periods)`. */
export function groupRows(values: Float64Array, panel: Pick<Panel, 'periods'>, group: number): Float64Array {
  const periods = panel.periods.length;
  return values.subarray(group * periods, (group + 1) * periods);
}

/** One group of a panel as a panel of its own; series are views. */
export function groupPanel(panel: Panel, group: number): Panel {
  const cut = (values: Float64Array): Float64Array => groupRows(values, panel, group);
  const periods = panel.periods.length;
  return {
    ...panel,
    groups: [panel.groups[group]!],
    population: panel.population?.subarray(group, group + 1) ?? null,
    inLikelihood: panel.inLikelihood.subarray(group * periods, (group + 1) * periods),
    ...cutSeries(panel, cut),
  };
}
