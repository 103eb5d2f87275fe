/** Monte Carlo standard errors: how far an estimate would move if the sampler were run again. */
import { betaQuantile } from './beta-distribution.js';
import { meanEss, quantileEss } from './effective-sample-size.js';
import { sampleVariance } from './moments.js';

/** Of the mean: sd/√ESS. */
export function meanError(values: Float64Array, chains: number): number | null {
  const ess = meanEss(values, chains);
  return ess === null ? null : Math.sqrt(sampleVariance(values) / ess);
}

/** Of the quantile at p: half the width of its 68 % interval among the order statistics (Vehtari et al. 2021, 4.4). */
export function quantileError(values: Float64Array, chains: number, p: number): number | null {
  const ess = quantileEss(values, chains, p);
  if (ess === null) return null;
  const sorted = Float64Array.from(values).sort();
  const order = (probability: number): number =>
    betaQuantile(probability, ess * p + 1, ess * (1 - p) + 1) * sorted.length - 1;
  const low = sorted[Math.max(Math.floor(order(0.1586553)), 0)]!;
  const high = sorted[Math.min(Math.ceil(order(0.8413447)), sorted.length - 1)]!;
  return (high - low) / 2;
}
