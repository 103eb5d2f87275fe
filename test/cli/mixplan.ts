import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function start(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', MIXPLAN_HOME: join(folder, 'home'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Kills the process as soon as it says that something is saved; resolves when it is gone. */
export function endedOnceSaved(folder: string, args: readonly string[]): Promise<void> {
  const child = start(folder, args);
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes(': saved')) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      resolve();
    });
  });
}

/** Runs the command line in a folder, with a home of its own and no terminal. */
export function mixplan(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = start(folder, args, environment);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, out, err });
    });
  });
}

/** A folder that is gone after `remove`. */
export function scratchFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'mixplan-cli-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
