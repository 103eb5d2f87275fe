import { convergence, normalQuantile, rankHistogram, summary, type RankHistogram } from '../inference/index.js';
import { columnName, columnPrior, type ColumnName } from './column-prior.js';
import { allRows, drawColumn, kpiOf, type FittedDraws } from './draw-columns.js';
import type { Summary } from './fitted-model.js';
import type { Prior } from './model-spec.js';
import { fixedValue, priorDensity } from './priors.js';
import { priorAtScore } from './prior-quantile.js';

/** One column of the draws before and after the data, and how well it converged. */
export interface ParameterFigure extends ColumnName {
  readonly column: string;
  /** null where the file states no prior on this very scale. */
  readonly prior: Summary | null;
  readonly posterior: Summary;
  /** The file gives the value: no draws, no convergence. */
  readonly fixed: boolean;
  readonly rhat: number | null;
  readonly bulkEss: number | null;
  readonly tailEss: number | null;
}

/** Values at equally likely steps that stand for a prior in its summary. */
const priorSteps = 1000;

export function parameterFigures(fitted: FittedDraws, kpiId: string): ParameterFigure[] {
  const kpi = kpiOf(fitted, kpiId);
  const rows = allRows(kpi);
  const known = new Map(kpi.diagnostics.map((one) => [one.name, one]));
  const summaries = new Map<string, Summary>();
  return kpi.columns.map((column) => {
    const prior = columnPrior(fitted, kpiId, column);
    const found = known.get(column);
    const posterior = summary(drawColumn(kpi, column, rows));
    return {
      column,
      ...columnName(column),
      prior: prior === null ? null : summaryOnce(prior, summaries),
      posterior,
      fixed: posterior.sd === 0 && (prior === null || fixedValue(prior) !== null),
      rhat: found?.rhat ?? null,
      bulkEss: found?.bulkEss ?? null,
      tailEss: found?.tailEss ?? null,
    };
  });
}

/** Most parameters of a model share a few priors: each is summarised once. */
function summaryOnce(prior: Prior, kept: Map<string, Summary>): Summary {
  const key = JSON.stringify(prior);
  const found = kept.get(key) ?? priorSummary(prior);
  kept.set(key, found);
  return found;
}

export function priorSummary(prior: Prior): Summary {
  return summary(priorValues(prior));
}

function priorValues(prior: Prior): Float64Array {
  return Float64Array.from({ length: priorSteps }, (_, i) =>
    priorAtScore(prior, normalQuantile((i + 0.5) / priorSteps)),
  );
}

/** What the chains did with one column: its trace, its ranks and its density beside the prior's. */
export interface ParameterDetail {
  readonly column: string;
  /** Every `every`-th draw of each chain. */
  readonly traces: readonly (readonly number[])[];
  readonly every: number;
  readonly ranks: RankHistogram;
  /** Posterior density in bins of equal width between `from` and `to`, and the prior's density there. */
  readonly density: {
    readonly from: number;
    readonly to: number;
    readonly posterior: readonly number[];
    readonly prior: readonly { readonly x: number; readonly y: number }[];
  };
  readonly rhat: number | null;
  readonly bulkEss: number | null;
  readonly tailEss: number | null;
}

/** Points of a trace, at most: more cannot be told apart on a page. */
const traceLength = 300;
const densityBins = 40;
const curveSteps = 120;

/** null for a column that the model has not got, or whose value is fixed. */
export function parameterDetail(fitted: FittedDraws, kpiId: string, column: string): ParameterDetail | null {
  const kpi = kpiOf(fitted, kpiId);
  const values = drawColumn(kpi, column, allRows(kpi));
  const { chains } = fitted.sampler;
  const perChain = values.length / chains;
  if (values.length === 0 || values.every((value) => value === values[0])) return null;
  const every = Math.max(1, Math.ceil(perChain / traceLength));
  return {
    column,
    traces: Array.from({ length: chains }, (_, chain) =>
      Array.from(values.subarray(chain * perChain, (chain + 1) * perChain)).filter((_, draw) => draw % every === 0),
    ),
    every,
    ranks: rankHistogram(values, chains),
    density: densityOf(values, columnPrior(fitted, kpiId, column)),
    ...convergence(values, chains),
  };
}

function densityOf(values: Float64Array, prior: Prior | null): ParameterDetail['density'] {
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
  // One wild draw must not squeeze the rest into one bin.
  const reach = 0.15 * (at(0.995) - at(0.005));
  const from = Math.max(sorted[0]!, at(0.005) - reach);
  const to = Math.min(sorted.at(-1)!, at(0.995) + reach);
  const width = (to - from) / densityBins;
  const posterior = new Array<number>(densityBins).fill(0);
  for (const value of values) {
    if (value < from || value > to) continue;
    posterior[Math.min(densityBins - 1, Math.floor((value - from) / width))]! += 1 / (values.length * width);
  }
  const density = prior === null || fixedValue(prior) !== null ? null : priorDensity(prior);
  const curve = Array.from({ length: curveSteps + 1 }, (_, i) => from + ((to - from) * i) / curveSteps).flatMap((x) => {
    const y = density === null ? NaN : Math.exp(density.logDensity(x));
    return Number.isFinite(y) ? [{ x, y }] : [];
  });
  return { from, to, posterior, prior: curve };
}
