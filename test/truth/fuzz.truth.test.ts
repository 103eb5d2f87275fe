import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spoilt } from '../fuzz/mutations.js';
import { wholeWay } from '../fuzz/whole-way.js';

it('two thousand spoilt model files and tables are refused with a reason or fitted with finite numbers', async () => {
  let fits = 0;
  await fc.assert(
    fc.asyncProperty(spoilt, async (files) => {
      const { fitted, faults, unfinite, empty, seconds } = await wholeWay(files);
      if (fitted) fits += 1;
      else expect(faults.some(({ severity }) => severity === 'error')).toBe(true);
      expect(unfinite).toEqual([]);
      expect(empty).toEqual([]);
      expect(seconds).toBeLessThan(30);
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(fits).toBeGreaterThan(200);
});
