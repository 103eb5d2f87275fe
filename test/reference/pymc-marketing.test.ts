import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanError, quantileError, summary } from '../../src/inference/index.js';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { column, fitFile, hasSharedData } from '../support/fit-file.js';

interface ReferenceParameter {
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: Readonly<Record<string, number>>;
  readonly mcse_mean: number;
  readonly mcse_quantiles: Readonly<Record<string, number>>;
}
const reference = JSON.parse(readFileSync(new URL('pymc-marketing/reference.json', import.meta.url), 'utf8')) as {
  readonly parameters: Readonly<Record<string, ReferenceParameter>>;
};

/** Our column for each of theirs. */
const ours: Readonly<Record<string, string>> = {
  intercept_contribution: 'intercept',
  'adstock_alpha[x1]': 'alpha[x1]',
  'adstock_alpha[x2]': 'alpha[x2]',
  'saturation_lam[x1]': 'rate[x1]',
  'saturation_lam[x2]': 'rate[x2]',
  'saturation_beta[x1]': 'coefficient[x1]',
  'saturation_beta[x2]': 'coefficient[x2]',
  'gamma_control[event_1]': 'control[event_1]',
  'gamma_control[event_2]': 'control[event_2]',
  'gamma_control[t]': 'control[t]',
  'gamma_fourier[sin_1]': 'season[sin1]',
  'gamma_fourier[sin_2]': 'season[sin2]',
  'gamma_fourier[cos_1]': 'season[cos1]',
  'gamma_fourier[cos_2]': 'season[cos2]',
  y_sigma: 'sigma',
};

describe.skipIf(!hasSharedData)('the default model of PyMC-Marketing on its public example', () => {
  let fitted: FittedModel;
  beforeAll(async () => {
    fitted = await fitFile('bench/real/pymc_mmm_example.model.yaml');
  });

  it.each([
    ['rSquared', 0.9057],
    ['rmse', 351.5],
    ['mae', 281.5],
  ] as const)('gives the published %s of %d within 0.3 %%', (measure, published) => {
    const measured = fitted.assessment.kpis[0]![measure].mean;
    expect(Math.abs(measured / published - 1)).toBeLessThan(0.003);
  });

  it('covers every parameter of the reference run', () => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(reference.parameters).sort());
  });

  // z = difference ÷ combined Monte-Carlo error: normal if both programs sample the same posterior.
  it('gives the mean and the quantiles of every parameter', () => {
    const scores = Object.entries(reference.parameters).flatMap(([theirs, expected]) => {
      const values = column(fitted, ours[theirs]!);
      const chains = fitted.sampler.chains;
      const measured = summary(values);
      const compare = (what: string, value: number, wanted: number, ownError: number | null, theirError: number) => ({
        what: `${theirs} ${what}`,
        z: (value - wanted) / Math.hypot(ownError ?? NaN, theirError),
      });
      const quantiles = [
        ['5', measured.p05, 0.05],
        ['25', measured.p25, 0.25],
        ['50', measured.p50, 0.5],
        ['75', measured.p75, 0.75],
        ['95', measured.p95, 0.95],
      ] as const;
      return [
        compare('mean', measured.mean, expected.mean, meanError(values, chains), expected.mcse_mean),
        ...quantiles.map(([name, value, p]) =>
          compare(name, value, expected.quantiles[name]!, quantileError(values, chains, p), expected.mcse_quantiles[name]!),
        ),
      ];
    });
    expect(scores.filter(({ z }) => !Number.isFinite(z))).toEqual([]);
    expect(scores.filter(({ z }) => Math.abs(z) > 4.5)).toEqual([]);
    expect(scores.filter(({ z }) => Math.abs(z) > 2).length / scores.length).toBeLessThanOrEqual(0.08);
  });
});
