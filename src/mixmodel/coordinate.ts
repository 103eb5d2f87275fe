import { logNormalCdfSlope } from '../inference/index.js';
import type { Prior } from './model-spec.js';
import { priorDensity } from './priors.js';
import { priorAtScore } from './prior-quantile.js';
import { tabulatedCoordinate } from './tabulated-coordinate.js';

/** What a coordinate gives at one x; one object is reused for all calls. */
export interface CoordinatePoint {
  /** The parameter, on the scale on which its prior is written. */
  value: number;
  /** d value / dx, positive. */
  slope: number;
  /** log p(value) + log(d value / dx): the prior as a density of x. */
  logPrior: number;
  /** d logPrior / dx. */
  logPriorSlope: number;
}

/**
 * A smooth increasing map from the whole line to the support of a prior. Every map here is the prior-normalising one,
 * value = F⁻¹(Φ(x)), under which x is standard normal a priori: no exponential tails, no walls.
 */
export interface Coordinate {
  at(x: number, out: CoordinatePoint): void;
}

export function newCoordinatePoint(): CoordinatePoint {
  return { value: 0, slope: 0, logPrior: 0, logPriorSlope: 0 };
}

const logRootTwoPi = 0.5 * Math.log(2 * Math.PI);

function standardNormal(x: number, out: CoordinatePoint): void {
  out.logPrior = -0.5 * x * x - logRootTwoPi;
  out.logPriorSlope = -x;
}

/** The coordinate of a parameter with this prior; a fixed prior has none. */
export function coordinateOf(prior: Prior): Coordinate {
  const { shift } = prior;
  switch (prior.family) {
    case 'fixed':
      throw new RangeError('invalid prior; a fixed value has no coordinate');
    case 'normal':
      return {
        at: (x, out) => {
          standardNormal(x, out);
          out.value = shift + prior.mean + prior.sd * x;
          out.slope = prior.sd;
        },
      };
    case 'lognormal':
      return {
        at: (x, out) => {
          standardNormal(x, out);
          const value = Math.exp(prior.mu + prior.sigma * x);
          out.value = shift + value;
          out.slope = prior.sigma * value;
        },
      };
    case 'laplace':
      return {
        at: (x, out) => {
          standardNormal(x, out);
          out.value = priorAtScore(prior, x);
          out.slope = prior.scale * logNormalCdfSlope(-Math.abs(x));
        },
      };
    case 'beta':
      if (prior.a === 1) {
        return {
          at: (x, out) => {
            standardNormal(x, out);
            out.value = priorAtScore(prior, x);
            out.slope = ((1 - (out.value - shift)) * logNormalCdfSlope(-x)) / prior.b;
          },
        };
      }
      if (prior.b === 1) {
        return {
          at: (x, out) => {
            standardNormal(x, out);
            out.value = priorAtScore(prior, x);
            out.slope = ((out.value - shift) * logNormalCdfSlope(x)) / prior.a;
          },
        };
      }
      return tabulatedCoordinate(prior);
    case 'halfnormal':
    case 'uniform':
    case 'truncated_normal': {
      const density = priorDensity(prior);
      return {
        at: (x, out) => {
          standardNormal(x, out);
          out.value = priorAtScore(prior, x);
          out.slope = Math.exp(out.logPrior - density.logDensity(out.value));
        },
      };
    }
    case 'gamma':
    case 'student_t':
      return tabulatedCoordinate(prior);
  }
}
