import { describe, expect, it } from 'vitest';
import { binomialQuantile, randomStream, rankHistogram } from '../../src/inference/index.js';

describe('quantiles of a binomial count', () => {
  // By exact fractions: the smallest k whose sum of C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ reaches q.
  it.each([
    [0.025, 100, 0.5, 40],
    [0.975, 100, 0.5, 60],
    [0.025, 1000, 0.05, 37],
    [0.975, 1000, 0.05, 64],
    [0.5, 7, 0.2, 1],
    [0.975, 156, 0.95, 153],
  ])('q = %d of %d trials at %d is %d', (q, trials, probability, expected) => {
    expect(binomialQuantile(q, trials, probability)).toBe(expected);
  });

  it('of nothing, never and always', () => {
    expect(binomialQuantile(0.5, 0, 0.5)).toBe(0);
    expect(binomialQuantile(0.5, 10, 0)).toBe(0);
    expect(binomialQuantile(0.5, 10, 1)).toBe(10);
  });
});

describe('rank histogram', () => {
  const draws = 1000;
  const chainsOf = (shift: number): Float64Array => {
    const random = randomStream(5, 'ranks', shift);
    return Float64Array.from({ length: 4 * draws }, (_, i) => random.normal() + (i >= 3 * draws ? shift : 0));
  };

  it('counts every draw once', () => {
    const { counts, expected } = rankHistogram(chainsOf(0), 4);
    expect(expected).toBe(50);
    for (const chain of counts) expect(chain.reduce((sum, count) => sum + count, 0)).toBe(draws);
    for (let bin = 0; bin < 20; bin++) expect(counts.reduce((sum, chain) => sum + chain[bin]!, 0)).toBe(200);
  });

  it('is flat for chains that agree', () => {
    const { counts, low, high } = rankHistogram(chainsOf(0), 4);
    const outside = counts.flat().filter((count) => count < low || count > high);
    expect(outside.length).toBeLessThanOrEqual(8);
  });

  it('shows a chain that stands elsewhere', () => {
    const { counts, low, high } = rankHistogram(chainsOf(1), 4);
    expect(counts[3]![0]).toBeLessThan(low);
    expect(counts[3]![19]).toBeGreaterThan(high);
  });
});
