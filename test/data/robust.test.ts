import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation, findLevelShift, median, robustSd, varianceInflation } from '../../src/data/robust.js';
import { wiggle } from './helpers.js';

const series = (speed: number): number[] => Array.from({ length: 80 }, (_, week) => wiggle(week, speed));

describe('robust figures', () => {
  it('median and spread of a known sample', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
    expect(robustSd([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 10);
  });

  it('correlation: closed forms, and undefined without variation', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [1, 0, 1])).toBeCloseTo(0, 12);
    // Sums of squares 10 and 6, cross product 6: r = 6 / sqrt(60).
    expect(correlation([1, 2, 3, 4, 5], [2, 4, 5, 4, 5])).toBeCloseTo(6 / Math.sqrt(60), 12);
    expect(correlation([1, 1], [1, 2])).toBeNaN();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3 }), (values) => {
        const r = correlation(
          values,
          values.map((value) => 1e9 - 3 * value),
        );
        expect(Number.isNaN(r) || Math.abs(r + 1) < 1e-9).toBe(true);
      }),
    );
  });

  it('variance inflation is 1 ÷ (1 − r²) for two columns, and infinite for an exact mixture', () => {
    const [a, b] = [series(2), series(3)];
    const mixed = a.map((value, index) => value + 0.2 * b[index]!);
    const r = correlation(a, mixed);
    for (const vif of varianceInflation([a, mixed])) expect(vif).toBeCloseTo(1 / (1 - r * r), 6);
    const sum = a.map((value, index) => value + b[index]!);
    const inflation = varianceInflation([a, b, sum, series(5)]);
    expect(inflation.slice(0, 3)).toEqual([Infinity, Infinity, Infinity]);
    expect(inflation[3]).toBeLessThan(2);
    expect(varianceInflation([a])).toEqual([1]);
  });

  it('a level shift is found where it is, up or down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 74 }), fc.constantFrom(7.1, 10, 1000, 0.1, 0.001), (at, factor) => {
        const values = series(7).map((value, index) => (1 + 0.2 * value) * (index < at ? 1 : factor));
        const shift = findLevelShift(values, 6)!;
        expect(shift.at).toBe(at);
        expect(Math.abs(Math.log(shift.factor / factor))).toBeLessThan(0.2);
      }),
    );
    expect(
      findLevelShift(
        series(7).map((value) => 1 + value),
        6,
      ),
    ).toBeNull();
  });
});
