import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Python programs; their pins are those of the reference posteriors, so that each stands in one place. */
export const pythonPrograms = ['pymc', 'meridian'] as const;
export type PythonProgram = (typeof pythonPrograms)[number];

const requirements: Readonly<Record<PythonProgram, string>> = {
  pymc: '../../test/reference/pymc-marketing/requirements.txt',
  meridian: '../../test/reference/meridian/requirements.txt',
};

/** The interpreter for which the versions are pinned. */
const python = 'python3.11';

export type Environment =
  { readonly interpreter: string; readonly missing: null } | { readonly interpreter: null; readonly missing: string };

/**
 * An environment of the program's own under `folder`, made when first asked for: the two programs pin versions that
 * cannot live together. The stamp is the pins, so that other pins make it anew.
 */
export function pythonEnvironment(folder: string, program: PythonProgram): Environment {
  const pins = fileURLToPath(new URL(requirements[program], import.meta.url));
  const stamp = createHash('sha256').update(readFileSync(pins)).digest('hex');
  const place = join(folder, program);
  const interpreter = join(place, 'bin', 'python');
  const stampFile = join(place, 'pins.sha256');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { interpreter, missing: null };
  if (spawnSync(python, ['--version']).status !== 0)
    return { interpreter: null, missing: `${python} is not installed` };
  mkdirSync(folder, { recursive: true });
  const steps: [string, string[]][] = [
    [python, ['-m', 'venv', '--clear', place]],
    [interpreter, ['-m', 'pip', 'install', '--quiet', '--requirement', pins]],
  ];
  for (const [command, words] of steps) {
    process.stderr.write(`${program}: ${words.slice(1, 3).join(' ')} …\n`);
    const { status, stderr } = spawnSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0)
      return { interpreter: null, missing: `setting up failed: ${stderr.trim().split('\n').at(-1) ?? ''}` };
  }
  writeFileSync(stampFile, stamp);
  return { interpreter, missing: null };
}
