import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/inference/index.js';
import { crpsOfDraws, crpsOfNormal, scoreOf } from '../../src/mixmodel/holdout-score.js';

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true });

describe('continuous ranked probability score', () => {
  it('of N(0, 1) at 0 is (√2 − 1)/√π, at ±1 0.60244', () => {
    expect(crpsOfNormal(0, 1, 0)).toBeCloseTo((Math.SQRT2 - 1) / Math.sqrt(Math.PI), 12);
    // z(2Φ(z) − 1) + 2φ(z) − 1/√π at z = 1.
    expect(crpsOfNormal(0, 1, 1)).toBeCloseTo(0.602441, 6);
    expect(crpsOfNormal(0, 1, -1)).toBeCloseTo(crpsOfNormal(0, 1, 1), 12);
  });

  it('of draws goes to that of the distribution they come from', () => {
    const n = 4000;
    const draws = Float64Array.from({ length: n }, (_, i) => 3 + 2 * normalQuantile((i + 0.5) / n));
    for (const actual of [-1, 2.5, 3, 9]) {
      expect(Math.abs(crpsOfDraws(draws, actual) - crpsOfNormal(3, 2, actual))).toBeLessThan(2e-3);
    }
  });

  it('of one draw is the absolute error, as of a normal without spread', () => {
    fc.assert(
      fc.property(finite, finite, (draw, actual) => {
        expect(crpsOfDraws(Float64Array.of(draw), actual)).toBeCloseTo(Math.abs(draw - actual), 9);
        expect(crpsOfNormal(draw, 0, actual)).toBe(Math.abs(draw - actual));
      }),
    );
  });

  it('is the integral of (F(x) − 1{x ≥ y})², worked out interval by interval', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 12 }), finite, (values, actual) => {
        const nodes = [...values, actual].sort((a, b) => a - b);
        let integral = 0;
        for (let i = 0; i + 1 < nodes.length; i++) {
          const middle = (nodes[i]! + nodes[i + 1]!) / 2;
          const below = values.filter((value) => value <= middle).length / values.length;
          integral += (nodes[i + 1]! - nodes[i]!) * (below - (middle >= actual ? 1 : 0)) ** 2;
        }
        expect(crpsOfDraws(Float64Array.from(values), actual)).toBeCloseTo(integral, 7);
      }),
    );
  });

  it('moves and stretches with the unit', () => {
    fc.assert(
      fc.property(finite, fc.double({ min: 0.1, max: 10, noNaN: true }), finite, finite, (mean, sd, actual, shift) => {
        const plain = crpsOfNormal(mean, sd, actual);
        expect(crpsOfNormal(mean + shift, sd, actual + shift)).toBeCloseTo(plain, 6);
        expect(crpsOfNormal(3 * mean, 3 * sd, 3 * actual)).toBeCloseTo(3 * plain, 6);
      }),
    );
  });
});

describe('scores of a forecast', () => {
  it('WAPE over all, MAPE over periods that are not 0', () => {
    const score = scoreOf([
      { actual: 100, point: 90, crps: 4 },
      { actual: 50, point: 60, crps: 6 },
      { actual: 0, point: 10, crps: 5 },
    ]);
    expect(score.wape).toBeCloseTo(30 / 150, 12);
    expect(score.mape).toBeCloseTo((0.1 + 0.2) / 2, 12);
    expect(score.crps).toBeCloseTo(5, 12);
  });
});
