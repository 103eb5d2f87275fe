import type { Panel } from '../data/index.js';

/**
 * First row of the data with a KPI value. Rows before it are media history: they stand in the adstock only, and their
 * spend is no part of a realised ROI.
 */
export function firstKpiRow(panel: Panel): number {
  const periods = panel.periods.length;
  for (let row = 0; row < periods; row++) {
    if (panel.inLikelihood[row] === 1) return row;
  }
  return 0;
}

/** Rows over which ROI and contribution are counted: from the first KPI value to the last row of the data. */
export function kpiWindow(panel: Panel): { readonly from: number; readonly to: number } {
  return { from: firstKpiRow(panel), to: panel.periods.length };
}
