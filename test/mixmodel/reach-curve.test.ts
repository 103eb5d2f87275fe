import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitReachCurve, reachOf } from '../../src/mixmodel/reach-curve.js';

describe('reach by impressions', () => {
  it('is found again from periods that follow a curve', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e3, max: 1e8, noNaN: true }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (universe, perImpression) => {
          const truth = { universe, perImpression, rSquared: 1 };
          const impressions = [0.05, 0.2, 0.4, 0.9, 1.6, 3].map((share) => share * universe);
          const reach = impressions.map((i) => reachOf(truth, i));
          const curve = fitReachCurve(
            reach,
            impressions.map((i, t) => i / reach[t]!),
          )!;
          expect(curve.universe / universe).toBeCloseTo(1, 4);
          expect(curve.perImpression / perImpression).toBeCloseTo(1, 4);
          expect(curve.rSquared).toBeGreaterThan(0.999999);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never reaches more people than there are impressions, nor anybody without any', () => {
    const curve = fitReachCurve([100, 300, 0, 700], [0.4, 0.5, 0, 0.6])!;
    expect(curve.perImpression).toBeLessThanOrEqual(1);
    expect(reachOf(curve, 0)).toBe(0);
    expect(fitReachCurve([0, 0], [0, 0])).toBeNull();
  });

  it('shows no bend where frequency never moves', () => {
    const curve = fitReachCurve([10, 20, 50, 80], [2, 2, 2, 2])!;
    expect(curve.perImpression).toBeCloseTo(0.5, 3);
    expect(reachOf(curve, 320)).toBeCloseTo(160, 0);
  });
});
