import type { AdstockSpec } from './model-spec.js';

/** What an adstock does, its priors left aside: what planning and pages know of it. */
export type AdstockForm =
  | { readonly kind: 'none' }
  | {
      readonly kind: Exclude<AdstockSpec['kind'], 'none'>;
      readonly periods: number | 'all';
      readonly normalised: boolean;
    };

/** A carry-over of exactly 0 has no logarithm; this one is nothing as well. */
const leastAlpha = 1e-100;

/**
 * The weights of an adstock by lag, with their derivatives by its parameters. Lags count from 0, lengths are periods.
 *
 *     geometric     α^l                          binomial      (1 − l/L)^(1/α − 1)
 *     delayed       α^((l − θ)²)                 weibull_pdf   Weibull density at l + 1, shape k, scale λ
 *     weibull_cdf   Π_{j ≤ l} S(j), S the Weibull survival function e^(−(j/λ)^k)
 *
 * (Jin et al. 2017, eq. 1–3 for geometric and delayed; Google Meridian 1.3 for binomial; PyMC-Marketing 0.15 for the
 * two Weibull forms, without its rescaling of the density to a largest value of 1). Normalised, they are divided by
 * their sum. Worked out on logarithms, so that the ratio of two weights keeps its digits where both underflow.
 */
export class LagWeights {
  /** `(count)` */
  readonly weights: Float64Array;
  /** One per parameter, `(count)` each: d weight / d parameter. */
  readonly tangents: readonly Float64Array[];
  /** What the weights beyond `count` sum to (only where every lag counts), and its derivatives. */
  beyond = 0;
  readonly beyondTangents: Float64Array;
  private readonly parameters: number;

  /** @param most lags kept where every lag counts */
  constructor(
    private readonly adstock: AdstockForm,
    most: number,
  ) {
    const count = Math.max(1, Math.min(most, lagsOf(adstock)));
    this.parameters = parameterCount(adstock.kind);
    this.weights = new Float64Array(count);
    this.tangents = Array.from({ length: this.parameters }, () => new Float64Array(count));
    this.beyondTangents = new Float64Array(this.parameters);
    if (adstock.kind === 'none') this.weights[0] = 1;
  }

  /** Works out weights and tangents at these parameters, in the order of `adstockParameters`. */
  at(values: ArrayLike<number>): void {
    const { adstock, weights, tangents } = this;
    const [first = 0, second = 0] = [values[0], values[1]];
    switch (adstock.kind) {
      case 'none':
        return;
      case 'geometric':
        this.geometric(first);
        return;
      case 'binomial':
        binomialLogs(Math.max(first, leastAlpha), lagsOf(adstock), weights, tangents);
        break;
      case 'delayed':
        delayedLogs(Math.max(first, leastAlpha), second, weights, tangents);
        break;
      case 'weibull_pdf':
        densityLogs(first, second, weights, tangents);
        break;
      case 'weibull_cdf':
        survivalLogs(first, second, weights, tangents);
        break;
    }
    if (adstock.normalised) exponentiateAsShares(weights, tangents);
    else exponentiate(weights, tangents);
  }

  private geometric(alpha: number): void {
    const { adstock, weights, beyondTangents } = this;
    const tangent = this.tangents[0]!;
    let weight = 1;
    let slope = 0;
    let sum = 0;
    let sumSlope = 0;
    for (let lag = 0; lag < weights.length; lag++) {
      weights[lag] = weight;
      tangent[lag] = slope;
      sum += weight;
      sumSlope += slope;
      slope = weight + alpha * slope;
      weight *= alpha;
    }
    const all = adstock.kind !== 'none' && adstock.periods === 'all';
    // α^n ÷ (1 − α), and its derivative, with weight and slope those of lag n.
    const rest = 1 / (1 - alpha);
    this.beyond = all ? weight * rest : 0;
    beyondTangents[0] = all ? (slope + weight * rest) * rest : 0;
    if (adstock.kind === 'none' || !adstock.normalised) return;
    sum += this.beyond;
    sumSlope += beyondTangents[0];
    const drift = sumSlope / sum;
    for (let lag = 0; lag < weights.length; lag++) {
      weights[lag] = weights[lag]! / sum;
      tangent[lag] = tangent[lag]! / sum - weights[lag]! * drift;
    }
    this.beyond /= sum;
    beyondTangents[0] = beyondTangents[0] / sum - this.beyond * drift;
  }
}

/** Number of lags of an adstock: 1 without, Infinity where every lag counts. */
export function lagsOf(adstock: AdstockForm): number {
  if (adstock.kind === 'none') return 1;
  return adstock.periods === 'all' ? Infinity : adstock.periods;
}

