import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the nearest package.json named mixplan at or above `from`; null where there is none. */
function nearestProject(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && nameIn(file) === 'mixplan') return folder;
    if (dirname(folder) === folder) return null;
  }
}

function nameIn(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name;
  } catch {
    return undefined;
  }
}

/** Where the product itself is installed: shipped models, scenarios and dist lie here. */
export function installedRoot(): string {
  return nearestProject(here) ?? resolve(here, '../..');
}

/** Version of the product, e.g. `0.1.0`. */
export function productVersion(): string {
  return (JSON.parse(readFileSync(join(installedRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}

/** Where the store lives: the flag, else MIXPLAN_HOME, else `var/` beside the nearest project, else `./var`. */
export function chooseHome(flag: string | undefined, environment: NodeJS.ProcessEnv, folder: string): string {
  const named = flag ?? (environment.MIXPLAN_HOME === '' ? undefined : environment.MIXPLAN_HOME);
  if (named !== undefined) return resolve(folder, named);
  return join(nearestProject(folder) ?? folder, 'var');
}

/** A compiled file of this room; workers always run from dist, in tests as well. */
export function compiledFile(name: string): URL {
  return new URL(`file://${join(installedRoot(), 'dist/jobs', name)}`);
}
