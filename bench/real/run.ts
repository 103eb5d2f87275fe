/**
 * Fits every public set twice in fresh homes and prints what the issue of a good fit is: `npm run bench:real`.
 * The gate must be reached without a divergence unexplained, and the second run must give the same digits.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTemporaryFolder, mixplan, row, type FitDocument } from '../mixplan.js';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, '../../../shared/data'))) {
  process.stdout.write('skipped: the folder ../shared/data with the public data sets is absent\n');
} else {
  row(
    'model',
    'gate',
    'R-hat',
    'bulk ESS',
    'tail ESS',
    'divergences',
    'gradients',
    'seconds',
    'R²',
    'RMSE',
    'MAE',
    'same digits',
  );
  row(...Array.from({ length: 12 }, () => '---'));
  for (const file of readdirSync(here).filter((name) => name.endsWith('.model.yaml'))) {
    const fit = (): Promise<FitDocument> =>
      inTemporaryFolder((home) => JSON.parse(mixplan(home, 'fit', join(here, file), '--json').out) as FitDocument);
    const [first, second] = [await fit(), await fit()];
    const { sampler } = first;
    const same = JSON.stringify(first.kpis) === JSON.stringify(second.kpis);
    if (!sampler.gate || !same) process.exitCode = 1;
    row(
      file.replace('.model.yaml', ''),
      sampler.gate ? 'yes' : 'NO',
      sampler.maxRhat.toFixed(4),
      Math.round(sampler.minBulkEss),
      Math.round(sampler.minTailEss),
      sampler.divergences,
      sampler.gradients,
      first.seconds.toFixed(2),
      first.kpis[0]!.rSquared.mean.toFixed(4),
      first.kpis[0]!.rmse.mean.toPrecision(5),
      first.kpis[0]!.mae.mean.toPrecision(5),
      same ? 'yes' : 'NO',
    );
  }
}
