import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * One home in which the shipped models are fitted and their scenarios planned, made once for all tests that need
 * it: kept under node_modules/.cache by the content of everything that decides what it holds.
 */

export const root = new URL('../..', import.meta.url).pathname;
const cache = join(root, 'node_modules/.cache/mixplan-test-home');
const lock = join(cache, 'lock');
const made = [
  'models',
  'scenarios',
  ...['data', 'files', 'inference', 'jobs', 'mixmodel', 'planning', 'store'].map((room) => `src/${room}`),
];
// Longer than making the home may take: examples ready, then holdouts.
const lockStaleAfter = 360_000;
const readyWithin = 170_000;

function* filesUnder(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

function contentKey(): string {
  const hash = createHash('sha256');
  for (const place of made) {
    for (const file of filesUnder(join(root, place))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A folder of its own, holding a copy of the fitted home; `remove` when done. */
export async function fittedHome(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const kept = join(cache, contentKey());
  if (!existsSync(kept)) await underLock(() => makeHome(kept));
  const path = mkdtempSync(join(tmpdir(), 'mixplan-home-'));
  cpSync(kept, path, { recursive: true });
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Test files run side by side: the first makes the home, the others wait for it. */
async function underLock(make: () => Promise<void>): Promise<void> {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (Date.now() - statSync(lock, { throwIfNoEntry: false })!.mtimeMs > lockStaleAfter)
        rmSync(lock, { recursive: true, force: true });
      await wait(300);
    }
  }
  try {
    await make();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function makeHome(kept: string): Promise<void> {
  if (existsSync(kept)) return;
  const making = `${kept}-making`;
  rmSync(making, { recursive: true, force: true });
  const server = await startServer(making);
  try {
    await server.ready();
    await until(readyWithin, async () => {
      const list = (await (await fetch(new URL('/api/v1/models', server.url))).json()) as {
        items: { holdout: string }[];
      };
      return list.items.every((model) => model.holdout === 'done');
    });
  } finally {
    await server.stop();
  }
  for (const name of readdirSync(cache)) {
    if (name !== 'lock' && join(cache, name) !== making) rmSync(join(cache, name), { recursive: true, force: true });
  }
  renameSync(making, kept);
}

async function until(milliseconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not so after ${milliseconds / 1000} s`);
    await wait(250);
  }
}

export interface Server {
  /** With a slash at its end. */
  readonly url: string;
  /** Milliseconds from the start of the process until it listened. */
  readonly listenedAfter: number;
  /** All that it said on standard error. */
  readonly log: () => string;
  /** Once the examples are there. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** The real command line, `mixplan serve`, on any free port. */
export async function startServer(home: string): Promise<Server> {
  const started = Date.now();
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'serve', '--port', '0', '--home', home], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const found = /listening: (http:\S+)/.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (status) => {
      reject(new Error(`the server ended with ${status ?? 'a signal'}: ${log}`));
    });
  });
  const listenedAfter = Date.now() - started;
  const ready = (): Promise<void> =>
    until(readyWithin, async () => (await fetch(new URL('/healthz', url))).status === 200);
  return { url, listenedAfter, log: () => log, ready, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(patience);
}
