import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What `fit --json` prints, as far as benchmarks read it; see the interfaces in README.md. */
export interface FitDocument {
  readonly seconds: number;
  readonly sampler: {
    readonly maxRhat: number;
    readonly minBulkEss: number;
    readonly minTailEss: number;
    readonly divergences: number;
    readonly gradients: number;
    readonly gate: boolean;
  };
  readonly kpis: readonly {
    readonly id: string;
    readonly rSquared: { readonly mean: number };
    readonly rmse: { readonly mean: number };
    readonly mae: { readonly mean: number };
    readonly parameters: readonly { readonly name: string; readonly summary: Readonly<Record<string, number>> }[];
    readonly channels: readonly { readonly id: string; readonly roi: Readonly<Record<string, number>> }[];
  }[];
}

/** One run of the built command line. */
export interface Run {
  readonly status: number | null;
  readonly out: string;
  /** Processor seconds of the program and its threads. */
  readonly processor: number;
}

/** Runs the built command line as a user would, in a home of its own, and returns what it printed. */
export function mixplan(home: string, ...words: string[]): Run {
  const before = childSeconds();
  const run = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words, '--home', home], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status !== 0) process.stderr.write(run.stderr);
  return { status: run.status, out: run.stdout, processor: childSeconds() - before };
}

/** Processor seconds of all programs that this one has run and waited for, as the system counts them; 0 where it does not. */
function childSeconds(): number {
  try {
    // Fields 16 and 17 of proc(5), in hundredths: user and system time of waited-for children.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return 0;
  }
}

/** Calls with a folder that is gone afterwards. */
export async function inTemporaryFolder<T>(act: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mixplan-bench-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function row(...cells: (string | number)[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
