/** Noise and drifting level drawn from a model's own priors. */
import { type RandomStream } from '../../src/inference/index.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { samplePrior } from '../../src/mixmodel/prior-quantile.js';

/**
 * What of each period neither media nor regressors explain, `(periods)` in scaled KPI; its parameters are written into
 * `truth` by column of `FittedKpi.columns`. AR(1) noise is stationary: its standard deviation is that of any one period.
 */
export function drawNoise(
  spec: ModelSpec,
  periods: number,
  random: RandomStream,
  truth: Record<string, number>,
): Float64Array {
  const { noise } = spec;
  const { trend } = spec.baseline;
  const sigma = (truth['sigma'] = samplePrior(noise.sd, random));
  const ar = noise.ar === undefined ? 0 : (truth['ar'] = samplePrior(noise.ar, random));
  const df = noise.kind === 'student_t' ? (truth['df'] = samplePrior(noise.df, random)) : Infinity;
  const path = new Float64Array(periods);
  for (let t = 0; t < periods; t++) {
    const score = random.normal();
    const heavy = df === Infinity ? 1 : Math.sqrt(df / (2 * random.gamma(df / 2)));
    const fresh = sigma * score * heavy;
    path[t] = t === 0 || ar === 0 ? fresh : ar * path[t - 1]! + Math.sqrt(1 - ar * ar) * fresh;
  }
  if (ar !== 0) truth['last_residual'] = path[periods - 1]!;
  if (trend.kind !== 'drift') return path;
  const stepSd = (truth['step_sd'] = samplePrior(trend.stepSd, random));
  let level = 0;
  for (let t = 0; t < periods; t++) {
    if (t > 0) level += stepSd * random.normal();
    path[t] = path[t]! + level;
  }
  truth['level'] = level;
  return path;
}
