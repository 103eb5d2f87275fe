import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPanel, readTable } from '../../src/data/index.js';
import { readModelFile } from '../../src/files/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { assess, fitModel } from '../../src/mixmodel/index.js';

const model = 'bench/real/pymc_mmm_example.model.yaml';
const data = '../shared/data/pymc_mmm_example.csv';

interface Reference {
  readonly derived: Readonly<Record<string, { readonly mean: number; readonly sd: number }>>;
}

describe.skipIf(!existsSync(data))('the assessment of the public default model of PyMC-Marketing', () => {
  it('gives its published fit, and contributions and returns of the reference run', async () => {
    const spec = readModelFile(readFileSync(model), model).value!;
    const panel = readPanel(readTable(data, readFileSync(data)).value!, columnsOf(spec), expectationsOf(spec)).value!;
    const kpi = assess(await fitModel(spec, panel)).kpis[0]!;
    // Published on the documentation page "Model Evaluation in PyMC-Marketing": means over predictive draws.
    expect(Math.abs(kpi.rSquared.mean / 0.9057 - 1)).toBeLessThan(0.003);
    expect(Math.abs(kpi.rmse.mean / 351.5 - 1)).toBeLessThan(0.003);
    expect(Math.abs(kpi.mae.mean / 281.5 - 1)).toBeLessThan(0.003);

    const file = 'test/reference/pymc-marketing/reference.json';
    const { derived } = JSON.parse(readFileSync(file, 'utf8')) as Reference;
    for (const channel of kpi.channels) {
      const figures = {
        contribution: channel.contribution,
        contribution_share: channel.share,
        roas: channel.realisedRoi,
        roas_with_run_out: channel.roi,
      };
      for (const [name, found] of Object.entries(figures)) {
        const expected = derived[`${name}[${channel.id}]`]!;
        // 8000 nearly independent draws: four standard errors of the mean are 0.045 sd.
        expect(Math.abs(found.mean - expected.mean) / expected.sd, name).toBeLessThan(0.06);
        expect(Math.abs(found.sd / expected.sd - 1), name).toBeLessThan(0.06);
      }
    }
  });
});
