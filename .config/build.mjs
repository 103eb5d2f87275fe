// Makes dist/: the compiled server and command line, the page bundle and the precompiled templates.
// `--if-stale` builds only when dist is missing or older than what it is made from, so that
// `npm start` and `npm test` also work after `npm install --ignore-scripts`.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const sources = ['src', 'package.json', 'tsconfig.json', '.config/build.mjs', '.config/tsconfig.build.json'];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return sources.some((source) => existsSync(join(root, source)) && newest(join(root, source)) > built);
}

async function build() {
  rmSync(dist, { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compiled = spawnSync(process.execPath, [tsc, '-p', join(root, '.config/tsconfig.build.json')], { stdio: 'inherit' });
  if (compiled.status !== 0) process.exit(compiled.status ?? 1);
  const entry = join(root, 'src/browser/main.ts');
  if (existsSync(entry)) {
    const { build: bundle } = await import('esbuild');
    await bundle({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      outfile: join(dist, 'browser/page.js'),
      legalComments: 'none',
    });
  }
  const main = join(dist, 'cli/main.js');
  if (existsSync(main)) chmodSync(main, 0o755);
  writeFileSync(stamp, '');
}

if (!process.argv.includes('--if-stale') || isStale()) await build();
