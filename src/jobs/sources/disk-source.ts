import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fault, tableLimits, type Reading } from '../../data/index.js';
import type { FileSource, SourceFile } from './source.js';

const scenarioExtensions = ['.yaml', '.yml', '.json'];

/** Files on disk: paths are relative to the file that names them, else to `folder`; regular files only. */
export function diskSource(folder: string): FileSource {
  const locate = (name: string, from?: string): string =>
    isAbsolute(name) ? name : from === undefined ? resolve(folder, name) : resolve(folder, dirname(from), name);
  return {
    async read(name, from) {
      const shown = from === undefined || isAbsolute(name) ? name : join(dirname(from), name);
      return readRegular(locate(name, from), shown);
    },
    async neighbours(from) {
      const place = dirname(from);
      const names = await readdir(resolve(folder, place)).catch(() => []);
      return names
        .filter((name) => scenarioExtensions.includes(extname(name).toLowerCase()))
        .sort()
        .map((name) => join(place, name))
        .filter((name) => resolve(folder, name) !== resolve(folder, from));
    },
  };
}

async function readRegular(path: string, shown: string): Promise<Reading<SourceFile>> {
  const refuse = (code: string, params: Record<string, string | number> = {}): Reading<SourceFile> => ({
    value: null,
    faults: [fault(code, 'error', { file: shown }, shown, params)],
  });
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return refuse(stats.isDirectory() ? 'file-is-directory' : 'file-not-regular');
    if (stats.size > tableLimits.fileBytes) {
      return refuse('file-too-large', { limit: tableLimits.fileBytes / 1024 / 1024 });
    }
    return { value: { name: shown, bytes: await readFile(path) }, faults: [] };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') return refuse('file-missing');
    return refuse('file-unreadable', { reason: code });
  }
}
