import { periodsPerQuarter, type Panel } from '../data/index.js';
import { adstockLags } from './adstock.js';
import { experimentRows } from './experiment-media.js';
import { experimentGroups } from './experiment-groups.js';
import { firstKpiRow } from './kpi-window.js';
import type { MediaSpec, ModelSpec } from './model-spec.js';

/** Rows that stand in for "the beginning of the data" where every lag counts: a quarter of weeks. */
export const openingRows = 13;

/**
 * Media in every period before the first row of the data: nothing, or (`first_mean`) the mean of the first rows, as
 * many as the adstock has lags. `drop` assumes nothing either, and leaves the first rows out of the likelihood.
 * @param media `(periods)`, any unit; the answer is in the same
 */
export function mediaBefore(spec: ModelSpec, media: MediaSpec, values: Float64Array): number {
  if (spec.data.historyBefore !== 'first_mean') return 0;
  const rows = Math.min(values.length, Math.min(openingRows, adstockLags(media.adstock)));
  if (rows === 0) return 0;
  return values.subarray(0, rows).reduce((sum, value) => sum + value, 0) / rows;
}

/**
 * Rows of the likelihood of one KPI, ascending: those of the panel, less the first rows of every group under
 * `history_before: drop` (whose carry-over is unknown), less rows of lift tests that are in the data unless their error
 * comes from elsewhere (counting them twice would make the effect look surer than it is).
 */
export function likelihoodRows(spec: ModelSpec, panel: Panel, kpiId: string): Int32Array {
  const media = [...spec.channels, ...spec.organic];
  const opening = panel.grain === 'daily' ? periodsPerQuarter.daily : openingRows;
  const longest = Math.max(1, ...media.map(({ adstock }) => Math.min(opening + 1, adstockLags(adstock))));
  const from = spec.data.historyBefore === 'drop' ? Math.max(firstKpiRow(panel), longest - 1) : 0;
  const tests = spec.experiments.filter((test) => test.kpi === kpiId && test.inData && !test.sdFromElsewhere);
  const ranges = tests.map((test) => ({
    ...experimentRows(test, panel),
    groups: new Set(experimentGroups(spec.data, test, panel.groups)),
  }));
  const periods = panel.periods.length;
  const isKept = (row: number): boolean => {
    const period = row % periods;
    if (panel.inLikelihood[row] !== 1 || period < from) return false;
    const group = Math.floor(row / periods);
    return !ranges.some((range) => period >= range.from && period < range.to && range.groups.has(group));
  };
  return Int32Array.from([...panel.inLikelihood.keys()].filter(isKept));
}
