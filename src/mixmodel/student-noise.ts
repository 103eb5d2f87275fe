import {
  choleskyFactor,
  digamma,
  logGamma,
  solveLower,
  solveLowerTransposed,
  type RandomStream,
} from '../inference/index.js';
import type { Prior } from './model-spec.js';
import { scaledRegressors, stepsBetween, type GaussianTerms, type NoiseBlock } from './noise-block.js';
import { priorAtScore } from './prior-quantile.js';
import { SampledValue } from './sampled-value.js';

/** Spread of the noise for which the terms are whitened, in scaled KPI, where the prior expects more. */
const mostExpectedNoise = 0.5;

const logRootTwoPi = 0.5 * Math.log(2 * Math.PI);

/**
 * Student t noise, with AR(1) steps where a correlation is given:
 *
 *     ε_i = φ ε_{i−1} + σ √(1 − φ²) t_df,   φ = ρ^step, the first row σ t_df
 *
 * σ is the scale of the t, not its standard deviation. Nothing can be integrated out: the Gaussian terms are sampled as
 * β = m₀ + V^½ T z, T T′ = (I + V^½ Z′Z V^½/s²)⁻¹, so that z is near to white if the noise is near to s.
 */
export class StudentNoise implements NoiseBlock {
  readonly sampled: readonly string[];
  readonly columns: readonly string[];
  readonly residualGradient: Float64Array;
  private readonly correlation: SampledValue | null;
  private readonly df: SampledValue;
  private readonly sigma: SampledValue;
  private readonly steps: Int32Array;
  /** Z V^½ T `(rows × terms)`. */
  private readonly whitened: Float64Array;
  /** L of T = L′⁻¹. */
  private readonly factor: Float64Array;
  private readonly logVolume: number;
  private readonly size: number;
  private readonly z: Float64Array;
  private readonly noise: Float64Array;
  private readonly byTerms: Float64Array;
  private byLogSigma = 0;
  private byCorrelation = 0;
  private byDf = 0;

  constructor(
    private readonly terms: GaussianTerms,
    priors: { readonly sd: Prior; readonly df: Prior; readonly correlation: Prior | null },
    private readonly firstIndex: number,
  ) {
    const rows = terms.rows.length;
    this.size = terms.means.length;
    this.steps = stepsBetween(terms.rows);
    const expected = Math.min(mostExpectedNoise, priorAtScore(priors.sd, 0));
    this.whitened = scaledRegressors(terms, rows);
    this.factor = whiteningFactor(this.whitened, this.size, expected);
    this.logVolume = 0;
    for (let j = 0; j < this.size; j++) this.logVolume -= Math.log(this.factor[j * this.size + j]!);
    whiten(this.whitened, this.factor, this.size);
    let index = firstIndex + this.size;
    const take = (name: string, prior: Prior): SampledValue => {
      const value = new SampledValue(name, prior, index);
      index += value.width;
      return value;
    };
    this.correlation = priors.correlation === null ? null : take('ar', priors.correlation);
    this.df = take('df', priors.df);
    this.sigma = take('sigma', priors.sd);
    const values = [this.correlation, this.df, this.sigma];
    this.sampled = [
      ...Array.from({ length: this.size }, (_, j) => `linear[${j + 1}]`),
      ...values.flatMap((value) => (value?.width === 1 ? [value.name] : [])),
    ];
    this.columns = [...(this.correlation === null ? [] : ['ar', 'last_residual']), 'df', 'sigma'];
    this.z = new Float64Array(this.size);
    this.noise = new Float64Array(rows);
    this.residualGradient = new Float64Array(rows);
    this.byTerms = new Float64Array(this.size);
  }

  forward(position: Float64Array): number {
    const { correlation, df, sigma, z, size, firstIndex, factor } = this;
    for (let j = 0; j < size; j++) z[j] = position[firstIndex + j]!;
    // V^−½ (β − m₀) is standard normal a priori.
    const scores = solveLowerTransposed(factor, size, z);
    let logPrior = this.logVolume - size * logRootTwoPi;
    for (let j = 0; j < size; j++) logPrior -= 0.5 * scores[j]! * scores[j]!;
    logPrior += (correlation?.forward(position) ?? 0) + df.forward(position) + sigma.forward(position);
    const isInside = sigma.value > 0 && df.value > 0 && Math.abs(correlation?.value ?? 0) < 1;
    return isInside ? logPrior : -Infinity;
  }

