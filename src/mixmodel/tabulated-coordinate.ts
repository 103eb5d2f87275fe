import { betaQuantile, logGamma, normalCdf } from '../inference/index.js';
import type { Coordinate } from './coordinate-point.js';
import type { Prior } from './model-spec.js';
import { priorAtScore } from './prior-quantile.js';
import { priorDensity } from './priors.js';

/**
 * Scores beyond ±reach follow a straight line in the link; at 8 their probability is 1e−15. Less where a shape is so
 * extreme that the quantile under- or overflows before.
 */
const reaches = [8, 6, 5, 4, 3, 2];
const nodesPerUnit = 16;

/**
 * A smooth increasing map y of the support to the line, in which the quantile function is gentle enough to tabulate,
 * with the prior as a density q of y.
 */
interface Link {
  /** y of the prior's value at a score. */
  readonly atScore: (x: number) => number;
  readonly value: (y: number) => number;
  /** d value / dy. */
  readonly slope: (y: number) => number;
  readonly logDensity: (y: number) => number;
  /** d log q / dy. */
  readonly logDensitySlope: (y: number) => number;
}

/** log θ of a gamma, logit of a beta, asinh of a Student t: each keeps its digits at both ends of the support. */
function linkOf(prior: Prior): Link {
  const { shift } = prior;
  switch (prior.family) {
    case 'gamma': {
      const { shape, rate } = prior;
      const constant = shape * Math.log(rate) - logGamma(shape);
      return {
        atScore: (x) => Math.log(priorAtScore({ ...prior, shift: 0 }, x)),
        value: (y) => shift + Math.exp(y),
        slope: Math.exp,
        logDensity: (y) => constant + shape * y - rate * Math.exp(y),
        logDensitySlope: (y) => shape - rate * Math.exp(y),
      };
    }
    case 'beta': {
      const { a, b } = prior;
      const constant = logGamma(a + b) - logGamma(a) - logGamma(b);
      const share = (y: number): number => 1 / (1 + Math.exp(-y));
      const logit = (p: number): number => Math.log(p) - Math.log1p(-p);
      return {
        atScore: (x) => (x < 0 ? logit(betaQuantile(normalCdf(x), a, b)) : -logit(betaQuantile(normalCdf(-x), b, a))),
        value: (y) => shift + share(y),
        slope: (y) => share(y) * share(-y),
        logDensity: (y) => constant - a * softplus(-y) - b * softplus(y),
        logDensitySlope: (y) => a * share(-y) - b * share(y),
      };
    }
    case 'student_t': {
      const { scale } = prior;
      const centre = prior.location + shift;
      const density = priorDensity(prior);
      return {
        atScore: (x) => Math.asinh((priorAtScore(prior, x) - centre) / scale),
        value: (y) => centre + scale * Math.sinh(y),
        slope: (y) => scale * Math.cosh(y),
        logDensity: (y) => density.logDensity(centre + scale * Math.sinh(y)) + Math.log(scale * Math.cosh(y)),
        logDensitySlope: (y) => density.slope(centre + scale * Math.sinh(y)) * scale * Math.cosh(y) + Math.tanh(y),
      };
    }
    default:
      throw new RangeError(`invalid family; ${prior.family} has a quantile in closed form`);
  }
}

/** log(1 + e^y). */
function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
}

/**
 * The prior-normalising coordinate of a family whose quantile has no closed form: y(F⁻¹(Φ(x))) by quintic Hermite
 * interpolation between exact nodes. The map *is* the interpolant, and its own derivative gives the Jacobian, so the
 * prior holds exactly; only x is normal to about 1e−8 rather than exactly.
 */
export function tabulatedCoordinate(prior: Prior): Coordinate {
  const link = linkOf(prior);
  const reach = reaches.find((x) => Number.isFinite(link.atScore(x)) && Number.isFinite(link.atScore(-x))) ?? 1;
  const h = 1 / nodesPerUnit;
  const last = 2 * reach * nodesPerUnit;
  const y = new Float64Array(last + 1);
  const y1 = new Float64Array(last + 1);
  const y2 = new Float64Array(last + 1);
  for (let node = 0; node <= last; node++) {
    const x = node * h - reach;
    const place = link.atScore(x);
    // dy/dx = φ(x)/q(y), and its derivative.
    const slope = Math.exp(-0.5 * (x * x + Math.log(2 * Math.PI)) - link.logDensity(place));
    y[node] = place;
    y1[node] = slope;
    y2[node] = slope * (-x - link.logDensitySlope(place) * slope);
  }
  return {
    at(x, out) {
      let place: number;
      let slope: number;
      let curve: number;
      if (x <= -reach || x >= reach) {
        const end = x < 0 ? 0 : last;
        place = y[end]! + y1[end]! * (x - (x < 0 ? -reach : reach));
        slope = y1[end]!;
        curve = 0;
      } else {
        const cell = Math.floor((x + reach) * nodesPerUnit);
        const t = (x + reach) * nodesPerUnit - cell;
        // Quintic with the value and two derivatives of both ends: a + b t + c t² + t³ (d + e t + f t²).
        const a = y[cell]!;
        const b = h * y1[cell]!;
        const c = 0.5 * h * h * y2[cell]!;
        const rise = y[cell + 1]! - a - b - c;
        const turn = h * y1[cell + 1]! - b - 2 * c;
        const bow = h * h * y2[cell + 1]! - 2 * c;
        const d = 10 * rise - 4 * turn + 0.5 * bow;
        const e = -15 * rise + 7 * turn - bow;
        const f = 6 * rise - 3 * turn + 0.5 * bow;
        place = a + t * (b + t * (c + t * (d + t * (e + t * f))));
        slope = (b + t * (2 * c + t * (3 * d + t * (4 * e + t * 5 * f)))) * nodesPerUnit;
        curve = (2 * c + t * (6 * d + t * (12 * e + t * 20 * f))) * nodesPerUnit * nodesPerUnit;
      }
      out.value = link.value(place);
      out.slope = link.slope(place) * slope;
      out.logPrior = link.logDensity(place) + Math.log(slope);
      out.logPriorSlope = link.logDensitySlope(place) * slope + curve / slope;
    },
  };
}
