// Makes dist/: the compiled server and command line, and the page bundle.
// `--if-stale` builds only when dist is missing or older than what it is made from, so that
// `npm start` and `npm test` also work after `npm install --ignore-scripts`.
// Everything is made beside dist and put in its place at the end: what runs from dist is never half there,
// and nothing of an older build stays behind.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const cache = join(root, 'node_modules/.cache/mixplan');
const lock = join(cache, 'building.lock');
const sources = ['src', 'package.json', 'tsconfig.json', '.config/build.mjs', '.config/tsconfig.build.json'];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale() {
  const stamp = join(dist, '.built');
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return sources.some((source) => existsSync(join(root, source)) && newest(join(root, source)) > built);
}

/** Waits for a build under way; two at once would take each other's output away. */
function takeLock() {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(holderOfLock())) rmSync(lock, { force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** The process that builds; that of a lock which is just being written is not known yet. */
function holderOfLock() {
  try {
    return Number(readFileSync(lock, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function build() {
  const started = new Date();
  const made = join(cache, `dist-${process.pid}`);
  const old = join(cache, `old-${process.pid}`);
  rmSync(made, { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const config = join(root, '.config/tsconfig.build.json');
  const compiled = spawnSync(process.execPath, [tsc, '-p', config, '--outDir', made], { stdio: 'inherit' });
  if (compiled.status !== 0) {
    rmSync(made, { recursive: true, force: true });
    return compiled.status ?? 1;
  }
  copyOthers(join(root, 'src'), made);
  const entry = join(root, 'src/browser/main.ts');
  if (existsSync(entry)) {
    const { build: bundle } = await import('esbuild');
    await bundle({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      outfile: join(made, 'browser/page.js'),
      legalComments: 'none',
    });
  }
  const main = join(made, 'cli/main.js');
  if (existsSync(main)) chmodSync(main, 0o755);
  const stamp = join(made, '.built');
  writeFileSync(stamp, '');
  // What is edited while building makes the build stale.
  utimesSync(stamp, started, started);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
  rmSync(old, { recursive: true, force: true });
  return 0;
}

/** What stands in src beside the code and is read when running. */
function copyOthers(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (entry.name !== 'browser') copyOthers(source, target);
    } else if (!['.ts', '.mts', '.cts'].includes(extname(entry.name))) {
      mkdirSync(to, { recursive: true });
      cpSync(source, target);
    }
  }
}

if (!process.argv.includes('--if-stale') || isStale()) {
  takeLock();
  try {
    // Another process may have built while this one waited.
    if (!process.argv.includes('--if-stale') || isStale()) process.exitCode = await build();
  } finally {
    rmSync(lock, { force: true });
  }
}
