import { followingPeriods, matchLastYear, type Panel } from '../data/index.js';
import type { KpiSpec } from './model-spec.js';

/**
 * Money per KPI unit in the periods right after the data, for the effect that is still to come when they end: as last
 * year where the model file says so and the data reach back that far, else the last known value.
 * @param valuePerUnit `(periods)` of the data
 * @returns `(count)`
 */
export function valueAfterData(spec: KpiSpec, valuePerUnit: Float64Array, panel: Panel, count: number): Float64Array {
  const held = valuePerUnit.at(-1) ?? 1;
  const values = new Float64Array(count).fill(held);
  const { valuePerUnit: stated } = spec;
  if (stated === null || 'value' in stated || stated.future.kind !== 'last_year') return values;
  const last = panel.periods.at(-1);
  if (last === undefined) return values;
  const after = followingPeriods(last, panel.grain, count);
  return Float64Array.from(matchLastYear(after, panel.periods, panel.grain), (row) =>
    row >= 0 ? valuePerUnit[row]! : held,
  );
}
