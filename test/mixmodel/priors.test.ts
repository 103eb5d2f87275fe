import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, randomStream } from '../../src/inference/index.js';
import { newCoordinatePoint } from '../../src/mixmodel/coordinate-point.js';
import { coordinateOf } from '../../src/mixmodel/coordinate.js';
import type { Prior } from '../../src/mixmodel/model-spec.js';
import { fixedValue, gaussianPrior, priorDensity, priorSupport } from '../../src/mixmodel/priors.js';
import { priorAtScore, priorQuantile, samplePrior } from '../../src/mixmodel/prior-quantile.js';
import { prior } from './example-model.js';

const families: Readonly<Record<string, Prior>> = {
  normal: prior.normal(1, 2),
  laplace: prior.laplace(-0.5, 1.5),
  halfnormal: prior.halfnormal(2),
  lognormal: prior.lognormal(0.2, 0.9),
  'beta with a = 1': prior.beta(1, 3),
  'beta with b = 1': prior.beta(2.5, 1),
  'beta in general': prior.beta(4, 6),
  'U-shaped beta': prior.beta(0.7, 0.6),
  gamma: prior.gamma(3, 1),
  'gamma of small shape': prior.gamma(0.8, 0.5),
  uniform: prior.uniform(-1, 3),
  'truncated normal': prior.truncatedNormal(0.8, 0.8, 0.1, 10),
  'far truncated normal': prior.truncatedNormal(0, 1, 5, 9),
  'truncated normal below its mean': prior.truncatedNormal(4, 1, -9, -2),
  'student t': prior.studentT(3, 0.5, 2),
  'shifted lognormal': prior.shifted(prior.lognormal(-1, 0.5), 0.1),
  'shifted gamma': prior.shifted(prior.gamma(2, 3), -0.4),
};

/** Away from 0, where the Laplace quantile bends and a central difference sees both sides. */
const score = fc.double({ min: -3.5, max: 3.5, noNaN: true }).filter((x) => Math.abs(x) > 1e-4);

/** ∫ of the density between two scores, by Simpson's rule in the score; should be Φ(high) − Φ(low). */
function massBetween(family: Prior, low: number, high: number): number {
  const density = priorDensity(family);
  const cells = 4000;
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const a = priorAtScore(family, low + ((high - low) * i) / cells);
    const b = priorAtScore(family, low + ((high - low) * (i + 1)) / cells);
    const middle = 0.5 * (a + b);
    const at = (x: number) => Math.exp(density.logDensity(x));
    sum += ((b - a) * (at(a) + 4 * at(middle) + at(b))) / 6;
  }
  return sum;
}

describe.each(Object.entries(families))('prior: %s', (_name, family) => {
  it('has a quantile that agrees with the integral of its density', () => {
    for (const [low, high] of [
      [-3, -1],
      [-1, 0.5],
      [0.5, 3],
      [3, 5],
    ] as const) {
      const expected = normalCdf(-low) - normalCdf(-high);
      expect(Math.abs(massBetween(family, low, high) - expected) / expected).toBeLessThan(2e-5);
    }
  });

  it('has the slope of its log density', () => {
    const density = priorDensity(family);
    for (const score of [-2, -0.7, 0.3, 1.8]) {
      const x = priorAtScore(family, score);
      const h = 1e-6 * (priorAtScore(family, score + 0.5) - x);
      const numeric = (density.logDensity(x + h) - density.logDensity(x - h)) / (2 * h);
      expect(density.slope(x)).toBeCloseTo(numeric, 4 - Math.max(0, Math.log10(Math.abs(numeric) + 1)));
    }
  });

  it('is carried by its coordinate exactly: value, slope, Jacobian and their derivatives', () => {
    const coordinate = coordinateOf(family);
    const density = priorDensity(family);
    const at = (x: number) => {
      const point = newCoordinatePoint();
      coordinate.at(x, point);
      return point;
    };
    fc.assert(
      fc.property(score, (x) => {
        const point = at(x);
        expect(point.logPrior).toBeCloseTo(density.logDensity(point.value) + Math.log(point.slope), 8);
        // Standard normal a priori.
        expect(point.logPrior).toBeCloseTo(-0.5 * x * x - 0.5 * Math.log(2 * Math.PI), 5);
        const h = 1e-5;
        const up = at(x + h);
        const down = at(x - h);
        const rise = (up.value - down.value) / (2 * h);
        expect(Math.abs(point.slope - rise)).toBeLessThan(1e-6 * Math.max(point.slope, Math.abs(point.value), 1e-3));
        expect(Math.abs(point.logPriorSlope - (up.logPrior - down.logPrior) / (2 * h))).toBeLessThan(1e-4);
        expect(point.value).toBeCloseTo(priorAtScore(family, x), 7);
      }),
      { numRuns: 60 },
    );
  });

  it('goes on smoothly far beyond any posterior', () => {
    const coordinate = coordinateOf(family);
    const point = newCoordinatePoint();
    let last = -Infinity;
    for (const x of [-12, -9, -6, 0, 6, 9, 12]) {
      coordinate.at(x, point);
      expect(point.value).toBeGreaterThanOrEqual(last);
      expect(Number.isFinite(point.logPrior)).toBe(true);
      last = point.value;
    }
  });

  it('draws inside its support, half of the draws below its median', () => {
    const stream = randomStream(5, 'prior');
    const { low, high } = priorSupport(family);
    const draws = Array.from({ length: 2000 }, () => samplePrior(family, stream));
    expect(draws.every((value) => value >= low && value <= high)).toBe(true);
    const median = priorQuantile(family, 0.5);
    const below = draws.filter((value) => value < median).length;
    // Four binomial standard deviations.
    expect(Math.abs(below - 1000)).toBeLessThan(90);
  });
});

describe('priors', () => {
  it('know closed-form quantiles', () => {
    expect(priorQuantile(prior.beta(1, 3), 0.875)).toBeCloseTo(0.5, 12);
    expect(priorQuantile(prior.laplace(0, 1), 0.25)).toBeCloseTo(-Math.LN2, 12);
    expect(priorQuantile(prior.gamma(1, 2), 0.5)).toBeCloseTo(Math.LN2 / 2, 12);
    expect(priorQuantile(prior.halfnormal(1), 0.6826894921370859)).toBeCloseTo(1, 10);
    expect(priorQuantile(prior.studentT(1, 0, 1), 0.75)).toBeCloseTo(1, 10);
    expect(priorQuantile(prior.uniform(2, 6), 0.25)).toBeCloseTo(3, 12);
  });

  it('tell fixed and Gaussian ones from the rest', () => {
    expect(fixedValue(prior.shifted(prior.fixed(2), 0.5))).toBe(2.5);
    expect(fixedValue(prior.normal(0, 1))).toBeNull();
    expect(gaussianPrior(prior.shifted(prior.normal(1, 2), 3))).toEqual({ mean: 4, sd: 2 });
    expect(gaussianPrior(prior.laplace(0, 1))).toBeNull();
  });

  it('have no density outside the support', () => {
    expect(priorDensity(prior.halfnormal(1)).logDensity(-0.1)).toBe(-Infinity);
    expect(priorDensity(prior.beta(2, 2)).logDensity(1.1)).toBe(-Infinity);
    expect(priorDensity(prior.truncatedNormal(0, 1, -1, 1)).logDensity(1.5)).toBe(-Infinity);
    expect(priorSupport(prior.shifted(prior.gamma(1, 1), 2))).toEqual({ low: 2, high: Infinity });
  });
});
