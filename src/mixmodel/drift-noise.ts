import type { RandomStream } from '../inference/index.js';
import { DriftLikelihood } from './drift-likelihood.js';
import type { Prior } from './model-spec.js';
import { stepsBetween, type GaussianTerms, type NoiseBlock } from './noise-block.js';
import { SampledValue } from './sampled-value.js';

/** A level that walks at random with a learnt step, and normal or AR(1) noise around it; all that is linear integrated out. */
export class DriftNoise implements NoiseBlock {
  readonly sampled: readonly string[];
  readonly columns: readonly string[];
  private readonly likelihood: DriftLikelihood;
  private readonly stepSd: SampledValue;
  private readonly correlation: SampledValue | null;
  private readonly sigma: SampledValue;

  constructor(
    terms: GaussianTerms,
    priors: { readonly stepSd: Prior; readonly correlation: Prior | null; readonly sd: Prior },
    firstIndex: number,
  ) {
    this.likelihood = new DriftLikelihood(terms, stepsBetween(terms.rows));
    let index = firstIndex;
    const take = (name: string, prior: Prior): SampledValue => {
      const value = new SampledValue(name, prior, index);
      index += value.width;
      return value;
    };
    this.stepSd = take('step_sd', priors.stepSd);
    this.correlation = priors.correlation === null ? null : take('ar', priors.correlation);
    this.sigma = take('sigma', priors.sd);
    const values = [this.stepSd, this.correlation, this.sigma];
    this.sampled = values.flatMap((value) => (value?.width === 1 ? [value.name] : []));
    this.columns = ['step_sd', 'level', ...(this.correlation === null ? [] : ['ar', 'last_residual']), 'sigma'];
  }

  get residualGradient(): Float64Array {
    return this.likelihood.residualGradient;
  }

  forward(position: Float64Array): number {
    const { stepSd, correlation, sigma } = this;
    const logPrior = stepSd.forward(position) + (correlation?.forward(position) ?? 0) + sigma.forward(position);
    const isInside = sigma.value > 0 && stepSd.value > 0 && Math.abs(correlation?.value ?? 0) < 1;
    return isInside ? logPrior : -Infinity;
  }

  evaluate(residual: Float64Array): number {
    return this.likelihood.evaluate(residual, this.sigma.value, this.correlation?.value ?? 0, this.stepSd.value);
  }

  backward(gradient: Float64Array): void {
    const { likelihood } = this;
    this.stepSd.backwardLog(likelihood.logStepGradient, gradient);
    this.correlation?.backward(likelihood.correlationGradient, gradient);
    this.sigma.backwardLog(likelihood.logSigmaGradient, gradient);
  }

  draw(residual: Float64Array, stream: RandomStream, terms: Float64Array, out: Float64Array): void {
    const { stepSd, correlation, sigma } = this;
    const values = { sigma: sigma.value, correlation: correlation?.value ?? 0, stepSd: stepSd.value };
    const { level, noise } = this.likelihood.draw(residual, values, stream, terms);
    out[0] = stepSd.value;
    out[1] = level;
    if (correlation !== null) {
      out[2] = correlation.value;
      out[3] = noise;
    }
    out[out.length - 1] = sigma.value;
  }
}
