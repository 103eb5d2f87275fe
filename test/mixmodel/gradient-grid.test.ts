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

  it('is checked on the whole product of the axes', () => {
    const sizes = Object.values(axes).map((choices) => Object.keys(choices).length);
    expect(grid).toHaveLength(sizes.reduce((product, size) => product * size, 1));
  });
});
