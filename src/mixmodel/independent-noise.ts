import type { RandomStream } from '../inference/index.js';
import { MarginalLikelihood } from './marginal-likelihood.js';
import type { Prior } from './model-spec.js';
import type { GaussianTerms, NoiseBlock } from './noise-block.js';
import { SampledValue } from './sampled-value.js';

/** Independent normal noise with one σ, the Gaussian terms integrated out: the fast special case. */
export class IndependentNoise implements NoiseBlock {
  readonly sampled: readonly string[];
  readonly columns: readonly string[] = ['sigma'];
  private readonly likelihood: MarginalLikelihood;
  private readonly sigma: SampledValue;

  constructor(terms: GaussianTerms, sd: Prior, firstIndex: number) {
    this.likelihood = new MarginalLikelihood(terms.regressors, terms.means, terms.sds, terms.rows.length);
    this.sigma = new SampledValue('sigma', sd, firstIndex);
    this.sampled = this.sigma.width === 1 ? ['sigma'] : [];
  }

  get residualGradient(): Float64Array {
    return this.likelihood.residualGradient;
  }

  forward(position: Float64Array): number {
    const logPrior = this.sigma.forward(position);
    return this.sigma.value > 0 ? logPrior : -Infinity;
  }

  evaluate(residual: Float64Array): number {
    return this.likelihood.evaluate(residual, this.sigma.value);
  }

  backward(gradient: Float64Array): void {
    this.sigma.backwardLog(this.likelihood.logSigmaGradient, gradient);
  }

  draw(residual: Float64Array, stream: RandomStream, terms: Float64Array, out: Float64Array): void {
    this.likelihood.drawCoefficients(residual, this.sigma.value, stream, terms);
    out[0] = this.sigma.value;
  }
}
