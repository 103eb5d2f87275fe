/** Densities with known answers, for the tests of samplers and searches. */
import { choleskyFactor, invertCholesky, multiplyVector, type Target } from '../../src/inference/index.js';

/** Counts calls. */
export interface CountedTarget extends Target {
  calls: number;
}

export function counted(target: Target): CountedTarget {
  const out: CountedTarget = {
    dimension: target.dimension,
    calls: 0,
    logDensityAndGradient(position, gradient) {
      out.calls++;
      return target.logDensityAndGradient(position, gradient);
    },
  };
  return out;
}

/** Normal with this covariance (n × n) and mean. */
export function normalTarget(covariance: Float64Array, mean: Float64Array): Target {
  const n = mean.length;
  const precision = invertCholesky(choleskyFactor(covariance, n)!, n);
  const centred = new Float64Array(n);
  return {
    dimension: n,
    logDensityAndGradient(position, gradient) {
      for (let i = 0; i < n; i++) centred[i] = position[i]! - mean[i]!;
      multiplyVector(precision, n, centred, gradient);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum -= 0.5 * centred[i]! * gradient[i]!;
        gradient[i] = -gradient[i]!;
      }
      return sum;
    },
  };
}

/** Standard deviations 1 … n and correlation ρ^|i−j|. */
export function scaledAutoregressive(n: number, rho: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return (i + 1) * (j + 1) * rho ** Math.abs(i - j);
  });
}

/** x₀ ~ N(0, 1); x₁ | x₀ ~ N(x₀² − 1, ½): mean 0, variances 1 and 2.25. */
export const banana: Target = {
  dimension: 2,
  logDensityAndGradient(position, gradient) {
    const x = position[0]!;
    const z = 2 * (position[1]! - x * x + 1);
    gradient[0] = -x + 4 * x * z;
    gradient[1] = -2 * z;
    return -0.5 * (x * x + z * z);
  },
};

/** Independent Student t coordinates. */
export function studentTarget(n: number, df: number): Target {
  return {
    dimension: n,
    logDensityAndGradient(position, gradient) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const x = position[i]!;
        sum -= 0.5 * (df + 1) * Math.log1p((x * x) / df);
        gradient[i] = (-(df + 1) * x) / (df + x * x);
      }
      return sum;
    },
  };
}

/** −Rosenbrock's valley, its mode at (1, 1). */
export const rosenbrock: Target = {
  dimension: 2,
  logDensityAndGradient(position, gradient) {
    const [x, y] = [position[0]!, position[1]!];
    const a = 1 - x;
    const b = y - x * x;
    gradient[0] = 2 * a + 400 * b * x;
    gradient[1] = -200 * b;
    return -(a * a + 100 * b * b);
  },
};

/** Two equal normal hills at ±3 in the first of two coordinates, the right one `higher` nats higher. */
export function twoHills(higher: number): Target {
  return {
    dimension: 2,
    logDensityAndGradient(position, gradient) {
      const [x, y] = [position[0]!, position[1]!];
      const left = -0.5 * (x + 3) ** 2;
      const right = -0.5 * (x - 3) ** 2 + higher;
      const top = Math.max(left, right);
      const sum = Math.exp(left - top) + Math.exp(right - top);
      const share = Math.exp(right - top) / sum;
      gradient[0] = -(x + 3) * (1 - share) - (x - 3) * share;
      gradient[1] = -y;
      return top + Math.log(sum) - 0.5 * y * y;
    },
  };
}

/**
 * Groups of measurements y ~ N(μ + τ zⱼ, 1), z ~ N(0, 1), μ ~ N(0, 1), log τ ~ N(0, ½): the non-centred hierarchy.
 * Positions: μ, log τ, z₁ … z_J.
 */
export function hierarchy(measurements: readonly number[]): Target {
  return {
    dimension: measurements.length + 2,
    logDensityAndGradient(position, gradient) {
      const mu = position[0]!;
      const tau = Math.exp(position[1]!);
      gradient[0] = -mu;
      gradient[1] = -4 * position[1]!;
      let sum = -0.5 * mu * mu - 2 * position[1]! ** 2;
      measurements.forEach((y, j) => {
        const z = position[j + 2]!;
        const residual = y - mu - tau * z;
        sum -= 0.5 * (residual * residual + z * z);
        gradient[0] = gradient[0]! + residual;
        gradient[1] = gradient[1]! + residual * tau * z;
        gradient[j + 2] = residual * tau - z;
      });
      return sum;
    },
  };
}
