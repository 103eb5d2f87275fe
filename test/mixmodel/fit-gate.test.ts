import { describe, expect, it } from 'vitest';
import { convergence, randomStream, type DrawStats } from '../../src/inference/index.js';
import { judge, worstOf } from '../../src/mixmodel/fit-gate.js';

const chains = 4;
const count = 4000;

function quantity(seed: number, shift = 0): Float64Array {
  const random = randomStream(seed, 'quantity');
  return Float64Array.from({ length: count }, (_, i) => random.normal() + (i < count / chains ? shift : 0));
}

function stats(divergent: number, sluggish = false): DrawStats {
  const random = randomStream(1, 'energy');
  let energy = 0;
  return {
    energy: Float64Array.from(
      { length: count },
      () => (energy = sluggish ? 0.995 * energy + random.normal() : random.normal()),
    ),
    acceptance: new Float64Array(count).fill(0.8),
    depth: new Uint8Array(count).fill(3),
    leapfrogs: new Uint32Array(count).fill(7),
    divergent: Uint8Array.from({ length: count }, (_, i) => (i < divergent ? 1 : 0)),
    logDensity: new Float64Array(count),
  };
}

function verdict(quantities: Float64Array[], sampler: DrawStats) {
  const figures = quantities.map((values) => convergence(values, chains));
  return worstOf(figures, quantities, sampler, chains);
}

describe('gate of a fit', () => {
  it('passes independent draws and constant columns', () => {
    const quantities = [quantity(1), new Float64Array(count).fill(2), quantity(2)];
    expect(verdict(quantities, stats(0)).missed).toEqual([]);
    expect(judge(quantities, stats(4), chains, 1).missed).toEqual([]);
  });

  it('names each way of missing it', () => {
    expect(verdict([quantity(1), quantity(2, 1)], stats(0)).missed).toContain('rhat');
    expect(verdict([quantity(1), quantity(2, 1)], stats(0)).failing).toEqual([1]);
    expect(verdict([quantity(1)], stats(5)).missed).toEqual(['divergences']);
    expect(verdict([quantity(1)], stats(0, true)).missed).toEqual(['ebfmi']);
    const stuck = quantity(3).map((value, i) => (i < count / chains ? 1 : value));
    expect(verdict([quantity(1), stuck], stats(0)).missed).toEqual(['stuck']);
    const slow = new Float64Array(count);
    const random = randomStream(4, 'slow');
    for (let i = 1; i < count; i++) slow[i] = 0.97 * slow[i - 1]! + random.normal();
    expect(verdict([slow], stats(0)).missed).toEqual(expect.arrayContaining(['bulk_ess', 'tail_ess']));
  });

  it('stops a quick look at the first failure', () => {
    const look = judge([quantity(1), quantity(2, 1), quantity(3, 1)], stats(0), chains, 2);
    expect(look.missed).toEqual(['not_converged']);
    expect(look.failing).toEqual([2]);
  });
});
