import { AutoregressiveNoise } from './autoregressive-noise.js';
import { DriftNoise } from './drift-noise.js';
import { IndependentNoise } from './independent-noise.js';
import type { ModelSpec, Prior } from './model-spec.js';
import type { GaussianTerms, NoiseBlock } from './noise-block.js';
import { fixedValue } from './priors.js';
import { StudentNoise } from './student-noise.js';

/** Lag-1 correlation of the noise as a prior; null where it is fixed at 0, the noise of one period tells nothing of the next. */
export function correlationPrior(noise: ModelSpec['noise']): Prior | null {
  const { ar } = noise;
  return ar === undefined || fixedValue(ar) === 0 ? null : ar;
}

/** The noise of a model; its coordinates begin at `firstIndex` of the position. */
export function makeNoise(spec: ModelSpec, terms: GaussianTerms, firstIndex: number): NoiseBlock {
  const { noise } = spec;
  const { trend } = spec.baseline;
  const correlation = correlationPrior(noise);
  if (noise.kind === 'student_t') return new StudentNoise(terms, { ...noise, correlation }, firstIndex);
  if (trend.kind === 'drift') {
    return new DriftNoise(terms, { stepSd: trend.stepSd, correlation, sd: noise.sd }, firstIndex);
  }
  if (correlation !== null) return new AutoregressiveNoise(terms, noise.sd, correlation, firstIndex);
  return new IndependentNoise(terms, noise.sd, firstIndex);
}

/** Columns that the noise of a model records. */
export function noiseColumns(spec: ModelSpec): readonly string[] {
  return [
    ...(spec.baseline.trend.kind === 'drift' ? ['step_sd', 'level'] : []),
    ...(correlationPrior(spec.noise) === null ? [] : ['ar', 'last_residual']),
    ...(spec.noise.kind === 'student_t' ? ['df'] : []),
    'sigma',
  ];
}
