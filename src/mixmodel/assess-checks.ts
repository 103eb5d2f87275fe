import { binomialQuantile } from '../inference/index.js';
import type { KpiEvidence } from './assess-evidence.js';
import type { KpiChecks } from './fitted-checks.js';

/** Lags at which residuals are correlated: five weeks of days, half a year of weeks, a year and a bit of the rest. */
const lagsShown = { daily: 35, weekly: 26, monthly: 14, quarterly: 6 } as const;
const levels = [0.5, 0.8, 0.9, 0.95] as const;

/**
 * Residuals, their autocorrelation, the probability integral transform (Dawid 1984; Gneiting et al. 2007) and coverage
 * of the rows that the model was fitted to, and how far the media go together. The rows are those of the fit, so the
 * transform leans a little to the middle; the holdout is the stricter test.
 */
export function kpiChecks(evidence: KpiEvidence): KpiChecks {
  const { context, figures } = evidence;
  const { rows, kpi, panel } = context;
  const periods = panel.periods.length;
  const residuals = Float64Array.from(rows, (row) => kpi.values[row]! - figures.meanFitted[row]!);
  const pit = figures.predictiveP;
  const most = Math.min(lagsShown[panel.grain], Math.floor(periods / 4));
  return {
    rows: Array.from(rows, (row, i) => ({
      period: panel.periods[row % periods]!.label,
      group: panel.groups[Math.floor(row / periods)] ?? 'all',
      residual: residuals[i]!,
      pit: pit[i]!,
    })),
    autocorrelation: {
      bound: 1.96 / Math.sqrt(Math.max(1, rows.length)),
      values: autocorrelations(residuals, rows, periods, most),
    },
    pit: histogramOf(pit),
    coverage: levels.map((level) => coverageAt(pit, level)),
    correlations: {
      ids: [...evidence.channels, ...evidence.organic].map(({ id }) => id),
      values: evidence.typicalPaths.flatMap((one) => evidence.typicalPaths.map((other) => correlation(one, other))),
    },
  };
}

/**
 * Σ e_t e_{t−k} over the pairs of rows that lie k periods apart in one group, ÷ Σ e_t², residuals centred (Box & Jenkins
 * 1976, eq. 2.1.13); rows that are not in the likelihood leave their pairs out.
 * @param residuals `(rows)`
 * @param rows ascending places in `(groups × periods)`
 * @returns lags 1 … `most`
 */
export function autocorrelations(residuals: Float64Array, rows: Int32Array, periods: number, most: number): number[] {
  const mean = residuals.reduce((sum, value) => sum + value, 0) / Math.max(1, residuals.length);
  const placeOf = new Map(Array.from(rows, (row, i) => [row, i]));
  const square = residuals.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Array.from({ length: Math.max(0, most) }, (_, k) => {
    const lag = k + 1;
    let product = 0;
    rows.forEach((row, i) => {
      const before = row % periods >= lag ? placeOf.get(row - lag) : undefined;
      if (before !== undefined) product += (residuals[i]! - mean) * (residuals[before]! - mean);
    });
    return square > 0 ? product / square : 0;
  });
}

function histogramOf(pit: Float64Array): KpiChecks['pit'] {
  const bins = pit.length >= 400 ? 20 : 10;
  const counts = new Array<number>(bins).fill(0);
  for (const p of pit) if (Number.isFinite(p)) counts[Math.min(bins - 1, Math.floor(p * bins))]! += 1;
  return {
    counts,
    expected: pit.length / bins,
    low: binomialQuantile(0.025, pit.length, 1 / bins),
    high: binomialQuantile(0.975, pit.length, 1 / bins),
  };
}

function coverageAt(pit: Float64Array, level: number): KpiChecks['coverage'][number] {
  const n = Math.max(1, pit.length);
  const inside = pit.filter((p) => Math.abs(2 * p - 1) <= level).length;
  return {
    level,
    share: inside / n,
    low: binomialQuantile(0.025, pit.length, level) / n,
    high: binomialQuantile(0.975, pit.length, level) / n,
  };
}

/** Pearson's r; 0 where one of them does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
  const meanA = mean(a);
  const meanB = mean(b);
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    product += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : 0;
}
