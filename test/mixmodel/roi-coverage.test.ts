import { expect, it } from 'vitest';
import { roiCoverage } from '../truth/roi-coverage.js';

/** The short form of test/truth/roi-coverage.truth.test.ts, seeds 1…4. */
it('covers the true ROI of a few markets about as often as it says', async () => {
  const coverage = await roiCoverage(4, 104);
  expect(coverage.missedGates).toBe(0);
  expect(coverage.relativeWidth).toBeLessThan(1);
  // 24 intervals of 90 %: 17 or fewer has a chance of 1 in 200.
  expect(coverage.covered).toBeGreaterThanOrEqual(18);
});
