import { describe, expect, it } from 'vitest';
import { axes, combinations, worstGradientError } from './gradient-grid.js';

const grid = combinations();

describe('the gradient of the density', () => {
  it.each(Object.keys(axes.adstock))('agrees with differences for every combination with adstock %s', (adstock) => {
    const wrong = grid.flatMap((combination, index) => {
      if (combination.adstock !== adstock) return [];
      const { error, at } = worstGradientError(combination, 1000 + index);
      return error < 1e-5 ? [] : [{ ...combination, at, error }];
    });
    expect(wrong).toEqual([]);
  });

  it('is checked on the whole product of the axes, but for a drifting level under Student t noise', () => {
    const sizes = Object.values(axes).map((choices) => Object.keys(choices).length);
    const product = sizes.reduce((all, size) => all * size, 1);
    const refused = product / (Object.keys(axes.noise).length * Object.keys(axes.trend).length);
    expect(grid).toHaveLength(product - refused);
  });
});
