import type { Panel } from '../data/index.js';

/**
 * First period of the data with a KPI value in any group. Rows before it are media history: they stand in the adstock only, and their
 * spend is no part of a realised ROI.
 */
export function firstKpiRow(panel: Panel): number {
  const periods = panel.periods.length;
  let first = periods;
  for (let start = 0; start < panel.inLikelihood.length; start += periods) {
    const row = panel.inLikelihood.subarray(start, start + periods).indexOf(1);
    if (row >= 0) first = Math.min(first, row);
  }
  return first === periods ? 0 : first;
}

/** Rows over which ROI and contribution are counted: from the first KPI value to the last row of the data. */
export function kpiWindow(panel: Panel): { readonly from: number; readonly to: number } {
  return { from: firstKpiRow(panel), to: panel.periods.length };
}
