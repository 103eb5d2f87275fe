import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPanel, readTable } from '../../src/data/index.js';
import { readModelFile } from '../../src/files/index.js';
import { quantileError, quantiles } from '../../src/inference/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { fitModel } from '../../src/mixmodel/fit.js';

const model = 'bench/real/pymc_mmm_example.model.yaml';
const data = '../shared/data/pymc_mmm_example.csv';

/** One parameter of `reference.json`, made by the `run.py` beside it. */
interface ReferenceParameter {
  readonly quantiles: Readonly<Record<string, number>>;
  /** Monte Carlo standard error of each quantile of the reference run. */
  readonly mcse_quantiles: Readonly<Record<string, number>>;
}

/** 15 parameters × 9 quantiles: the chance that any of them is further off in a right program is 1 in 1000. */
const standardErrors = 4.5;

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
    const squares: number[] = [];
    for (const [name, expected] of Object.entries(reference.parameters)) {
      const column = drawColumn(kpi, ourName(name), allRows(kpi));
      for (const [level, value] of Object.entries(expected.quantiles)) {
        const p = Number(level) / 100;
        // Both runs are finite; a skewed tail is known less well than a normal one, so the errors are measured.
        const error = Math.hypot(quantileError(column, fitted.sampler.chains, p)!, expected.mcse_quantiles[level]!);
        const score = (quantiles(column, [p])[0]! - value) / error;
        expect(Math.abs(score), `${name} at ${level} %`).toBeLessThan(standardErrors);
        squares.push(score * score);
      }
    }
    // Scores of size one on the whole: no further apart than two runs of one program.
    expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)).toBeLessThan(1.5);
  });
});
