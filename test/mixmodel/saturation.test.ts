import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hill, hillOfSlopeOne, logistic, saturate, type SaturationKernel } from '../../src/mixmodel/saturation.js';

const level = fc.double({ min: 1e-3, max: 50, noNaN: true });
const parameter = fc.double({ min: 0.1, max: 5, noNaN: true });

function run(kernel: SaturationKernel, u: number, first: number, slope: number) {
  const one = () => new Float64Array(1);
  const [f, byAlpha, byFirst, bySlope] = [one(), one(), one(), one()];
  // With du/dα = 1 the derivative by α is the derivative by u.
  kernel(Float64Array.of(u), Float64Array.of(1), first, slope, f, byAlpha, byFirst, bySlope);
  return { f: f[0]!, byMedia: byAlpha[0]!, byFirst: byFirst[0]!, bySlope: bySlope[0]! };
}

function derivative(f: (h: number) => number, size: number): number {
  const h = 1e-5 * size;
  return (f(h) - f(-h)) / (2 * h);
}

describe('saturation', () => {
  it('Hill: value and derivatives by media, half and slope', () => {
    fc.assert(
      fc.property(level, parameter, parameter, (u, half, slope) => {
        const got = run(hill, u, half, slope);
        expect(got.f).toBeCloseTo(u ** slope / (u ** slope + half ** slope), 12);
        expect(got.f).toBeCloseTo(saturate('hill', u, half, slope, 0), 12);
        expect(got.byMedia).toBeCloseTo(
          derivative((h) => run(hill, u + h, half, slope).f, u),
          6 - Math.log10(1 + 1 / u),
        );
        expect(got.byFirst).toBeCloseTo(
          derivative((h) => run(hill, u, half + h, slope).f, half),
          6,
        );
        expect(got.bySlope).toBeCloseTo(
          derivative((h) => run(hill, u, half, slope + h).f, slope),
          6,
        );
      }),
    );
  });

  it('Hill of slope one equals the general form', () => {
    fc.assert(
      fc.property(level, parameter, (u, half) => {
        const quick = run(hillOfSlopeOne, u, half, 1);
        const general = run(hill, u, half, 1);
        expect(quick.f).toBeCloseTo(general.f, 13);
        expect(quick.byMedia).toBeCloseTo(general.byMedia, 11);
        expect(quick.byFirst).toBeCloseTo(general.byFirst, 12);
      }),
    );
  });

  it('logistic: value and derivatives', () => {
    fc.assert(
      fc.property(level, parameter, (u, rate) => {
        const got = run(logistic, u, rate, 1);
        expect(got.f).toBeCloseTo((1 - Math.exp(-rate * u)) / (1 + Math.exp(-rate * u)), 13);
        expect(got.f).toBeCloseTo(saturate('logistic', u, 0, 0, rate), 13);
        expect(got.byMedia).toBeCloseTo(
          derivative((h) => run(logistic, u + h, rate, 1).f, u),
          7,
        );
        expect(got.byFirst).toBeCloseTo(
          derivative((h) => run(logistic, u, rate + h, 1).f, rate),
          7,
        );
      }),
    );
  });

  it('gives nothing, and no infinite tangent, without media', () => {
    for (const slope of [0.4, 1, 3]) {
      expect(run(hill, 0, 0.7, slope)).toEqual({ f: 0, byMedia: 0, byFirst: 0, bySlope: 0 });
      expect(saturate('hill', 0, 0.7, slope, 0)).toBe(0);
    }
  });

  it('stays within 0 and 1 at the ends of the number range', () => {
    for (const u of [1e-300, 1e-20, 1e20, 1e300]) {
      const got = run(hill, u, 1, 3);
      expect(got.f).toBeGreaterThanOrEqual(0);
      expect(got.f).toBeLessThanOrEqual(1);
      expect(Number.isFinite(got.byFirst) && Number.isFinite(got.bySlope)).toBe(true);
    }
  });
});
