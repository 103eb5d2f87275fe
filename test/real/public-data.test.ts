import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitFile, hasSharedData, sharedData } from '../support/fit-file.js';

const models = [
  'robyn_weekly',
  'meridian_national_all_channels',
  'meridian_national_media_rf',
  'recovery_small_business',
] as const;

describe.skipIf(!hasSharedData)('public data sets, unattended', () => {
  it.each(models)('%s reaches the gate', async (name) => {
    const fitted = await fitFile(`bench/real/${name}.model.yaml`);
    expect(fitted.sampler.missed).toEqual([]);
    expect(fitted.sampler.maxRhat).toBeLessThan(1.01);
    expect(fitted.sampler.minBulkEss).toBeGreaterThanOrEqual(400);
    expect(fitted.sampler.minTailEss).toBeGreaterThanOrEqual(400);
    expect(fitted.sampler.divergences).toBe(0);
  });

  it('gives the same digits on a second run', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => fitFile('bench/real/recovery_small_business.model.yaml')),
    );
    expect(second!.kpis[0]!.draws).toEqual(first!.kpis[0]!.draws);
    expect(second!.assessment).toEqual(first!.assessment);
  });

  // Error as in the data folder's README: RMSE of the weekly contribution ÷ mean true contribution, averaged over channels.
  it('recovers the true contributions of the small business within 0.25', async () => {
    const fitted = await fitFile('bench/real/recovery_small_business.model.yaml');
    const [header, ...rows] = readFileSync(
      resolve(sharedData, 'recovery/small_business_20250715.truth_contributions.csv'),
      'utf8',
    )
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const errors = fitted.assessment.kpis[0]!.channels.map((channel, index) => {
      const truth = rows.map((row) => Number(row[2 + index]));
      expect(header![2 + index]).toContain(`contribution_x${index + 1}_`);
      expect(channel.contributions).toHaveLength(truth.length);
      const meanTruth = truth.reduce((sum, value) => sum + value, 0) / truth.length;
      const squares = truth.reduce((sum, value, t) => sum + (channel.contributions[t]!.mean - value) ** 2, 0);
      return Math.sqrt(squares / truth.length) / meanTruth;
    });
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.25);
  });
});
