import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { fitFile, hasSharedData } from '../support/fit-file.js';
import { comparePosteriors, objections, type ReferenceRun } from '../support/reference-posterior.js';
import { pymcMarketingQuantities } from '../support/reference-quantities.js';

const reference = JSON.parse(
  readFileSync(new URL('pymc-marketing/reference.json', import.meta.url), 'utf8'),
) as ReferenceRun;

describe.skipIf(!hasSharedData)('the default model of PyMC-Marketing on its public example', () => {
  let fitted: FittedModel;
  beforeAll(async () => {
    fitted = await fitFile('bench/real/pymc_mmm_example.model.yaml', { draws: 8000 });
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
    expect(Object.keys(pymcMarketingQuantities(fitted)).sort()).toEqual(Object.keys(reference.parameters).sort());
  });

  it('gives the posterior of every parameter', () => {
    const compared = comparePosteriors(reference.parameters, pymcMarketingQuantities(fitted), fitted.sampler.chains);
    expect(objections(compared)).toEqual([]);
  });
});
