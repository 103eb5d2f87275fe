import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digamma, logGamma } from '../../src/inference/index.js';

describe('digamma', () => {
  it('has its published values (DLMF 5.4.12, 5.4.13)', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13);
    expect(digamma(0.5)).toBeCloseTo(-0.5772156649015329 - 2 * Math.LN2, 13);
    expect(digamma(0)).toBeNaN();
  });

  it('is the derivative of log Γ, and steps by 1/x', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 1e4, noNaN: true }), (x) => {
        const h = 1e-4 * x;
        // Fourth-order central difference.
        const numeric =
          (8 * (logGamma(x + h) - logGamma(x - h)) - (logGamma(x + 2 * h) - logGamma(x - 2 * h))) / (12 * h);
        expect(Math.abs(digamma(x) - numeric)).toBeLessThan(1e-7 * Math.max(1, Math.abs(numeric)));
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-12 * Math.max(1, 1 / x));
      }),
    );
  });
});
