import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitFile, hasSharedData } from '../support/fit-file.js';
import { comparePosteriors, objections, type ReferenceRun } from '../support/reference-posterior.js';
import { meridianNationalQuantities, pymcMarketingQuantities } from '../support/reference-quantities.js';

const proofs = [
  ['pymc_mmm_example', 'pymc-marketing/reference.json', pymcMarketingQuantities],
  ['meridian_national_all_channels', 'meridian/national.json', meridianNationalQuantities],
] as const;

/** As in `npm test`, with so many draws of our own that the reference's error is the larger one; three seeds. */
describe.skipIf(!hasSharedData)('public posteriors, long runs of ours', () => {
  describe.each(proofs)('%s', (model, file, quantities) => {
    const reference = JSON.parse(
      readFileSync(new URL(`../reference/${file}`, import.meta.url), 'utf8'),
    ) as ReferenceRun;
    it.each([11, 12, 13])('seed %d', async (seed) => {
      const fitted = await fitFile(`bench/real/${model}.model.yaml`, { draws: 20_000, seed });
      const { chains } = fitted.sampler;
      expect(objections(comparePosteriors(reference.parameters, quantities(fitted), chains))).toEqual([]);
    });
  });
});
