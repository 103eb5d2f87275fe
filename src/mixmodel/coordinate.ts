import { logNormalCdfSlope } from '../inference/index.js';
import type { Coordinate, CoordinatePoint } from './coordinate-point.js';
import type { Prior } from './model-spec.js';
import { priorDensity } from './priors.js';
import { priorAtScore } from './prior-quantile.js';
import { tabulatedCoordinate } from './tabulated-coordinate.js';

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
