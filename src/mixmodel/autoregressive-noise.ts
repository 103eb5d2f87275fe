import type { RandomStream } from '../inference/index.js';
import { AutoregressiveLikelihood } from './autoregressive-likelihood.js';
import type { Prior } from './model-spec.js';
import { stepsBetween, type GaussianTerms, type NoiseBlock } from './noise-block.js';
import { SampledValue } from './sampled-value.js';

/** Stationary AR(1) normal noise, the Gaussian terms integrated out. */
export class AutoregressiveNoise implements NoiseBlock {
  readonly sampled: readonly string[];
  readonly columns: readonly string[] = ['ar', 'last_residual', 'sigma'];
  private readonly likelihood: AutoregressiveLikelihood;
  private readonly correlation: SampledValue;
  private readonly sigma: SampledValue;
  private readonly noise: Float64Array;

  constructor(terms: GaussianTerms, sd: Prior, correlation: Prior, firstIndex: number) {
    this.likelihood = new AutoregressiveLikelihood(terms, stepsBetween(terms.rows));
    this.correlation = new SampledValue('ar', correlation, firstIndex);
    this.sigma = new SampledValue('sigma', sd, firstIndex + this.correlation.width);
    this.sampled = [this.correlation, this.sigma].flatMap(({ name, width }) => (width === 1 ? [name] : []));
    this.noise = new Float64Array(terms.rows.length);
  }

  get residualGradient(): Float64Array {
    return this.likelihood.residualGradient;
  }

  forward(position: Float64Array): number {
    const logPrior = this.correlation.forward(position) + this.sigma.forward(position);
    return this.sigma.value > 0 && Math.abs(this.correlation.value) < 1 ? logPrior : -Infinity;
  }

  evaluate(residual: Float64Array): number {
    return this.likelihood.evaluate(residual, this.sigma.value, this.correlation.value);
  }

  backward(gradient: Float64Array): void {
    this.correlation.backward(this.likelihood.correlationGradient, gradient);
    this.sigma.backwardLog(this.likelihood.logSigmaGradient, gradient);
  }

  draw(residual: Float64Array, stream: RandomStream, terms: Float64Array, out: Float64Array): void {
    const { correlation, sigma, noise } = this;
    this.likelihood.drawCoefficients(residual, sigma.value, correlation.value, stream, terms, noise);
    out[0] = correlation.value;
    out[1] = noise.at(-1) ?? 0;
    out[2] = sigma.value;
  }
}
