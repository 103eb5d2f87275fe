import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaCdf,
  extendKey,
  gammaCdf,
  keyedNormal,
  keyedUniform,
  keyOf,
  normalCdf,
  randomStream,
  resumeStream,
} from '../../src/inference/index.js';

/** Kolmogorov–Smirnov distance × √n; above 1.95 once in a thousand. */
function kolmogorov(values: number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((value, i) => {
    const p = cdf(value);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  });
  return distance * Math.sqrt(n);
}

const many = (count: number, make: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => make(i));

describe('streams', () => {
  test('the same seed and names give the same numbers, others give others', () => {
    const first = randomStream(7, 'chain', 0);
    const numbers = many(5, () => first.uniform());
    const again = randomStream(7, 'chain', 0);
    expect(many(5, () => again.uniform())).toEqual(numbers);
    const others = [randomStream(8, 'chain', 0), randomStream(7, 'chain', 1), randomStream(7, 'chai', 'n0')];
    for (const other of others) expect(other.uniform()).not.toBe(numbers[0]);
  });

  test('digits are pinned: they are a promise across versions', () => {
    const stream = randomStream(1, 'promise');
    expect([stream.uniform(), stream.normal(), stream.gamma(2.5), stream.integer(1000)]).toMatchInlineSnapshot(`
      [
        0.6905836016274519,
        1.7316670922339772,
        2.0362631967011717,
        911,
      ]
    `);
    expect(keyedNormal('fingerprint', 'sales', 'all', 12, 3)).toMatchInlineSnapshot(`1.2091543582527258`);
  });

  test('a saved stream goes on where it was, also through structuredClone', () => {
    const stream = randomStream(3, 'saved');
    many(10, () => stream.normal());
    const resumed = resumeStream(structuredClone(stream.save()));
    expect(many(5, () => resumed.gamma(0.3))).toEqual(many(5, () => stream.gamma(0.3)));
  });

  test('neighbouring names give unrelated streams', () => {
    const firsts = many(4000, (i) => randomStream(0, 'cell', i).uniform());
    expect(kolmogorov(firsts, (x) => x)).toBeLessThan(1.95);
    const products = firsts.slice(1).map((x, i) => 12 * (x - 0.5) * (firsts[i]! - 0.5));
    expect(Math.abs(products.reduce((a, b) => a + b, 0)) / Math.sqrt(products.length)).toBeLessThan(3.3);
  });
});

describe('distributions', () => {
  const count = 20_000;
  const stream = randomStream(11, 'distributions');
  test.each<[string, () => number, (x: number) => number]>([
    ['uniform', () => stream.uniform(), (x) => x],
    ['normal', () => stream.normal(), normalCdf],
    ['exponential', () => stream.exponential(), (x) => 1 - Math.exp(-x)],
    ['gamma 0.2', () => stream.gamma(0.2), (x) => gammaCdf(x, 0.2)],
    ['gamma 1', () => stream.gamma(1), (x) => gammaCdf(x, 1)],
    ['gamma 7.5', () => stream.gamma(7.5), (x) => gammaCdf(x, 7.5)],
    ['beta 1 3', () => stream.beta(1, 3), (x) => betaCdf(x, 1, 3)],
    ['beta 0.4 0.6', () => stream.beta(0.4, 0.6), (x) => betaCdf(x, 0.4, 0.6)],
  ])('%s', (_, make, cdf) => {
    expect(kolmogorov(many(count, make), cdf)).toBeLessThan(1.95);
  });

  test('beta of tiny parameters is a number in [0, 1]', () => {
    for (const value of many(200, () => stream.beta(1e-3, 1e-3))) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  test('integers fill their range evenly', () => {
    const counts = new Float64Array(7);
    for (let i = 0; i < 14_000; i++) {
      const k = stream.integer(7);
      counts[k] = counts[k]! + 1;
    }
    // χ² with 6 degrees of freedom: above 22.5 once in a thousand.
    expect(counts.reduce((sum, c) => sum + (c - 2000) ** 2 / 2000, 0)).toBeLessThan(22.5);
    expect(() => stream.integer(0)).toThrow(RangeError);
  });

  test('permutations hold every number once, and each place is equally likely', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), (n, seed) => {
        const order = randomStream(seed, 'order').permutation(n);
        expect([...order].sort((a, b) => a - b)).toEqual(many(n, (i) => i));
      }),
    );
    const firsts = new Float64Array(5);
    for (let i = 0; i < 5000; i++) {
      const k = stream.permutation(5)[0]!;
      firsts[k] = firsts[k]! + 1;
    }
    // χ² with 4 degrees of freedom: above 18.5 once in a thousand.
    expect(firsts.reduce((sum, c) => sum + (c - 1000) ** 2 / 1000, 0)).toBeLessThan(18.5);
  });
});

describe('keyed noise', () => {
  test('is a function of its key, and a hashed beginning may be kept', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer(), fc.double({ noNaN: true }), (a, b, c, d) => {
        expect(keyedNormal(keyOf(a, b), c, d)).toBe(keyedNormal(a, b, c, d));
        expect(extendKey(keyOf(a), b)).toEqual(keyOf(a, b));
      }),
    );
  });

  test('parts are told apart by type and by where they end', () => {
    const keys = [keyOf('ab', 'c'), keyOf('a', 'bc'), keyOf('abc'), keyOf(1), keyOf('1'), keyOf(1, 0), keyOf()];
    expect(new Set(keys.map(String)).size).toBe(keys.length);
    expect(keyOf(-0)).toEqual(keyOf(0));
  });

  test('is standard normal and uncorrelated along every part of the key', () => {
    const key = keyOf('fingerprint', 'sales');
    const grid = many(100, (t) => t).map((t) => many(200, (draw) => keyedNormal(key, t, draw)));
    const all = grid.flat();
    expect(kolmogorov(all, normalCdf)).toBeLessThan(1.95);
    const score = (pairs: number[]) => Math.abs(pairs.reduce((a, b) => a + b, 0)) / Math.sqrt(pairs.length);
    expect(score(grid.slice(1).flatMap((row, t) => row.map((x, d) => x * grid[t]![d]!)))).toBeLessThan(3.3);
    expect(score(grid.flatMap((row) => row.slice(1).map((x, d) => x * row[d]!)))).toBeLessThan(3.3);
    expect(
      kolmogorov(
        many(5000, (i) => keyedUniform('u', i)),
        (x) => x,
      ),
    ).toBeLessThan(1.95);
  });
});
