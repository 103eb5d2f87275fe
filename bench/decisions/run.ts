/**
 * How good the decisions are: `npm run bench:decisions` (`-- --markets 20` for a short form, `-- --save FILE` to go on
 * where an earlier run stopped, `-- --processes 1` for one process, `-- --family 'unseen demand'` for one kind). Markets
 * 1…N are the same on every run. The model is the one that `mixplan draft` writes: the defaults of the model file, and
 * noise that carries over. Other lines are tried with `--model ''` (the defaults alone) and, for every channel,
 * `--channel 'saturation: {kind: hill, slope: {lognormal: [0.2, 0.4]}}'`.
 */
import { fork } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { row } from '../mixplan.js';
import { boldnesses, plans, type Additions, type MarketResult } from './decide-market.js';
import { families, familyOf } from './draw-market.js';

const { values: flags } = parseArgs({
  options: {
    markets: { type: 'string', default: '200' },
    processes: { type: 'string', default: '2' },
    save: { type: 'string' },
    model: { type: 'string', default: 'noise: {ar: {beta: [1, 3]}}' },
    channel: { type: 'string' },
    family: { type: 'string' },
  },
});

const results = new Map<number, MarketResult>();
if (flags.save !== undefined && existsSync(flags.save)) {
  for (const line of readFileSync(flags.save, 'utf8')
    .split('\n')
    .filter((text) => text !== '')) {
    const result = JSON.parse(line) as MarketResult;
    results.set(result.number, result);
  }
}
const markets = Number(flags.markets);
const additions: Additions = { model: flags.model === '' ? null : flags.model, channel: flags.channel ?? null };
const isWanted = (number: number): boolean => flags.family === undefined || familyOf(number) === flags.family;
const open = Array.from({ length: markets }, (_, index) => index + 1).filter(
  (number) => isWanted(number) && !results.has(number),
);

await Promise.all(Array.from({ length: Number(flags.processes) }, () => work()));
report(
  [...results.values()]
    .filter(({ number }) => number <= markets && isWanted(number))
    .sort((a, b) => a.number - b.number),
);

/** A process that takes the next market as long as there is one. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(new URL('worker.ts', import.meta.url));
    const next = (): void => {
      const number = open.shift();
      if (number !== undefined) worker.send({ number, additions });
      else worker.disconnect();
    };
    worker.on('message', (result: MarketResult) => {
      results.set(result.number, result);
      if (flags.save !== undefined) appendFileSync(flags.save, `${JSON.stringify(result)}\n`);
      process.stderr.write(`\r${results.size} of ${markets} markets`);
      next();
    });
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a process of the benchmark ended with status ${code}`));
    });
    next();
  });
}

function report(all: readonly MarketResult[]): void {
  process.stderr.write('\n');
  const names = {
    current: 'the current plan',
    ours: 'mixplan',
    equalReturn: 'equal average return',
    straight: 'least squares, straight',
    root: 'least squares, square root',
  } as const;
  for (const boldness of boldnesses) {
    process.stdout.write(`\nBoldness ±${boldness} %\n\n`);
    row('markets', 'plan', 'loss, median', '90th percentile', '÷ the increment of the best, median', '90th percentile');
    row('---', '---', '---', '---', '---', '---');
    const sets = [
      ['in the family', all.filter(({ family }) => family === 'none')],
      ['outside', all.filter(({ family }) => family !== 'none')],
      ...families.slice(1).map((family) => [family, all.filter((result) => result.family === family)] as const),
    ] as const;
    for (const [label, set] of sets) {
      if (set.length === 0) continue;
      for (const plan of ['current', ...plans] as const) {
        const lost = set.map((result) => {
          const { best, effects } = result.byBoldness.find((entry) => entry.boldness === boldness)!;
          const effect = plan === 'current' ? result.currentEffect : effects[plan];
          return { ofGain: (best - effect) / (best - result.currentEffect), ofAll: (best - effect) / best };
        });
        const ofGain = lost.map((loss) => loss.ofGain);
        const ofAll = lost.map((loss) => loss.ofAll);
        row(
          `${label} (${set.length})`,
          names[plan],
          quantile(ofGain, 0.5).toFixed(2),
          quantile(ofGain, 0.9).toFixed(2),
          quantile(ofAll, 0.5).toFixed(4),
          quantile(ofAll, 0.9).toFixed(4),
        );
      }
    }
  }
  const missed = all.filter(({ gate }) => !gate).length;
  process.stdout.write(
    `\nloss = (true optimum − plan) ÷ (true optimum − current plan), same budget and flighting.\n` +
      `${all.length} markets, ${missed} fits missed the gate (planned all the same), ` +
      `${quantile(
        all.map(({ gradients }) => gradients),
        0.5,
      )} gradients and ` +
      `${quantile(
        all.map(({ seconds }) => seconds),
        0.5,
      ).toFixed(1)} processor seconds a market (medians).\n`,
  );
}

/** By linear interpolation between order statistics. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}
