import { describe, expect, it } from 'vitest';
import { calibrationModels, calibrationPanel } from './calibration-models.js';
import { calibrationRanks, leaning, uniformity } from './sbc.js';

const markets = 500;

describe.each(Object.entries(calibrationModels))('calibration of %s', (_name, model) => {
  it(`ranks truths uniformly over ${markets} markets`, async () => {
    const seeds = Array.from({ length: markets }, (_, i) => i + 1);
    const template = (seed: number) => calibrationPanel(seed, 80, ['tv', 'search']);
    const ranks = await calibrationRanks({ model, template, seeds, chains: 4, draws: 400 });
    for (const [column, list] of ranks) {
      const even = uniformity(list, 20);
      console.log(`${column.padEnd(24)} uniformity p ${even.toFixed(4)}, mean rank z ${leaning(list).toFixed(2)}`);
      // About 20 columns a model: a chance of 1 in 100 that a right program fails.
      expect(even, column).toBeGreaterThan(0.0005);
      expect(Math.abs(leaning(list)), column).toBeLessThan(3.5);
    }
  });
});
