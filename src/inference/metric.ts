/**
 * The metric of a sampler: an estimate of the posterior covariance, as its Cholesky factor.
 *
 * The sampler works in the whitened coordinates z = L⁻¹ q, where the posterior looks round; there the momentum is
 * standard normal, the momentum's velocity is the momentum itself and the gradient is Lᵀ ∇.
 */
import { choleskyFactor, identityMatrix } from './linear-algebra.js';

export interface Metric {
  readonly dimension: number;
  /** L, lower triangular, row-major n × n; L Lᵀ is the covariance. */
  readonly factor: Float64Array;
}

/** The covariance of independent coordinates with standard deviation one. */
export function unitMetric(dimension: number): Metric {
  return { dimension, factor: identityMatrix(dimension) };
}

/**
 * The metric of this covariance (n × n, symmetric). A matrix that rounding has left short of positive definite gets
 * a small ridge, in proportion to its diagonal.
 */
export function metricFromCovariance(covariance: Float64Array, dimension: number): Metric {
  for (let ridge = 0; ridge < 1; ridge = ridge === 0 ? 1e-12 : ridge * 10) {
    const ridged = Float64Array.from(covariance);
    for (let i = 0; i < dimension; i++) ridged[i * dimension + i] = ridged[i * dimension + i]! * (1 + ridge);
    const factor = choleskyFactor(ridged, dimension);
    if (factor) return { dimension, factor };
  }
  throw new RangeError('invalid covariance; its diagonal is not positive and finite');
}
