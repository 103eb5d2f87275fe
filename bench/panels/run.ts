/**
 * Models of several regions: `npm run bench:panels` (`-- --only growing,medium`). Of each public set: gate, gradients,
 * seconds of the fit on this machine over its worker threads, processor seconds of the whole program, and where
 * the truth is known the contribution error: root mean squared error of the contribution per region and period ÷
 * its true mean, averaged over channels and regions. Then the cost of a gradient against the size of the data.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { makePeriods, type Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { compileTarget, scalesOf, type ModelSpec } from '../../src/mixmodel/index.js';
import { readModelFile } from '../../src/files/index.js';
import { inTemporaryFolder, mixplan, row, type FitDocument } from '../mixplan.js';

const here = import.meta.dirname;
const data = join(here, '../../../shared/data');
const { values: flags } = parseArgs({
  options: { only: { type: 'string', default: 'growing,medium,geo_all_channels,large' } },
});

interface Benchmark {
  readonly table: string;
  readonly truth: string | null;
  readonly seconds: number | null;
  readonly error: number | null;
}

const sets: Readonly<Record<string, Benchmark>> = {
  growing: recovery('growing', null, 0.33),
  medium: recovery('medium', null, 0.13),
  geo_all_channels: { table: 'meridian/geo_all_channels.csv', truth: null, seconds: 30, error: null },
  large: recovery('large', 900, null),
};

function recovery(name: string, seconds: number | null, error: number | null): Benchmark {
  const file = `recovery/${name}_business_20250715`;
  return { table: `${file}.csv`, truth: `${file}.truth_contributions.csv`, seconds, error };
}

row(
  'set',
  'gate',
  'gradients',
  'seconds',
  'processor seconds',
  'limit',
  'R-hat',
  'bulk ESS',
  'contribution error',
  'limit',
);
row(...Array.from({ length: 10 }, () => '---'));
for (const name of flags.only.split(',').filter(Boolean)) {
  const set = sets[name];
  if (set === undefined) throw new RangeError(`no set ${name}; there are ${Object.keys(sets).join(', ')}`);
  if (!existsSync(join(data, set.table))) {
    process.stdout.write(`${name}: ../shared/data/${set.table} is absent, skipped\n`);
    continue;
  }
  await inTemporaryFolder((folder) => {
    fit(folder, name, set);
  });
}
costOfGradient();

function fit(folder: string, name: string, set: Benchmark): void {
  const tables = join(folder, 'tables');
  const run = mixplan(folder, 'fit', join(here, `${name}.yaml`), '--json', '--csv', tables);
  const fitted = JSON.parse(run.out) as FitDocument;
  const { sampler, seconds } = fitted;
  const error =
    set.truth === null ? null : contributionError(name, join(data, set.truth), join(tables, 'contributions.csv'));
  row(
    name,
    String(sampler.gate),
    sampler.gradients,
    seconds.toFixed(1),
    run.processor.toFixed(1),
    set.seconds ?? '',
    sampler.maxRhat.toFixed(4),
    sampler.minBulkEss.toFixed(0),
    error === null ? '' : error.toFixed(3),
    set.error ?? '',
  );
}

/** @returns mean over channels and regions of RMSE ÷ mean true contribution; channels that did nothing are left out */
function contributionError(name: string, truthFile: string, fittedFile: string): number {
  const rows = (file: string): Record<string, string>[] =>
    parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true });
  const truth = rows(truthFile);
  const channels = Object.keys(truth[0] ?? {}).filter((header) => header.startsWith('contribution_'));
  const spends = channelsBySpend(name);
  const found = new Map(
    rows(fittedFile).map((line) => [`${line['period']} ${line['group']} ${line['channel']}`, Number(line['mean'])]),
  );
  const sums = new Map<string, { square: number; total: number; count: number }>();
  for (const line of truth) {
    for (const channel of channels) {
      const key = `${line['geo']} ${channel}`;
      const id = spends.get(channel.replace('contribution_', ''));
      const estimate = found.get(`${line['date']} ${line['geo']} ${id}`);
      if (estimate === undefined) continue;
      const actual = Number(line[channel]);
      const sum = sums.get(key) ?? { square: 0, total: 0, count: 0 };
      sum.square += (estimate - actual) ** 2;
      sum.total += actual;
      sum.count += 1;
      sums.set(key, sum);
    }
  }
  const errors = [...sums.values()]
    .filter(({ total }) => total > 0)
    .map(({ square, total, count }) => Math.sqrt(square / count) / (total / count));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** Channel ids by their spend column. */
function channelsBySpend(name: string): Map<string, string> {
  const { value } = readModelFile(readFileSync(join(here, `${name}.yaml`)), name);
  return new Map(value!.channels.map(({ id, spendColumn }) => [spendColumn, id]));
}

/** Milliseconds per gradient from 1 to 16 times the rows, and the slope of the line through their logarithms. */
function costOfGradient(): void {
  const base = readModelFile(readFileSync(join(here, 'growing.yaml')), 'growing.yaml').value!;
  const points = [1, 2, 4, 8, 16].map((factor) => ({ factor, milliseconds: timed(base, 4 * factor, 104) }));
  row('groups', 'ms per gradient');
  row('---', '---');
  for (const { factor, milliseconds } of points) row(4 * factor, milliseconds.toFixed(3));
  const xs = points.map(({ factor }) => Math.log(factor));
  const ys = points.map(({ milliseconds }) => Math.log(milliseconds));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const slope =
    xs.reduce((sum, value, i) => sum + (value - x) * (ys[i]! - y), 0) /
    xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
  process.stdout.write(`slope ${slope.toFixed(3)} (limit 1.1)\n`);
}

function timed(spec: ModelSpec, groups: number, periods: number): number {
  const panel = noisePanel(spec, groups, periods);
  const kpi = spec.kpis[0]!.id;
  const { target } = compileTarget(spec, panel, scalesOf(spec, panel), kpi);
  const position = new Float64Array(target.dimension);
  const gradient = new Float64Array(target.dimension);
  const runs = Math.max(20, Math.round(4000 / groups));
  const samples = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < runs; i++) target.logDensityAndGradient(position, gradient);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / runs;
  });
  return Math.min(...samples.slice(1));
}

function noisePanel(spec: ModelSpec, groups: number, periods: number): Panel {
  const random = randomStream(1, 'cost of a gradient', groups);
  const wave = (): Float64Array => Float64Array.from({ length: groups * periods }, () => 1 + random.uniform());
  return {
    grain: 'weekly',
    dateMarks: 'start',
    periods: makePeriods(
      Array.from({ length: periods }, (_, week) => 18995 + 7 * week),
      'weekly',
      'start',
    ),
    groups: Array.from({ length: groups }, (_, g) => `g${g + 1}`),
    inLikelihood: new Uint8Array(groups * periods).fill(1),
    kpis: spec.kpis.map(({ id }) => ({ id, values: wave(), valuePerUnit: null })),
    channels: spec.channels.map(({ id }) => {
      const spend = wave();
      return { id, spend, media: spend, mediaIsSpend: true };
    }),
    organic: [],
    treatments: [],
    controls: spec.controls.map(({ id }) => ({ id, values: wave() })),
    holidays: [],
  };
}
