import type { Coordinate } from './coordinate.js';
import type { Prior } from './model-spec.js';
import { priorAtScore } from './prior-quantile.js';
import { priorDensity } from './priors.js';

/**
 * Scores beyond ±reach follow a straight line in the link; at 8 their probability is 1e−15. Less where a shape is so
 * extreme that the quantile under- or overflows before.
 */
const reaches = [8, 6, 5, 4, 3, 2];
const nodesPerUnit = 16;

/** A smooth increasing map of the support to the line, in which the quantile function is gentle enough to tabulate. */
interface Link {
  readonly link: (value: number) => number;
  readonly inverse: (y: number) => number;
  /** d value / dy at the value. */
  readonly slope: (value: number) => number;
  /** d log(d value / dy) / dy at the value. */
  readonly bend: (value: number) => number;
}

function linkOf(prior: Prior): Link {
  const { shift } = prior;
  if (prior.family === 'student_t') {
    const { scale } = prior;
    const centre = prior.location + shift;
    return {
      link: (value) => Math.asinh((value - centre) / scale),
      inverse: (y) => centre + scale * Math.sinh(y),
      slope: (value) => Math.hypot(scale, value - centre),
      bend: (value) => (value - centre) / Math.hypot(scale, value - centre),
    };
  }
  if (prior.family === 'beta') {
    return {
      link: (value) => Math.log(value - shift) - Math.log1p(shift - value),
      inverse: (y) => shift + 1 / (1 + Math.exp(-y)),
      slope: (value) => (value - shift) * (1 + shift - value),
      bend: (value) => 1 - 2 * (value - shift),
    };
  }
  return {
    link: (value) => Math.log(value - shift),
    inverse: (y) => shift + Math.exp(y),
    slope: (value) => value - shift,
    bend: () => 1,
  };
}

/**
 * The prior-normalising coordinate of a family whose quantile has no closed form: link(F⁻¹(Φ(x))) by quintic Hermite
 * interpolation between exact nodes. The map *is* the interpolant, and its own derivative gives the Jacobian, so the
 * prior holds exactly; only x is normal to about 1e−8 rather than exactly.
 */
export function tabulatedCoordinate(prior: Prior): Coordinate {
  const density = priorDensity(prior);
  const link = linkOf(prior);
  const isFinite = (x: number) => Number.isFinite(link.link(priorAtScore(prior, x)));
  const reach = reaches.find((x) => isFinite(x) && isFinite(-x)) ?? 1;
  const h = 1 / nodesPerUnit;
  const last = 2 * reach * nodesPerUnit;
  const y = new Float64Array(last + 1);
  const y1 = new Float64Array(last + 1);
  const y2 = new Float64Array(last + 1);
  for (let node = 0; node <= last; node++) {
    const x = node * h - reach;
    const value = priorAtScore(prior, x);
    const jacobian = link.slope(value);
    // dy/dx = φ(x)/q(y) with q the prior as a density of y, and its derivative.
    const logSlope = -0.5 * (x * x + Math.log(2 * Math.PI)) - density.logDensity(value) - Math.log(jacobian);
    y[node] = link.link(value);
    y1[node] = Math.exp(logSlope);
    y2[node] = y1[node]! * (-x - (density.slope(value) * jacobian + link.bend(value)) * y1[node]!);
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
      const value = link.inverse(place);
      const jacobian = link.slope(value);
      out.value = value;
      out.slope = jacobian * slope;
      out.logPrior = density.logDensity(value) + Math.log(jacobian) + Math.log(slope);
      out.logPriorSlope = (density.slope(value) * jacobian + link.bend(value)) * slope + curve / slope;
    },
  };
}