function parameterCount(kind: AdstockForm['kind']): number {
  if (kind === 'none') return 0;
  return kind === 'geometric' || kind === 'binomial' ? 1 : 2;
}

type Logs = readonly Float64Array[];

function binomialLogs(alpha: number, lags: number, logs: Float64Array, slopes: Logs): void {
  const power = 1 / alpha - 1;
  for (let lag = 0; lag < logs.length; lag++) {
    const left = Math.log1p(-lag / lags);
    logs[lag] = power === 0 ? 0 : power * left;
    slopes[0]![lag] = -left / (alpha * alpha);
  }
}

function delayedLogs(alpha: number, peak: number, logs: Float64Array, slopes: Logs): void {
  const log = Math.log(alpha);
  for (let lag = 0; lag < logs.length; lag++) {
    const distance = lag - peak;
    logs[lag] = distance * distance * log;
    slopes[0]![lag] = (distance * distance) / alpha;
    slopes[1]![lag] = -2 * distance * log;
  }
}

function densityLogs(shape: number, scale: number, logs: Float64Array, slopes: Logs): void {
  const constant = Math.log(shape) - Math.log(scale);
  for (let lag = 0; lag < logs.length; lag++) {
    const ratio = Math.log((lag + 1) / scale);
    const hazard = Math.exp(shape * ratio);
    logs[lag] = constant + (shape - 1) * ratio - hazard;
    slopes[0]![lag] = 1 / shape + ratio * (1 - hazard);
    slopes[1]![lag] = (shape / scale) * (hazard - 1);
  }
}

function survivalLogs(shape: number, scale: number, logs: Float64Array, slopes: Logs): void {
  let log = 0;
  let byShape = 0;
  let byScale = 0;
  for (let lag = 0; lag < logs.length; lag++) {
    if (lag > 0) {
      const ratio = Math.log(lag / scale);
      const hazard = Math.exp(shape * ratio);
      log -= hazard;
      byShape -= hazard * ratio;
      byScale += (shape / scale) * hazard;
    }
    logs[lag] = log;
    slopes[0]![lag] = byShape;
    slopes[1]![lag] = byScale;
  }
}

/** From log weights to weights, from d log w to dw. A weight that underflows has no slope either. */
function exponentiate(weights: Float64Array, tangents: Logs): void {
  for (let lag = 0; lag < weights.length; lag++) {
    const weight = Math.exp(weights[lag]!);
    weights[lag] = weight;
    for (const tangent of tangents) tangent[lag] = weight > 0 ? weight * tangent[lag]! : 0;
  }
}

function exponentiateAsShares(weights: Float64Array, tangents: Logs): void {
  let most = -Infinity;
  for (const log of weights) if (log > most) most = log;
  let sum = 0;
  for (let lag = 0; lag < weights.length; lag++) {
    const weight = Math.exp(weights[lag]! - most);
    weights[lag] = weight;
    sum += weight;
  }
  for (let lag = 0; lag < weights.length; lag++) weights[lag] = weights[lag]! / sum;
  for (const tangent of tangents) {
    let mean = 0;
    for (let lag = 0; lag < weights.length; lag++) if (weights[lag]! > 0) mean += weights[lag]! * tangent[lag]!;
    for (let lag = 0; lag < weights.length; lag++) {
      tangent[lag] = weights[lag]! > 0 ? weights[lag]! * (tangent[lag]! - mean) : 0;
    }
  }
}

/**
 * Σ_l w_l x_(t−l) for every period. Periods without media cost nothing and leave exact zeros.
 * @param values `(periods)`, of any sign
 * @param before the value in every period before the first
 * @param weights `(lags)`
 * @param beyond what the weights of later lags sum to
 * @param out `(periods)`, written
 */
export function convolve(
  values: Float64Array,
  before: number,
  weights: Float64Array,
  beyond: number,
  out: Float64Array,
): void {
  const periods = values.length;
  out.fill(0);
  if (before !== 0) {
    // Lags past the rows there are reach back before the data from every row.
    let tail = beyond;
    for (let lag = weights.length - 1; lag >= periods; lag--) tail += weights[lag]!;
    for (let t = periods - 1; t >= 0; t--) {
      if (t + 1 < Math.min(weights.length, periods)) tail += weights[t + 1]!;
      out[t] = tail * before;
    }
  }
  for (let t = 0; t < periods; t++) {
    const x = values[t]!;
    if (x === 0) continue;
    const last = Math.min(weights.length, periods - t);
    for (let lag = 0; lag < last; lag++) out[t + lag] = out[t + lag]! + weights[lag]! * x;
  }
}
