import { choleskyFactor, invertCholesky, multiplyVector } from '../inference/index.js';
import type { KpiEvidence } from './assess-evidence.js';
import type { Prior } from './model-spec.js';
import { priorAtScore } from './prior-quantile.js';
import { typicalPrecision, type Precision } from './typical-precision.js';

/** 90 % of a normal distribution lies within this many standard deviations. */
const halfWidth = 1.6448536269514722;

/**
 * Whether a channel's effect is the same in the first and the second half of the data: a linear regression at typical
 * transforms and noise in which this channel has a coefficient per half, under the (normal approximation of the)
 * model's own priors. ROI over the same spend is proportional to the coefficient, so its intervals are disjoint exactly
 * when those of the coefficients are.
 * @returns distance of the two means in units of the sum of the 90 % half-widths: above 1 the intervals are disjoint;
 * null where one half has no media
 */
export function halvesDistance(evidence: KpiEvidence, index: number): number | null {
  const { context, channels, organic, typicalPaths, typicalParameters } = evidence;
  const { rows, panel } = context;
  const periods = panel.periods.length;
  // Of one group half of its rows; of several, the same dates everywhere.
  const ordered = Int32Array.from(rows, (row) => row % periods).sort();
  const middle = ordered[Math.floor(rows.length / 2)] ?? 0;
  const isFirst = (i: number): boolean => rows[i]! % periods < middle;
  const own = typicalPaths[index]!;
  const first = own.map((value, i) => (isFirst(i) ? value : 0));
  const second = own.map((value, i) => (isFirst(i) ? 0 : value));
  if (![first, second].every((half) => half.some((value) => value > 0))) return null;

  const columns: Float64Array[] = [];
  const priors: NormalPrior[] = [];
  const add = (column: Float64Array, prior: NormalPrior): void => {
    columns.push(column);
    priors.push(prior);
  };
  const media = [...channels, ...organic];
  const priorOf = (medium: number): NormalPrior => {
    const perEffect = media[medium]!.coefficientOfEffect(typicalParameters[medium]!.shape, 1);
    const { mean, sd } = normalOf(media[medium]!.effect.prior);
    return { mean: mean * perEffect, sd: sd * perEffect };
  };
  add(first, priorOf(index));
  add(second, priorOf(index));
  typicalPaths.forEach((path, other) => {
    if (other !== index) add(path, priorOf(other));
  });
  for (const { column, prior } of evidence.linearTerms) add(column, normalOf(prior));
  const y = Float64Array.from(rows, (row) => (context.kpi.values[row]! - context.center) / context.scale);
  const posterior = regress(columns, y, priors, typicalWeights(evidence));
  if (posterior === null) return null;
  const size = columns.length;
  const spread = Math.sqrt(posterior.covariance[0]!) + Math.sqrt(posterior.covariance[size + 1]!);
  return spread > 0 ? Math.abs(posterior.mean[0]! - posterior.mean[1]!) / (halfWidth * spread) : null;
}

interface NormalPrior {
  readonly mean: number;
  readonly sd: number;
}

/** Smallest standard deviation a prior counts with: a fixed value would have none. */
const leastSd = 1e-6;

/** The normal distribution with the prior's median and its central 68 %. */
export function normalOf(prior: Prior): NormalPrior {
  const low = priorAtScore(prior, -1);
  const high = priorAtScore(prior, 1);
  const mean = prior.family === 'normal' ? prior.mean + prior.shift : (low + high) / 2;
  return { mean, sd: Math.max(leastSd, (high - low) / 2) };
}

/** Of AR(1) noise and a drifting level their own precision; of independent noise that of the mean residuals. */
function typicalWeights(evidence: KpiEvidence): Precision {
  const { fitted } = evidence.context;
  if (fitted.columns.includes('ar') || fitted.columns.includes('step_sd')) {
    return typicalPrecision(evidence.context, true);
  }
  const weight = 1 / typicalNoise(evidence) ** 2;
  return (x) => x.map((value) => weight * value);
}

/** Scaled KPI. */
function typicalNoise({ context, figures }: KpiEvidence): number {
  const { rows, kpi, scale } = context;
  let square = 0;
  for (const row of rows) square += ((kpi.values[row]! - figures.meanFitted[row]!) / scale) ** 2;
  return Math.max(leastSd, Math.sqrt(square / Math.max(1, rows.length)));
}

/**
 * Normal regression with known noise of covariance K: precision X′K⁻¹X + V⁻¹, mean its inverse times X′K⁻¹y + V⁻¹m
 * (Gelman et al., Bayesian Data Analysis, 14.8).
 * @param weigh K⁻¹ x
 * @returns mean `(columns)` and covariance `(columns × columns)`; null where the precision is singular
 */
export function regress(
  columns: readonly Float64Array[],
  y: Float64Array,
  priors: readonly NormalPrior[],
  weigh: Precision,
): { readonly mean: Float64Array; readonly covariance: Float64Array } | null {
  const n = columns.length;
  const precision = new Float64Array(n * n);
  const pull = new Float64Array(n);
  const weighted = columns.map(weigh);
  columns.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = weighted[j]!;
      let sum = 0;
      for (let t = 0; t < y.length; t++) sum += a[t]! * b[t]!;
      precision[i * n + j] = sum;
    }
    let sum = 0;
    for (let t = 0; t < y.length; t++) sum += weighted[i]![t]! * y[t]!;
    const { mean, sd } = priors[i]!;
    precision[i * n + i]! += 1 / (sd * sd);
    pull[i] = sum + mean / (sd * sd);
  });
  const factor = choleskyFactor(precision, n);
  if (factor === null) return null;
  const covariance = invertCholesky(factor, n);
  return { mean: multiplyVector(covariance, n, pull, new Float64Array(n)), covariance };
}
