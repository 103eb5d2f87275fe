import { describe, expect, it } from 'vitest';
import { calibrationModels, calibrationPanel } from '../truth/calibration-models.js';
import { calibrationRanks, leaning, uniformity } from '../truth/sbc.js';

/** The short form of test/truth/sbc.truth.test.ts: enough to find a lost Jacobian or a wrong gradient. */
describe.each(Object.entries(calibrationModels))('calibration of %s, in short', (_name, model) => {
  it('ranks truths drawn from the priors evenly', async () => {
    // A drifting level costs a Cholesky of all periods per gradient: its short form is shorter.
    const markets = model.baseline.trend.kind === 'drift' ? 5 : 16;
    const seeds = Array.from({ length: markets }, (_, i) => i + 1);
    const template = (seed: number) => calibrationPanel(seed, 40, ['tv', 'search']);
    const ranks = await calibrationRanks({ model, template, seeds });
    expect(ranks.size).toBeGreaterThan(8);
    for (const [column, list] of ranks) {
      expect(uniformity(list, 4), column).toBeGreaterThan(0.0005);
      expect(Math.abs(leaning(list)), column).toBeLessThan(3.7);
    }
  }, 180_000);
});
