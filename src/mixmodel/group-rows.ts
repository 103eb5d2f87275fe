import type { Panel } from '../data/index.js';

/** The rows of one group, `(periods)`: a view of a series of `(groups × periods)`. */
export function groupRows(values: Float64Array, panel: Pick<Panel, 'periods'>, group: number): Float64Array {
  const periods = panel.periods.length;
  return values.subarray(group * periods, (group + 1) * periods);
}
