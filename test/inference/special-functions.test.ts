import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as inference from '../../src/inference/index.js';

type Row = [number[], number];
const reference = JSON.parse(
  readFileSync(new URL('../reference/diagnostics/special-functions.json', import.meta.url), 'utf8'),
) as { tables: Record<string, Row[]> };

const functions: Record<string, (...values: number[]) => number> = {
  logGamma: inference.logGamma,
  normalCdf: inference.normalCdf,
  logNormalCdf: inference.logNormalCdf,
  logNormalCdfSlope: inference.logNormalCdfSlope,
  erf: inference.erf,
  normalQuantile: inference.normalQuantile,
  gammaCdf: inference.gammaCdf,
  gammaUpperTail: inference.gammaUpperTail,
  gammaQuantile: inference.gammaQuantile,
  betaCdf: inference.betaCdf,
  betaUpperTail: inference.betaUpperTail,
  betaQuantile: inference.betaQuantile,
  studentTCdf: inference.studentTCdf,
  studentTQuantile: inference.studentTQuantile,
};

/** Relative. */
const tolerance = 1e-12;

describe('against mpmath with 50 digits', () => {
  test.each(Object.entries(reference.tables))('%s', (name, rows) => {
    const worst = rows.map(([values, expected]) => ({
      values,
      expected,
      error: Math.abs(functions[name]!(...values) / expected - 1),
    }));
    expect(worst.filter(({ error }) => !(error <= tolerance))).toEqual([]);
  });
});

describe('properties', () => {
  const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true });

  test('quantiles invert distribution functions', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        expect(inference.normalCdf(inference.normalQuantile(p))).toBeCloseTo(p, 12);
        expect(inference.gammaCdf(inference.gammaQuantile(p, a), a)).toBeCloseTo(p, 11);
        const df = 1 + a;
        expect(inference.studentTCdf(inference.studentTQuantile(p, df), df)).toBeCloseTo(p, 11);
        const x = inference.betaQuantile(p, a, b);
        // Next to 1 the distribution function may rise by more than the tolerance between two numbers.
        if (x < 0.999) expect(inference.betaCdf(x, a, b)).toBeCloseTo(p, 11);
      }),
    );
  });

  test('tails are complements and mirror images', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shape, shape, (x, a, b) => {
        expect(inference.betaCdf(x, a, b) + inference.betaUpperTail(x, a, b)).toBeCloseTo(1, 13);
        expect(inference.gammaCdf(x * a, a) + inference.gammaUpperTail(x * a, a)).toBeCloseTo(1, 13);
        expect(inference.normalCdf(x) + inference.normalCdf(-x)).toBeCloseTo(1, 14);
        expect(inference.studentTCdf(x, a) + inference.studentTCdf(-x, a)).toBeCloseTo(1, 13);
      }),
    );
  });

  test('log Γ(x + 1) = log Γ(x) + log x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (x) => {
        const scale = Math.max(1, Math.abs(inference.logGamma(x + 1)));
        expect(Math.abs(inference.logGamma(x + 1) - inference.logGamma(x) - Math.log(x)) / scale).toBeLessThan(1e-13);
      }),
    );
  });

  test('densities integrate to their distribution functions', () => {
    const integral = (density: (x: number) => number, from: number, to: number) => {
      const steps = 2000;
      const h = (to - from) / steps;
      let sum = density(from) + density(to);
      for (let i = 1; i < steps; i++) sum += density(from + i * h) * (i % 2 === 1 ? 4 : 2);
      return (sum * h) / 3;
    };
    const { logBetaDensity, logGammaDensity, logStudentTDensity, logNormalDensity } = inference;
    const cases: [number, number][] = [
      [integral((x) => Math.exp(logGammaDensity(x, 3)), 1, 4), inference.gammaCdf(4, 3) - inference.gammaCdf(1, 3)],
      [
        integral((x) => Math.exp(logBetaDensity(x, 2, 5)), 0.1, 0.6),
        inference.betaCdf(0.6, 2, 5) - inference.betaCdf(0.1, 2, 5),
      ],
      [
        integral((x) => Math.exp(logStudentTDensity(x, 4)), -1, 2),
        inference.studentTCdf(2, 4) - inference.studentTCdf(-1, 4),
      ],
      [integral((x) => Math.exp(logNormalDensity(x)), -1, 2), inference.normalCdf(2) - inference.normalCdf(-1)],
    ];
    for (const [numeric, exact] of cases) expect(numeric).toBeCloseTo(exact, 11);
  });
});

describe('edges', () => {
  test('ends of the support', () => {
    expect(inference.normalQuantile(0)).toBe(-Infinity);
    expect(inference.normalQuantile(1)).toBe(Infinity);
    expect(inference.normalQuantile(-0.1)).toBeNaN();
    expect(inference.logNormalCdf(-Infinity)).toBe(-Infinity);
    expect(inference.normalCdf(Infinity)).toBe(1);
    expect(inference.gammaCdf(0, 2)).toBe(0);
    expect(inference.gammaCdf(Infinity, 2)).toBe(1);
    expect(inference.gammaQuantile(0, 2)).toBe(0);
    expect(inference.gammaQuantile(1, 2)).toBe(Infinity);
    expect(inference.betaCdf(-1, 2, 2)).toBe(0);
    expect(inference.betaCdf(2, 2, 2)).toBe(1);
    expect(inference.betaQuantile(1, 2, 2)).toBe(1);
    expect(inference.studentTQuantile(0, 3)).toBe(-Infinity);
    expect(inference.studentTQuantile(0.5, 3)).toBeCloseTo(0, 15);
  });

  test('arguments without meaning give NaN', () => {
    expect(inference.logGamma(-1)).toBeNaN();
    expect(inference.gammaCdf(1, -1)).toBeNaN();
    expect(inference.betaCdf(0.5, 0, 1)).toBeNaN();
    expect(inference.betaQuantile(2, 1, 1)).toBeNaN();
    expect(inference.studentTCdf(1, 0)).toBeNaN();
    expect(inference.normalCdf(NaN)).toBeNaN();
  });

  test('logNormalCdf and its slope stay finite where Φ underflows', () => {
    expect(inference.normalCdf(-40)).toBe(0);
    expect(inference.logNormalCdf(-1e6)).toBeCloseTo(-5e11 - Math.log(1e6) - 0.9189385332046728, 3);
    expect(inference.logNormalCdfSlope(-1e6) / 1e6).toBeCloseTo(1, 11);
    expect(inference.logNormalCdf(50)).toBeCloseTo(0, 15);
  });
});