  evaluate(residual: Float64Array): number {
    const { steps, noise, residualGradient, size, byTerms, whitened } = this;
    const sigma = this.sigma.value;
    const df = this.df.value;
    const correlation = this.correlation?.value ?? 0;
    this.takeTermsOff(residual);
    residualGradient.fill(0);
    let [square, byLogSigma, byCorrelation, byDf] = [0, 0, 0, 0];
    let logFree = 0;
    for (let i = 0; i < noise.length; i++) {
      const step = steps[i]!;
      const phi = step > 0 ? correlation ** step : 0;
      const weight = 1 / (1 - phi * phi);
      const scale = sigma / Math.sqrt(weight);
      const last = step > 0 ? noise[i - 1]! : 0;
      const w = (noise[i]! - phi * last) / scale;
      const ww = w * w;
      const spread = Math.log1p(ww / df);
      square += spread;
      logFree -= Math.log(scale);
      const slope = (-(df + 1) * w) / (df + ww);
      residualGradient[i] = residualGradient[i]! + slope / scale;
      if (phi !== 0) residualGradient[i - 1] = residualGradient[i - 1]! - (phi * slope) / scale;
      byLogSigma -= 1 + slope * w;
      if (step > 0) {
        const byPhi = slope * (w * phi * weight - last / scale) + phi * weight;
        byCorrelation += step * correlation ** (step - 1) * byPhi;
      }
      byDf += (((df + 1) / df) * ww) / (df + ww) - spread;
    }
    const rows = noise.length;
    this.byLogSigma = byLogSigma;
    this.byCorrelation = byCorrelation;
    this.byDf = 0.5 * (byDf + rows * (digamma((df + 1) / 2) - digamma(df / 2) - 1 / df));
    byTerms.fill(0);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < size; j++) byTerms[j] = byTerms[j]! - residualGradient[i]! * whitened[i * size + j]!;
    }
    const constant = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
    return rows * constant + logFree - 0.5 * (df + 1) * square;
  }

  backward(gradient: Float64Array): void {
    const { size, z, factor, byTerms, firstIndex } = this;
    // d(−½ |T z|²)/dz = −T′T z.
    const pulled = solveLower(factor, size, solveLowerTransposed(factor, size, z));
    for (let j = 0; j < size; j++) gradient[firstIndex + j] = byTerms[j]! - pulled[j]!;
    this.correlation?.backward(this.byCorrelation, gradient);
    this.df.backward(this.byDf, gradient);
    this.sigma.backwardLog(this.byLogSigma, gradient);
  }

  draw(residual: Float64Array, _stream: RandomStream, terms: Float64Array, out: Float64Array): void {
    const { correlation, df, sigma, size, z, factor, noise } = this;
    const scores = solveLowerTransposed(factor, size, z);
    for (let j = 0; j < size; j++) terms[j] = this.terms.means[j]! + this.terms.sds[j]! * scores[j]!;
    this.takeTermsOff(residual);
    if (correlation !== null) {
      out[0] = correlation.value;
      out[1] = noise.at(-1) ?? 0;
    }
    out[out.length - 2] = df.value;
    out[out.length - 1] = sigma.value;
  }

  private takeTermsOff(residual: Float64Array): void {
    const { noise, whitened, z, size } = this;
    for (let i = 0; i < noise.length; i++) {
      let sum = residual[i]!;
      for (let j = 0; j < size; j++) sum -= whitened[i * size + j]! * z[j]!;
      noise[i] = sum;
    }
  }
}

/** L with L L′ = I + S′S/s². */
function whiteningFactor(scaled: Float64Array, size: number, noise: number): Float64Array {
  const gram = new Float64Array(size * size);
  const rows = size === 0 ? 0 : scaled.length / size;
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < size; a++) {
      const left = scaled[i * size + a]! / (noise * noise);
      for (let b = 0; b <= a; b++) gram[a * size + b] = gram[a * size + b]! + left * scaled[i * size + b]!;
    }
  }
  for (let j = 0; j < size; j++) gram[j * size + j]! += 1;
  const factor = choleskyFactor(gram, size);
  if (factor === null) throw new RangeError('regressors of the linear terms are not finite');
  return factor;
}

/** Each row s becomes s T, T = L′⁻¹: its transpose solves L x = s′. In place. */
function whiten(scaled: Float64Array, factor: Float64Array, size: number): void {
  for (let at = 0; at < scaled.length; at += Math.max(1, size)) {
    const row = scaled.subarray(at, at + size);
    solveLower(factor, size, row, row);
  }
}
