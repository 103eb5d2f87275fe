import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adstockDecay, adstockGain, geometricAdstock } from '../../src/mixmodel/adstock.js';
import { defaultAdstock } from './example-model.js';

/** Σ_l w_l x_{t−l} with weights α^l, written out. */
function naive(media: readonly number[], before: number, alpha: number, lags: number, normalised: boolean): number[] {
  // Beyond 3000 lags a weight of 0.98 is 1e−26.
  const count = Math.min(lags, 3000);
  const weights = Array.from({ length: count }, (_, lag) => alpha ** lag);
  const sum = normalised ? weights.reduce((total, weight) => total + weight, 0) : 1;
  return media.map(
    (_, t) => weights.reduce((total, weight, lag) => total + weight * (t >= lag ? media[t - lag]! : before), 0) / sum,
  );
}

function run(media: readonly number[], before: number, alpha: number, lags: number, normalised: boolean) {
  const value = new Float64Array(media.length);
  const slope = new Float64Array(media.length);
  geometricAdstock(Float64Array.from(media), before, alpha, lags, normalised, value, slope);
  return { value, slope };
}

const spends = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const lagCounts = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(Infinity));

describe('geometric adstock', () => {
  it('equals the convolution with α^l, whatever the media, the lags and the history before', () => {
    fc.assert(
      fc.property(
        spends,
        fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 100, noNaN: true })),
        fc.double({ min: 0, max: 0.98, noNaN: true }),
        lagCounts,
        fc.boolean(),
        (media, before, alpha, lags, normalised) => {
          const { value } = run(media, before, alpha, lags, normalised);
          const expected = naive(media, before, alpha, lags, normalised);
          const size = Math.max(before, ...media);
          expected.forEach((wanted, t) => {
            expect(Math.abs(value[t]! - wanted)).toBeLessThanOrEqual(1e-11 * size);
          });
        },
      ),
    );
  });

  it('gives the derivative by α', () => {
    fc.assert(
      fc.property(
        spends,
        fc.double({ min: 0.02, max: 0.95, noNaN: true }),
        lagCounts,
        fc.boolean(),
        (media, alpha, lags, normalised) => {
          const h = 1e-5;
          const { slope } = run(media, 0.5, alpha, lags, normalised);
          const up = run(media, 0.5, alpha + h, lags, normalised).value;
          const down = run(media, 0.5, alpha - h, lags, normalised).value;
          // Unnormalised infinite sums bend like (1 − α)^−3.
          const size = Math.max(1, ...media) * (1 - alpha) ** -4;
          slope.forEach((tangent, t) => {
            expect(Math.abs(tangent - (up[t]! - down[t]!) / (2 * h))).toBeLessThan(2e-8 * size);
          });
        },
      ),
    );
  });

  it('is exactly zero after a dark spell as long as its lags', () => {
    const media = [1e6, 3.3, 0.1, ...Array.from({ length: 12 }, () => 0), 5];
    const { value, slope } = run(media, 0, 0.7, 8, true);
    expect([...value.slice(10, 15)]).toEqual([0, 0, 0, 0, 0]);
    expect([...slope.slice(10, 15)]).toEqual([0, 0, 0, 0, 0]);
    expect(value[9]).toBeGreaterThan(0);
    expect(value[15]).toBeGreaterThan(0);
  });

  it('keeps a steady level steady when the history before has the same level', () => {
    const { value } = run([4, 4, 4, 4], 4, 0.6, 8, true);
    value.forEach((level) => {
      expect(level).toBeCloseTo(4, 12);
    });
  });

  it('tells its gain and its decay', () => {
    expect(adstockGain({ ...defaultAdstock, normalised: false } as never, [0.5])).toBeCloseTo(2 - 2 ** -7, 12);
    expect(adstockGain(defaultAdstock, [0.5])).toBe(1);
    expect([...adstockDecay(defaultAdstock, [0.5], 10)]).toEqual([
      1,
      0.5,
      0.25,
      0.125,
      1 / 16,
      1 / 32,
      1 / 64,
      1 / 128,
      0,
      0,
    ]);
  });
});
