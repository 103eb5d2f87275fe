import { periodsPerQuarter } from '../data/index.js';
import { normalCdf, randomStream, studentTCdf } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import { levelPathOf } from './drift-level.js';
import { dataRows, linearDesign, type LinearDesign } from './linear-design.js';
import { drawnScore, nextNoise, noiseReader } from './noise-process.js';
import { planningDraws } from './planning-draws.js';
import { noTotals, type AssessedMedium } from './roi-medium.js';
import type { SampledModel } from './fit.js';

/** What one medium does, `(draws)` each; see `MediumTotals` for units. */
export interface MediumFigures {
  readonly contribution: Float64Array;
  readonly counted: Float64Array;
  readonly realisedRoi: Float64Array;
  readonly roi: Float64Array;
  readonly marginalRoi: Float64Array;
}

/** Period by period for the draws that planning uses, `(periods × kept)`, row-major, KPI units. */
export interface KeptPaths {
  readonly count: number;
  readonly fitted: Float64Array;
  /** With noise. */
  readonly predicted: Float64Array;
  /** Expectation without paid media. */
  readonly baseline: Float64Array;
  /** Rows of the draws that are kept. */
  readonly drawRows: Int32Array;
}

/** Everything that is asked of the draws, in one walk over them. */
export interface DrawFigures {
  readonly channels: readonly MediumFigures[];
  readonly organic: readonly MediumFigures[];
  /** `(draws)`: share of 1 of the KPI's total that paid media do not cause. */
  readonly baselineShare: Float64Array;
  /** `(draws)` over the likelihood rows, predictions with noise; see `accuracyOf`. */
  readonly rSquared: Float64Array;
  readonly rmse: Float64Array;
  readonly mae: Float64Array;
  /** `(periods)`: mean of the expectation, KPI units. */
  readonly meanFitted: Float64Array;
  /** Share of draws whose baseline sums to less than 0 over the window. */
  readonly baselineBelowZero: number;
  /** The same for the quarter of the window where it is largest. */
  readonly baselineBelowZeroInQuarter: number;
  /** `(likelihood rows)`: probability that the model gives the period a value below the actual one. */
  readonly predictiveP: Float64Array;
  /** `(draws × 5)`: what accuracy is made from, see `errorSums`. */
  readonly errors: Float64Array;
  readonly kept: KeptPaths;
  readonly design: LinearDesign;
  /** `(periods × terms)` of `design`, for recorded coefficients. */
  readonly regressors: Float64Array;
}

/**
 * Walks over every draw once. Totals, ROI and accuracy use all of them; figures by period use the (at most 1000) draws
 * that planning uses, so that memory grows with draws × channels and not with draws × periods.
 */
export function walkDraws(
  sampled: SampledModel,
  context: KpiContext,
  channels: readonly AssessedMedium[],
  organic: readonly AssessedMedium[],
): DrawFigures {
  const { panel, drawCount, window, rows, center, scale, fitted, kpi } = context;
  const periods = panel.periods.length;
  const design = linearDesign(context.spec, panel, context.scales);
  const regressors = design.regressors(dataRows(panel), 'recorded');
  const terms = design.terms.map(({ name }) => fitted.columns.indexOf(name));
  const noiseOf = noiseReader(fitted, panel.groups[0]!);
  const width = fitted.columns.length;
  const planning = planningDraws(sampled, kpi.id);
  const place = new Int32Array(drawCount).fill(-1);
  planning.forEach((draw, at) => {
    place[draw] = at;
  });
  const kept: KeptPaths = {
    count: planning.length,
    fitted: new Float64Array(periods * planning.length),
    predicted: new Float64Array(periods * planning.length),
    baseline: new Float64Array(periods * planning.length),
    drawRows: planning,
  };
  const channelFigures = channels.map(() => emptyFigures(drawCount));
  const organicFigures = organic.map(() => emptyFigures(drawCount));
  const baselineShare = new Float64Array(drawCount);
  const rSquared = new Float64Array(drawCount);
  const rmse = new Float64Array(drawCount);
  const mae = new Float64Array(drawCount);
  const meanFitted = new Float64Array(periods);
  const predictiveP = new Float64Array(rows.length);
  const baselineCount = new BaselineCount(window.to - window.from, periodsPerQuarter[panel.grain]);
  const coefficients = new Float64Array(terms.length);
  const baseline = new Float64Array(periods);
  const expected = new Float64Array(periods);
  const predicted = new Float64Array(periods);
  const totals = noTotals();
  const group = panel.groups[0]!;
  const noise = randomStream(context.seed, 'posterior predictive', kpi.id, ...(group === 'all' ? [] : [group]));
  const errors = new Float64Array(drawCount * errorSumCount);
  const level = design.trend.kind === 'drift' ? levelPathOf(context) : null;
  const left = new Float64Array(rows.length);

  for (let d = 0; d < drawCount; d++) {
    const at = place[d]!;
    terms.forEach((column, term) => {
      coefficients[term] = fitted.draws[d * width + column]!;
    });
    linearPart(regressors, coefficients, center, scale, baseline);
    organic.forEach((medium, index) => {
      const parameters = medium.parametersOf(d);
      medium.totals(parameters, totals);
      record(organicFigures[index]!, d, totals);
      addPath(medium.path, parameters.coefficient * scale, baseline);
    });
    expected.set(baseline);
    let paid = 0;
    channels.forEach((medium, index) => {
      const parameters = medium.parametersOf(d);
      medium.totals(parameters, totals);
      record(channelFigures[index]!, d, totals);
      paid += totals.counted;
      addPath(medium.path, parameters.coefficient * scale, expected);
    });
    if (level !== null) {
      for (let i = 0; i < left.length; i++) left[i] = (kpi.values[rows[i]!]! - expected[rows[i]!]!) / scale;
      level.draw(d, left);
      addPath(level.level, scale, baseline);
      addPath(level.level, scale, expected);
    }
    baselineShare[d] = context.total === 0 ? NaN : 1 - paid / context.total;
    baselineCount.add(baseline, window.from);
    const drawn = noiseOf(d);
    // Nothing is known before the first period: the process begins anywhere it may be.
    let before = drawn.correlation === 0 ? 0 : drawn.sigma * drawnScore(noise, drawn.df);
    for (let t = window.from; t < periods; t++) {
      before = nextNoise(drawn, before, drawnScore(noise, drawn.df));
      predicted[t] = expected[t]! + scale * before;
    }
    for (let t = 0; t < periods; t++) meanFitted[t]! += expected[t]! / drawCount;
    errorSums(kpi.values, predicted, rows, errors, d * errorSumCount);
    const accuracy = accuracyOf(errors, d * errorSumCount, rows.length);
    rSquared[d] = accuracy.rSquared;
    rmse[d] = accuracy.rmse;
    mae[d] = accuracy.mae;
    if (at < 0) continue;
    keepPath(expected, kept.fitted, kept.count, at);
    keepPath(predicted, kept.predicted, kept.count, at);
    keepPath(baseline, kept.baseline, kept.count, at);
    rows.forEach((row, i) => {
      const score = (kpi.values[row]! - expected[row]!) / (drawn.sigma * scale);
      predictiveP[i]! += (drawn.df === Infinity ? normalCdf(score) : studentTCdf(score, drawn.df)) / kept.count;
    });
  }
  return {
    channels: channelFigures,
    organic: organicFigures,
    baselineShare,
    rSquared,
    rmse,
    mae,
    meanFitted,
    baselineBelowZero: baselineCount.whole / drawCount,
    baselineBelowZeroInQuarter: baselineCount.worstQuarter / drawCount,
    predictiveP,
    errors,
    kept,
    design,
    regressors,
  };
}

