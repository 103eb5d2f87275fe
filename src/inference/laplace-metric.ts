/** The inverse Hessian at a mode, as a metric. */
import { symmetricEigen, type SymmetricEigen } from './linear-algebra.js';
import { metricFromCovariance, type Metric } from './metric.js';
import type { Target } from './target.js';

/** Step of the differences, in standard deviations: the truncation error is of the order of its square. */
const differenceStep = 1e-3;
/** Eigenvalues of the unit-diagonal Hessian below this share of the largest, or negative, say nothing. */
const flat = 1e-7;

/**
 * Hessian by central differences of the gradient (2n gradients), made symmetric, scaled to unit diagonal, inverted by
 * its eigenvalues. Each direction is then tried at one standard deviation to both sides (2n more): where the log
 * density has not dropped by about ½, the curvature at the mode says little about the width, which is measured instead.
 * @param scale rough standard deviations, length n, which set the steps
 */
export function laplaceMetric(
  target: Target,
  mode: { position: Float64Array; logDensity: number; scale: Float64Array },
): { metric: Metric; gradients: number } {
  const n = target.dimension;
  const hessian = negativeHessian(target, mode.position, mode.scale);
  const unit = Float64Array.from({ length: n }, (_, i) => {
    const value = hessian[i * n + i]!;
    return value > 0 && Number.isFinite(value) ? 1 / Math.sqrt(value) : mode.scale[i]!;
  });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const scaled = hessian[i * n + j]! * unit[i]! * unit[j]!;
      hessian[i * n + j] = Number.isFinite(scaled) ? scaled : i === j ? 1 : 0;
    }
  }
  const eigen = symmetricEigen(hessian, n);
  const largest = Math.max(eigen.values[n - 1]!, 1e-300);
  const probe = new Probe(target, mode, unit);
  const variances = eigen.values.map((value, k) => {
    const guess = value > flat * largest ? 1 / Math.sqrt(value) : 1;
    return probe.deviation(eigen.vectors.subarray(k * n, k * n + n), guess) ** 2;
  });
  const covariance = assembled(eigen, variances, unit, n);
  return { metric: metricFromCovariance(covariance, n), gradients: 2 * n + probe.gradients };
}

function negativeHessian(target: Target, position: Float64Array, scale: Float64Array): Float64Array {
  const n = target.dimension;
  const hessian = new Float64Array(n * n);
  const point = Float64Array.from(position);
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const h = differenceStep * scale[i]!;
    const high = position[i]! + h;
    const low = position[i]! - h;
    point[i] = high;
    target.logDensityAndGradient(point, above);
    point[i] = low;
    target.logDensityAndGradient(point, below);
    point[i] = position[i]!;
    for (let j = 0; j < n; j++) hessian[i * n + j] = (below[j]! - above[j]!) / (high - low);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (hessian[i * n + j]! + hessian[j * n + i]!);
      hessian[i * n + j] = mean;
      hessian[j * n + i] = mean;
    }
  }
  return hessian;
}

/** V diag(variances) Vᵀ, back in the coordinates of the target. */
function assembled(eigen: SymmetricEigen, variances: Float64Array, unit: Float64Array, n: number): Float64Array {
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const v = eigen.vectors.subarray(k * n, k * n + n);
    for (let i = 0; i < n; i++) {
      const left = variances[k]! * v[i]! * unit[i]!;
      for (let j = 0; j < n; j++) covariance[i * n + j] = covariance[i * n + j]! + left * v[j]! * unit[j]!;
    }
  }
  return covariance;
}

/** Measures how wide the density is along a direction. */
class Probe {
  gradients = 0;
  private readonly point: Float64Array;
  private readonly discarded: Float64Array;

  constructor(
    private readonly target: Target,
    private readonly mode: { position: Float64Array; logDensity: number },
    private readonly unit: Float64Array,
  ) {
    this.point = new Float64Array(target.dimension);
    this.discarded = new Float64Array(target.dimension);
  }

  /**
   * The distance along a unit vector of the scaled coordinates at which the two sides have dropped by ½ on average:
   * the guess, where that is right to a factor of two, else found by doubling or halving.
   */
  deviation(vector: Float64Array, guess: number): number {
    let distance = guess;
    let drop = this.drop(vector, distance);
    if (drop >= 0.125 && drop <= 2) return distance;
    const growing = drop < 0.5;
    for (let attempt = 0; attempt < 30 && growing === drop < 0.5; attempt++) {
      distance *= growing ? 2 : 0.5;
      drop = this.drop(vector, distance);
    }
    return distance;
  }

  private drop(vector: Float64Array, distance: number): number {
    return 0.5 * (this.dropAt(vector, distance) + this.dropAt(vector, -distance));
  }

  private dropAt(vector: Float64Array, distance: number): number {
    const { position, logDensity } = this.mode;
    for (let i = 0; i < position.length; i++) {
      this.point[i] = position[i]! + distance * vector[i]! * this.unit[i]!;
    }
    this.gradients++;
    const value = this.target.logDensityAndGradient(this.point, this.discarded);
    return Number.isFinite(value) ? logDensity - value : Infinity;
  }
}
