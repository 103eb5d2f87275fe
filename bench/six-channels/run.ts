/**
 * Gradients and seconds to the gate on the benchmark market, seeds 1–10: `npm run bench:six-channels`.
 * Seconds are those of the fit on this machine, over its worker threads, without the holdout.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTemporaryFolder, median, mixplan, row, type FitDocument } from '../mixplan.js';

const market = fileURLToPath(new URL('market.yaml', import.meta.url));
const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const limits = { medianGradients: 60_000, worstGradients: 90_000, seconds: 5 };

row('seed', 'gate', 'gradients', 'seconds', 'R-hat', 'bulk ESS', 'tail ESS');
row('---', '---', '---', '---', '---', '---', '---');
const fits: { readonly seconds: number; readonly gradients: number; readonly gate: boolean }[] = [];
for (const seed of seeds) {
  await inTemporaryFolder((folder) => {
    mixplan(folder, 'simulate', market, '--out', join(folder, 'market'), '--seed', String(seed));
    const { out } = mixplan(folder, 'fit', join(folder, 'market/model.yaml'), '--json');
    const { seconds, sampler } = JSON.parse(out) as FitDocument;
    row(
      seed,
      sampler.gate ? 'yes' : 'NO',
      sampler.gradients,
      seconds.toFixed(2),
      sampler.maxRhat.toFixed(4),
      Math.round(sampler.minBulkEss),
      Math.round(sampler.minTailEss),
    );
    fits.push({ seconds, gradients: sampler.gradients, gate: sampler.gate });
  });
}

const gradients = fits.map((fit) => fit.gradients);
const held =
  fits.every((fit) => fit.gate) &&
  median(gradients) <= limits.medianGradients &&
  Math.max(...gradients) <= limits.worstGradients &&
  median(fits.map((fit) => fit.seconds)) <= limits.seconds;
process.stdout.write(
  `\ngradients: median ${median(gradients)} (limit ${limits.medianGradients}), worst ${Math.max(...gradients)} (limit ${limits.worstGradients}); ` +
    `seconds: median ${median(fits.map((fit) => fit.seconds)).toFixed(2)} (limit ${limits.seconds}) — ${held ? 'held' : 'MISSED'}\n`,
);
process.exitCode = held ? 0 : 1;