/** Numbers that `errorSums` writes. */
export const errorSumCount = 5;

/** Sums over rows of prediction, its square, error, its square and its size, at `at` of `out` and after. */
export function errorSums(
  actual: Float64Array,
  predicted: Float64Array,
  rows: Int32Array,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const prediction = predicted[row]!;
    const error = actual[row]! - prediction;
    out[at]! += prediction;
    out[at + 1]! += prediction * prediction;
    out[at + 2]! += error;
    out[at + 3]! += error * error;
    out[at + 4]! += Math.abs(error);
  }
}

/**
 * How near one predictive draw comes: R² = var(prediction) ÷ (var(prediction) + var(error)), variances with n (Gelman
 * et al. 2019, on the prediction with noise as PyMC-Marketing has it), root mean squared and mean absolute error.
 * @param sums of `errorSums` at `at`, over n rows
 */
export function accuracyOf(
  sums: Float64Array,
  at: number,
  n: number,
): { readonly rSquared: number; readonly rmse: number; readonly mae: number } {
  const variance = sums[at + 1]! / n - (sums[at]! / n) ** 2;
  const errorVariance = sums[at + 3]! / n - (sums[at + 2]! / n) ** 2;
  return {
    rSquared: variance / (variance + errorVariance),
    rmse: Math.sqrt(sums[at + 3]! / n),
    mae: sums[at + 4]! / n,
  };
}

/** Counts draws in which the baseline adds up to less than nothing. */
export class BaselineCount {
  whole = 0;
  private readonly quarters: Float64Array;
  private readonly sums: Float64Array;

  /** @param length rows of the window */
  constructor(
    private readonly length: number,
    private readonly quarter: number,
  ) {
    this.quarters = new Float64Array(Math.max(0, length - quarter + 1));
    this.sums = new Float64Array(length + 1);
  }

  add(baseline: Float64Array, from: number): void {
    const { sums, quarters, quarter, length } = this;
    for (let i = 0; i < length; i++) sums[i + 1] = sums[i]! + baseline[from + i]!;
    if (sums[length]! < 0) this.whole += 1;
    for (let i = 0; i < quarters.length; i++) if (sums[i + quarter]! - sums[i]! < 0) quarters[i]! += 1;
  }

  get worstQuarter(): number {
    return this.quarters.reduce((most, count) => Math.max(most, count), 0);
  }
}

export function emptyFigures(draws: number): MediumFigures {
  return {
    contribution: new Float64Array(draws),
    counted: new Float64Array(draws),
    realisedRoi: new Float64Array(draws),
    roi: new Float64Array(draws),
    marginalRoi: new Float64Array(draws),
  };
}

function record(figures: MediumFigures, draw: number, totals: ReturnType<typeof noTotals>): void {
  figures.contribution[draw] = totals.contribution;
  figures.counted[draw] = totals.counted;
  figures.realisedRoi[draw] = totals.realisedRoi;
  figures.roi[draw] = totals.roi;
  figures.marginalRoi[draw] = totals.marginalRoi;
}

/** center + scale · Z β, `(periods)` in KPI units. */
function linearPart(
  regressors: Float64Array,
  coefficients: Float64Array,
  center: number,
  scale: number,
  out: Float64Array,
): void {
  const width = coefficients.length;
  for (let t = 0; t < out.length; t++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += regressors[t * width + k]! * coefficients[k]!;
    out[t] = center + scale * sum;
  }
}

function addPath(path: Float64Array, factor: number, out: Float64Array): void {
  for (let t = 0; t < out.length; t++) out[t]! += factor * path[t]!;
}

function keepPath(path: Float64Array, out: Float64Array, count: number, at: number): void {
  const periods = out.length / count;
  for (let t = 0; t < periods; t++) out[t * count + at] = path[t]!;
}
