import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { root } from '../support/fitted-home.js';

/** `MIXPLAN_NO_BROWSER=1` is the only way to pass over the browser tests. */
export const withoutBrowser = process.env.MIXPLAN_NO_BROWSER === '1';

const require = createRequire(import.meta.url);

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

interface Executable {
  readonly path: string;
  readonly env: Record<string, string>;
}

/**
 * The Chromium that comes in a package. It unpacks into the temporary folder and takes whatever lies there already, so
 * it is given a folder of ours; its own libraries are used only where the system lacks some.
 */
function packaged(): Executable | null {
  const folder = join(root, 'node_modules/.cache/mixplan-chromium');
  mkdirSync(folder, { recursive: true });
  const entry = require.resolve('@sparticuz/chromium');
  const script = `const found = require(${JSON.stringify(entry)}); (found.default ?? found).executablePath().then((path) => { process.stdout.write(path); });`;
  const unpacked = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  const path = unpacked.stdout.trim();
  if (unpacked.status !== 0 || !existsSync(path)) return null;
  // What ldd does: the loader lists the libraries instead of running the program.
  const listed = spawnSync(path, [], { encoding: 'utf8', env: { LD_TRACE_LOADED_OBJECTS: '1' } });
  const missing = listed.stdout.includes('not found');
  const fonts = { FONTCONFIG_FILE: fontSettings(folder) };
  return { path, env: missing ? { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : fonts };
}

/**
 * The system's fonts and the packaged one: the settings in the package look for it elsewhere, and without any font a
 * page crashes.
 */
function fontSettings(folder: string): string {
  const path = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

function executable(): Executable {
  const named = process.env.CHROMIUM_PATH ?? onPath();
  const found = named === null ? packaged() : { path: named, env: {} };
  if (found !== null) return found;
  throw new Error(
    'No Chromium: install chromium, or set CHROMIUM_PATH to one; MIXPLAN_NO_BROWSER=1 passes over these tests.',
  );
}

const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function openBrowser(): Promise<Browser> {
  const { path, env } = executable();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    args: isRoot ? ['--no-sandbox', ...quiet] : quiet,
    env: { ...process.env, ...env },
  });
}
