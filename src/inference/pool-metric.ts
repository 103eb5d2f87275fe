/** A dense metric from what all chains have seen. */
import type { ChainState } from './chain-state.js';
import { metricFromCovariance, type Metric } from './metric.js';

/**
 * The covariance of the chains' recent draws about their common mean, shrunk.
 *
 * Pooling sees four times the draws of a chain, and chains in different places see the distance between them. With N
 * draws of n coordinates the correlations are shrunk by n/(n + N), which takes the edge off directions that chance has
 * made too narrow.
 */
export function poolMetric(states: readonly ChainState[]): Metric {
  const first = states[0];
  if (!first) throw new RangeError('no chains to pool');
  const n = first.position.length;
  const count = states.reduce((sum, state) => sum + state.recent.length / n, 0);
  if (count < 2) return first.metric;
  const covariance = pooledCovariance(states, n, count);
  const shrinkage = n / (n + count);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j) covariance[i * n + j] = covariance[i * n + j]! * (1 - shrinkage);
    // A coordinate that never moved keeps the scale it had.
    if (!(covariance[i * n + i]! > 0)) covariance[i * n + i] = variance(first.metric, i);
  }
  return metricFromCovariance(covariance, n);
}

function pooledCovariance(states: readonly ChainState[], n: number, count: number): Float64Array {
  const mean = new Float64Array(n);
  for (const { recent } of states) for (let k = 0; k < recent.length; k++) mean[k % n] = mean[k % n]! + recent[k]!;
  for (let i = 0; i < n; i++) mean[i] = mean[i]! / count;
  const covariance = new Float64Array(n * n);
  const centred = new Float64Array(n);
  for (const { recent } of states) {
    for (let row = 0; row < recent.length; row += n) {
      for (let i = 0; i < n; i++) centred[i] = recent[row + i]! - mean[i]!;
      for (let i = 0; i < n; i++) {
        const c = centred[i]!;
        for (let j = 0; j <= i; j++) covariance[i * n + j] = covariance[i * n + j]! + c * centred[j]!;
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      covariance[i * n + j] = covariance[i * n + j]! / (count - 1);
      covariance[j * n + i] = covariance[i * n + j]!;
    }
  }
  return covariance;
}

function variance(metric: Metric, i: number): number {
  let sum = 0;
  for (let k = 0; k <= i; k++) sum += metric.factor[i * metric.dimension + k]! ** 2;
  return sum;
}
