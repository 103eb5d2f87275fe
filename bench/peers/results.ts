import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CellHeader } from './cell-files.js';
import type { Score } from './score.js';
import type { SetName } from './sets.js';

/** What became of one cell. */
export type CellResult = { readonly cell: string; readonly program: string; readonly set: SetName } & (
  | {
      readonly outcome: 'done';
      readonly score: Score;
      readonly chains: number;
      readonly drawsPerChain: number;
      readonly divergences: number;
      readonly seconds: CellHeader['seconds'];
      readonly peakMegabytes: number;
      readonly load: number;
      readonly versions: CellHeader['versions'];
    }
  | { readonly outcome: 'not reached'; readonly limitSeconds: number }
  | { readonly outcome: 'failed' | 'skipped'; readonly reason: string }
);

export function readResults(file: string): CellResult[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CellResult[]) : [];
}

/** Puts a result in the place of the same cell's older one. */
export function saveResult(file: string, result: CellResult): void {
  const others = readResults(file).filter(({ cell }) => cell !== result.cell);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify([...others, result], null, 1)}\n`);
}
