import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { invalidUsage } from '../jobs/index.js';
import { settle, type Terminal } from './terminal.js';

/** A file that a flag asks for, relative to the folder of the command. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The files of a table set under a folder. */
export function inFolder(folder: string, tables: Readonly<Record<string, string>>): FileToWrite[] {
  return Object.entries(tables).map(([name, content]) => ({ path: join(folder, `${name}.csv`), content }));
}

/** Writes each file whole or not at all; a place that cannot be written is a fault. True when all are there. */
export async function writeFiles(terminal: Terminal, files: readonly FileToWrite[]): Promise<boolean> {
  const { makeFolder } = await import('../store/index.js');
  for (const file of files) {
    const path = resolve(terminal.folder, file.path);
    const beside = join(dirname(path), `.${randomUUID()}.part`);
    try {
      makeFolder(dirname(path));
      await writeFile(beside, file.content);
      await rename(beside, path);
      terminal.note(terminal.t('cli.written', { path: file.path }));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      settle(terminal, invalidUsage('output-unwritable', file.path, { reason }));
      return false;
    }
  }
  return true;
}
