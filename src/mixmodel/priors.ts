import { logBetaDensity, logGammaDensity, logStudentTDensity, normalCdf } from '../inference/index.js';
import type { Prior } from './model-spec.js';

/** Log density of a prior and its derivative, on the scale on which the prior is written. */
export interface PriorDensity {
  /** −∞ outside the support. */
  logDensity(value: number): number;
  /** d logDensity / d value; 0 outside the support. */
  slope(value: number): number;
}

export interface Support {
  readonly low: number;
  readonly high: number;
}

const logRootTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Where the density is positive, `shift` included. A fixed value is its own support. */
export function priorSupport(prior: Prior): Support {
  const { low, high } = supportBeforeShift(prior);
  return { low: low + prior.shift, high: high + prior.shift };
}

function supportBeforeShift(prior: Prior): Support {
  switch (prior.family) {
    case 'fixed':
      return { low: prior.value, high: prior.value };
    case 'normal':
    case 'laplace':
    case 'student_t':
      return { low: -Infinity, high: Infinity };
    case 'halfnormal':
    case 'lognormal':
    case 'gamma':
      return { low: 0, high: Infinity };
    case 'beta':
      return { low: 0, high: 1 };
    case 'uniform':
    case 'truncated_normal':
      return { low: prior.low, high: prior.high };
  }
}

/** The number a fixed prior stands for, null for every other family. */
export function fixedValue(prior: Prior): number | null {
  return prior.family === 'fixed' ? prior.value + prior.shift : null;
}

/** Mean and sd of a prior that can be integrated out exactly, null for every family but the normal. */
export function gaussianPrior(prior: Prior): { readonly mean: number; readonly sd: number } | null {
  return prior.family === 'normal' ? { mean: prior.mean + prior.shift, sd: prior.sd } : null;
}

/** The density of a prior, constants worked out once. A fixed prior has log density 0 at its value. */
export function priorDensity(prior: Prior): PriorDensity {
  const plain = densityBeforeShift(prior);
  if (prior.shift === 0) return plain;
  return {
    logDensity: (value) => plain.logDensity(value - prior.shift),
    slope: (value) => plain.slope(value - prior.shift),
  };
}

function densityBeforeShift(prior: Prior): PriorDensity {
  switch (prior.family) {
    case 'fixed':
      return { logDensity: (x) => (x === prior.value ? 0 : -Infinity), slope: () => 0 };
    case 'normal':
      return normalDensity(prior.mean, prior.sd, 0);
    case 'laplace': {
      const constant = Math.log(2 * prior.scale);
      return {
        logDensity: (x) => -Math.abs(x - prior.location) / prior.scale - constant,
        slope: (x) => -Math.sign(x - prior.location) / prior.scale,
      };
    }
    case 'halfnormal':
      return within(normalDensity(0, prior.sd, Math.LN2), 0, Infinity);
    case 'lognormal':
      return lognormalDensity(prior.mu, prior.sigma);
    case 'beta':
      return {
        logDensity: (x) => (x > 0 && x < 1 ? logBetaDensity(x, prior.a, prior.b) : -Infinity),
        slope: (x) => (x > 0 && x < 1 ? (prior.a - 1) / x - (prior.b - 1) / (1 - x) : 0),
      };
    case 'gamma': {
      const logRate = Math.log(prior.rate);
      return {
        logDensity: (x) => (x > 0 ? logGammaDensity(x * prior.rate, prior.shape) + logRate : -Infinity),
        slope: (x) => (x > 0 ? (prior.shape - 1) / x - prior.rate : 0),
      };
    }
    case 'uniform': {
      const height = -Math.log(prior.high - prior.low);
      return within({ logDensity: () => height, slope: () => 0 }, prior.low, prior.high);
    }
    case 'truncated_normal': {
      const mass = normalMass((prior.low - prior.mean) / prior.sd, (prior.high - prior.mean) / prior.sd);
      return within(normalDensity(prior.mean, prior.sd, -Math.log(mass)), prior.low, prior.high);
    }
    case 'student_t': {
      const { df, location, scale } = prior;
      return {
        logDensity: (x) => logStudentTDensity((x - location) / scale, df) - Math.log(scale),
        slope: (x) => {
          const z = (x - location) / scale;
          return (-(df + 1) * z) / (df + z * z) / scale;
        },
      };
    }
  }
}

function normalDensity(mean: number, sd: number, logFactor: number): PriorDensity {
  const constant = logFactor - Math.log(sd) - logRootTwoPi;
  return {
    logDensity: (x) => constant - 0.5 * ((x - mean) / sd) ** 2,
    slope: (x) => (mean - x) / (sd * sd),
  };
}

function lognormalDensity(mu: number, sigma: number): PriorDensity {
  const constant = -Math.log(sigma) - logRootTwoPi;
  return {
    logDensity: (x) => (x > 0 ? constant - Math.log(x) - 0.5 * ((Math.log(x) - mu) / sigma) ** 2 : -Infinity),
    slope: (x) => (x > 0 ? (-1 + (mu - Math.log(x)) / (sigma * sigma)) / x : 0),
  };
}

function within(density: PriorDensity, low: number, high: number): PriorDensity {
  return {
    logDensity: (x) => (x >= low && x <= high ? density.logDensity(x) : -Infinity),
    slope: (x) => (x >= low && x <= high ? density.slope(x) : 0),
  };
}

/** Φ(high) − Φ(low), from the tail in which neither is near 1. */
export function normalMass(low: number, high: number): number {
  return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
}
