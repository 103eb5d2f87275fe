import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spoilt } from './mutations.js';
import { wholeWay } from './whole-way.js';

/** The short form of test/truth/fuzz.truth.test.ts. */
it('spoilt model files and tables are refused with a reason or fitted with finite numbers', async () => {
  await fc.assert(
    fc.asyncProperty(spoilt, async (files) => {
      const { fitted, faults, unfinite, empty, seconds } = await wholeWay(files);
      if (!fitted) expect(faults.some(({ severity }) => severity === 'error')).toBe(true);
      expect(unfinite).toEqual([]);
      expect(empty).toEqual([]);
      expect(seconds).toBeLessThan(30);
    }),
    { numRuns: 60, seed: 20261126 },
  );
});
