import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { column, fitFile, hasSharedData } from '../support/fit-file.js';
import { comparePosteriors, objections, type ReferenceQuantity } from '../support/reference-posterior.js';

const reference = JSON.parse(readFileSync(new URL('pymc-marketing/reference.json', import.meta.url), 'utf8')) as {
  readonly parameters: Readonly<Record<string, ReferenceQuantity>>;
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

  it('gives the posterior of every parameter', () => {
    const compared = comparePosteriors(reference.parameters, (name) => column(fitted, ours[name]!), 4);
    expect(objections(compared)).toEqual([]);
  });
});
