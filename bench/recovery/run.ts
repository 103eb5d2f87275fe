/**
 * Contribution error on fresh draws of the public recovery benchmark's sets: `npm run bench:recovery`
 * (`-- --set growing --seeds 5`). Error = RMSE of the weekly mean contribution ÷ mean true contribution, averaged over
 * channels and regions, as in the benchmark.
 */
import { parseArgs } from 'node:util';
import { median, row } from '../mixplan.js';
import { fitFiles } from '../support/fit-files.js';
import { recoveryFiles } from './files.js';
import { recoveryMarket, type RecoveryMarket } from './generator.js';
import { setNames, type SetName } from './sets.js';
import type { FittedModel } from '../../src/mixmodel/index.js';

const { values: flags } = parseArgs({
  options: { set: { type: 'string', default: 'small' }, seeds: { type: 'string', default: '10' } },
});
const name = setNames.find((known): known is SetName => known === flags.set);
if (name === undefined) throw new Error(`--set is one of ${setNames.join(', ')}`);

row('seed', 'gate', 'gradients', 'contribution error', 'worst channel');
row('---', '---', '---', '---', '---');
const errors: number[] = [];
for (let seed = 1; seed <= Number(flags.seeds); seed++) {
  const market = recoveryMarket(name, seed);
  const fitted = await fitFiles(recoveryFiles(market));
  const byChannel = contributionErrors(market, fitted);
  const error = mean(byChannel);
  errors.push(error);
  const { gate, gradients } = fitted.sampler;
  row(seed, gate ? 'yes' : 'NO', gradients, error.toFixed(3), Math.max(...byChannel).toFixed(3));
}
process.stdout.write(
  `\n${name}: mean ${mean(errors).toFixed(3)}, median ${median(errors).toFixed(3)} over ${errors.length} draws\n`,
);

function contributionErrors({ contributions }: RecoveryMarket, fitted: FittedModel): number[] {
  return fitted.assessment.kpis[0]!.channels.map(({ contributions: found }, c) => {
    const truth = contributions[c]!;
    if (found.length !== truth.length) throw new Error('contributions of the fit and of the truth differ in length');
    const squares = truth.reduce((sum, value, i) => sum + (found[i]!.mean - value) ** 2, 0);
    return Math.sqrt(squares / truth.length) / mean(Array.from(truth));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
