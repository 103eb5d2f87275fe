import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { fitFile, hasSharedData } from '../support/fit-file.js';
import { comparePosteriors, objections, type ReferenceRun } from '../support/reference-posterior.js';
import { meridianNationalQuantities } from '../support/reference-quantities.js';

const reference = JSON.parse(readFileSync(new URL('meridian/national.json', import.meta.url), 'utf8')) as ReferenceRun;

describe.skipIf(!hasSharedData)("Meridian's national default on its simulated national set", () => {
  let fitted: FittedModel;
  beforeAll(async () => {
    fitted = await fitFile('bench/real/meridian_national_all_channels.model.yaml', { draws: 3000 });
  });

  it('covers every parameter of the reference run', () => {
    expect(Object.keys(meridianNationalQuantities(fitted)).sort()).toEqual(Object.keys(reference.parameters).sort());
  });

  it('gives the posterior of every parameter', () => {
    const ours = meridianNationalQuantities(fitted);
    expect(objections(comparePosteriors(reference.parameters, ours, fitted.sampler.chains))).toEqual([]);
  });
});
