/**
 * This program, PyMC-Marketing and Google Meridian on the same data, side by side: `npm run bench:peers`.
 *
 *     npm run bench:peers -- --cell ours-generic:small --cell pymc-own:small   # only these cells
 *     npm run bench:peers -- --again                                           # also those that are done
 *     npm run bench:peers -- --print                                           # the table of what is there
 *
 * Cells that are done are not run again; README.md tells what is compared and the other flags.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { row } from '../mixplan.js';
import { readCell, type CellHeader } from './cell-files.js';
import { cells, programTitles, type Cell } from './cells.js';
import { pythonEnvironment } from './environment.js';
import { readResults, saveResult, type CellResult } from './results.js';
import { scoreCell } from './score.js';
import { dataFolder, readPeerSet, setNames } from './sets.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    cell: { type: 'string', multiple: true },
    environments: { type: 'string', default: join(root, 'node_modules/.cache/peers') },
    results: { type: 'string', default: join(root, 'node_modules/.cache/peers/results.json') },
    limit: { type: 'string', default: '1200' },
    draws: { type: 'string', default: '1000' },
    tune: { type: 'string', default: '1000' },
    again: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
  },
});
const sampling = { draws: Number(flags.draws), tune: Number(flags.tune), chains: 4, cores: 2, targetAccept: 0.9 };
const limitSeconds = Number(flags.limit);
const work = join(flags.environments, 'cells');

if (!existsSync(dataFolder)) {
  process.stdout.write('skipped: the folder ../shared/data with the public data sets is absent\n');
} else {
  for (const name of flags.cell ?? []) {
    if (!cells.some((cell) => cell.name === name)) {
      throw new RangeError(`no cell ${name}; there are ${cells.map((cell) => cell.name).join(', ')}`);
    }
  }
  const wanted = flags.print ? [] : cells.filter(({ name }) => flags.cell?.includes(name) ?? true);
  for (const cell of wanted) {
    const before = readResults(flags.results).find((result) => result.cell === cell.name);
    if (before !== undefined && before.outcome !== 'skipped' && !flags.again) continue;
    process.stderr.write(`${cell.name} …\n`);
    saveResult(flags.results, await runCell(cell));
  }
  printTable(readResults(flags.results));
}

async function runCell(cell: Cell): Promise<CellResult> {
  const place = { cell: cell.name, program: cell.program, set: cell.set };
  const folder = join(work, cell.name.replace(':', '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (cell.program === 'ours') {
    const gate = await ourRun(cell, 'auto', join(folder, 'gate'));
    if (gate !== null) return { ...place, ...gate };
    const drawn = await ourRun(cell, sampling.draws, folder);
    if (drawn !== null) return { ...place, ...drawn };
    return scored(cell, folder, readCell(join(folder, 'gate')).header.ownGate);
  }
  const { interpreter, missing } = pythonEnvironment(flags.environments, cell.program);
  if (interpreter === null) return { ...place, outcome: 'skipped', reason: missing };
  const script = fileURLToPath(new URL(`python/${cell.program}_cell.py`, import.meta.url));
  const failure = await run(interpreter, [
    script,
    cell.set,
    dataFolder,
    folder,
    JSON.stringify({ ...sampling, variant: cell.variant }),
  ]);
  return failure === null ? scored(cell, folder) : { ...place, ...failure };
}

function ourRun(cell: Cell, draws: 'auto' | number, folder: string): Promise<Failure | null> {
  const options = { variant: cell.variant, draws, chains: sampling.chains, seed: 7 };
  const script = fileURLToPath(new URL('ours.ts', import.meta.url));
  return run(process.execPath, ['--import', 'tsx', script, cell.set, dataFolder, folder, JSON.stringify(options)]);
}

function scored(cell: Cell, folder: string, ownGate?: CellHeader['ownGate']): CellResult {
  const { header, blocks } = readCell(folder);
  const score = scoreCell(ownGate === undefined ? header : { ...header, ownGate }, blocks, readPeerSet(cell.set));
  rmSync(folder, { recursive: true, force: true });
  return {
    cell: cell.name,
    program: cell.program,
    set: cell.set,
    outcome: 'done',
    score,
    chains: header.chains,
    drawsPerChain: header.draws / header.chains,
    divergences: header.divergences,
    seconds: header.seconds,
    peakMegabytes: header.peakMegabytes,
    load: header.load,
    versions: header.versions,
  };
}

type Failure =
  | { readonly outcome: 'not reached'; readonly limitSeconds: number }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Runs a cell's process within the limit; null when it ended well. */
function run(command: string, words: readonly string[]): Promise<Failure | null> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    let late = false;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitSeconds * 1000);
    child.on('close', (status) => {
      clearTimeout(timer);
      if (late) resolve({ outcome: 'not reached', limitSeconds });
      else if (status === 0) resolve(null);
      else resolve({ outcome: 'failed', reason: reasonIn(said) ?? `status ${status}` });
    });
  });
}

/** The last line that names an error, else the last one. */
function reasonIn(said: string): string | null {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /\w(?:Error|Exit)\b/.test(line)) ?? lines.at(-1) ?? null;
}

function printTable(results: readonly CellResult[]): void {
  const heads = [
    'set',
    'program and model',
    'ESS/s',
    'ESS',
    's to the gate',
    's',
    'MB',
    'contribution error',
    'ROI in 90 %',
    'CRPS contribution',
    'CRPS KPI',
    'divergences',
    'load',
  ];
  row(...heads);
  row(...heads.map(() => '---'));
  for (const set of setNames) {
    for (const cell of cells.filter((one) => one.set === set)) {
      const result = results.find((one) => one.cell === cell.name);
      if (result === undefined) continue;
      const title = `${programTitles[cell.program]}, ${cell.variant}`;
      row(set, title, ...figures(result));
    }
  }
}

function figures(result: CellResult): (string | number)[] {
  if (result.outcome !== 'done') {
    const said =
      result.outcome === 'not reached'
        ? `not reached within ${result.limitSeconds} s`
        : `${result.outcome}: ${result.reason}`;
    return [said, ...Array.from({ length: 10 }, () => '')];
  }
  const { score } = result;
  const { gate, coverage } = score;
  const share = (value: number | null): string => (value === null ? '' : value.toFixed(3));
  return [
    score.essPerSecond.toPrecision(3),
    Math.round(score.ess),
    gate.reached
      ? gate.seconds.toFixed(1)
      : `not reached in ${gate.drawsPerChain} draws a chain, ${gate.seconds.toFixed(1)}`,
    result.seconds.draws.toFixed(1),
    Math.round(result.peakMegabytes),
    share(score.contributionError),
    coverage === null ? '' : `${coverage.held} of ${coverage.of}`,
    share(score.crpsContribution),
    share(score.crpsKpi),
    result.divergences,
    result.load.toFixed(1),
  ];
}
