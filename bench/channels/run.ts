/**
 * Gradients and seconds to the gate by number of channels: `npm run bench:channels` (`-- --channels 12 --seeds 3`).
 * 156 weeks, Hill saturation with a free slope, everything else as the model file's defaults have it. Seconds are those
 * of the fit on this machine over its worker threads, without the holdout; processor seconds count all its threads and
 * the start of the program too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { inTemporaryFolder, median, mixplan, row, type FitDocument } from '../mixplan.js';

const { values: flags } = parseArgs({
  options: { channels: { type: 'string', default: '6,12,20' }, seeds: { type: 'string', default: '10' } },
});
const limits: Readonly<
  Record<number, { readonly gradients?: number; readonly worst?: number; readonly seconds: number }>
> = {
  6: { gradients: 60_000, worst: 90_000, seconds: 2 },
  12: { seconds: 4 },
  20: { gradients: 150_000, seconds: 12 },
};
const seeds = Array.from({ length: Number(flags.seeds) }, (_, index) => index + 1);

row('channels', 'seed', 'gate', 'gradients', 'seconds', 'processor seconds', 'R-hat', 'bulk ESS', 'tail ESS');
row(...Array.from({ length: 9 }, () => '---'));
for (const count of flags.channels.split(',').map(Number)) {
  const fits = [];
  for (const seed of seeds) fits.push(await fitOf(count, seed));
  const gradients = fits.map((fit) => fit.gradients);
  const seconds = median(fits.map((fit) => fit.seconds));
  const limit = limits[count];
  const held =
    fits.every((fit) => fit.gate) &&
    median(gradients) <= (limit?.gradients ?? Infinity) &&
    Math.max(...gradients) <= (limit?.worst ?? Infinity) &&
    seconds <= (limit?.seconds ?? Infinity);
  if (!held) process.exitCode = 1;
  process.stdout.write(
    `\n${count} channels: gradients median ${median(gradients)} (limit ${limit?.gradients ?? 'none'}), ` +
      `worst ${Math.max(...gradients)} (limit ${limit?.worst ?? 'none'}); seconds median ${seconds.toFixed(2)} ` +
      `(limit ${limit?.seconds ?? 'none'}) — ${held ? 'held' : 'MISSED'}\n\n`,
  );
}

interface Fit {
  readonly gate: boolean;
  readonly gradients: number;
  readonly seconds: number;
}

function fitOf(count: number, seed: number): Promise<Fit> {
  return inTemporaryFolder((folder) => {
    const market = join(folder, 'market.yaml');
    writeFileSync(market, marketOf(count));
    mixplan(folder, 'simulate', market, '--out', join(folder, 'market'), '--seed', String(seed));
    const model = join(folder, 'market/model.yaml');
    const free = '$&\n    saturation: {kind: hill, slope: {lognormal: [0.2, 0.4]}}';
    const text = readFileSync(model, 'utf8').replaceAll(/^ {4}spend: .*$/gm, free);
    writeFileSync(model, `${text}holdout: {origins: 0}\n`);
    const { out, processor } = mixplan(folder, 'fit', model, '--json');
    const { seconds, sampler } = JSON.parse(out) as FitDocument;
    row(
      count,
      seed,
      sampler.gate ? 'yes' : 'NO',
      sampler.gradients,
      seconds.toFixed(2),
      processor.toFixed(2),
      sampler.maxRhat.toFixed(4),
      Math.round(sampler.minBulkEss),
      Math.round(sampler.minTailEss),
    );
    return { seconds, gradients: sampler.gradients, gate: sampler.gate };
  });
}

/**
 * The six channels of market.yaml, repeated with other sizes and returns until there are enough; the level grows with
 * them, so that media stay the same share of sales.
 */
function marketOf(count: number): string {
  const text = readFileSync(new URL('market.yaml', import.meta.url), 'utf8');
  const market = parse(text) as {
    baseline: { level: number };
    channels: { id: string; label: string; spend: number; roi: number; alpha: number }[];
  };
  const six = market.channels;
  market.channels = Array.from({ length: count }, (_, index) => {
    const channel = six[index % six.length]!;
    const round = Math.floor(index / six.length);
    if (round === 0) return channel;
    return {
      ...channel,
      id: `${channel.id}_${round + 1}`,
      label: `${channel.label} ${round + 1}`,
      spend: Math.round(channel.spend * 0.85 ** round),
      roi: channel.roi * (round % 2 === 1 ? 0.8 : 1.2),
      alpha: channel.alpha * 0.9 ** round,
    };
  });
  market.baseline.level *= count / six.length;
  return stringify(market);
}
