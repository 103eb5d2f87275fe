import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPanel, readTable } from '../../src/data/index.js';
import { readModelFile } from '../../src/files/index.js';
import { quantiles } from '../../src/inference/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { fitModel } from '../../src/mixmodel/fit.js';

const model = 'bench/real/pymc_mmm_example.model.yaml';
const data = '../shared/data/pymc_mmm_example.csv';

/** One parameter of `reference.json`, made by the `run.py` beside it. */
interface ReferenceParameter {
  readonly sd: number;
  readonly quantiles: Readonly<Record<string, number>>;
}

const columnOf: Readonly<Record<string, string>> = {
  adstock_alpha: 'alpha',
  saturation_lam: 'rate',
  saturation_beta: 'coefficient',
  gamma_control: 'control',
  gamma_fourier: 'season',
};

/** `gamma_fourier[sin_1]` there is `season[sin1]` here. */
function ourName(theirs: string): string {
  if (theirs === 'intercept_contribution') return 'intercept';
  if (theirs === 'y_sigma') return 'sigma';
  const [, name, of] = /^(\w+)\[(\w+)\]$/.exec(theirs)!;
  const subject = name === 'gamma_fourier' ? of!.replace('_', '') : of!;
  return `${columnOf[name!]!}[${subject}]`;
}

describe.skipIf(!existsSync(data))('the public default model of PyMC-Marketing', () => {
  it('gives every parameter the quantiles of the reference run', async () => {
    const spec = readModelFile(readFileSync(model), model).value!;
    const panel = readPanel(readTable(data, readFileSync(data)).value!, columnsOf(spec), expectationsOf(spec)).value!;
    const fitted = await fitModel(spec, panel, { draws: 2500 });
    expect(fitted.sampler.gate).toBe(true);
    const kpi = fitted.kpis[0]!;
    const file = 'test/reference/pymc-marketing/reference.json';
    const reference = JSON.parse(readFileSync(file, 'utf8')) as { parameters: Record<string, ReferenceParameter> };
    for (const [name, { sd, quantiles: expected }] of Object.entries(reference.parameters)) {
      const column = drawColumn(kpi, ourName(name), allRows(kpi));
      const levels = Object.keys(expected).map(Number);
      const found = quantiles(
        column,
        levels.map((level) => level / 100),
      );
      levels.forEach((level, i) => {
        // 10 000 nearly independent draws: four standard errors are 0.05 sd at the median, 0.11 sd at the ends.
        const tolerance = level < 10 || level > 90 ? 0.13 : 0.07;
        expect(Math.abs(found[i]! - expected[String(level)]!) / sd, `${name} at ${level} %`).toBeLessThan(tolerance);
      });
    }
  });
});
