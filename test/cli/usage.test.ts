import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mixplan, scratchFolder } from './mixplan.js';

const scratch = scratchFolder();

beforeAll(() => {
  execFileSync(process.execPath, ['.config/build.mjs', '--if-stale'], { stdio: 'inherit' });
});
afterAll(scratch.remove);

describe('the command line', () => {
  it('knows its commands', async () => {
    const { status, out } = await mixplan(scratch.path, ['--help']);
    expect(status).toBe(0);
    for (const name of ['draft', 'check', 'fit', 'plan', 'compare', 'serve', 'simulate', 'list', 'export']) {
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
  });

  it.each([
    [['fitt', 'x'], 'Did you mean fit?'],
    [['fit', '--sed', '3', 'x'], 'Did you mean --seed?'],
    [['fit'], 'model'],
    [['fit', 'x', '--seed', '-1'], 'whole number'],
    [['draft', '--model', 'x', '--kind', 'best'], 'reference, forecast, maximise'],
    [['simulate', 'x'], '--out'],
  ])('ends %j with 2 and says what would do', async (args, words) => {
    const { status, out, err } = await mixplan(scratch.path, args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(words);
  });

  it.each([[['fit', 'none.yaml']], [['plan', 'none.yaml']], [['check', 'none.yaml']], [['draft', 'none.csv']]])(
    'ends %j with 2 and names the missing file',
    async (args) => {
      const { status, out, err } = await mixplan(scratch.path, args);
      expect(status).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/none\.(yaml|csv): error: There is no such file\./);
    },
  );

  it('prints one JSON document on standard output when the input is invalid', async () => {
    const { status, out } = await mixplan(scratch.path, ['fit', 'none.yaml', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ status: 'invalid', faults: [{ code: 'file-missing' }] });
  });

  it('always says where the store lives', async () => {
    const { err } = await mixplan(scratch.path, ['list']);
    expect(err).toContain(`home: ${join(scratch.path, 'home')}\n`);
    const flagged = await mixplan(scratch.path, ['list', '--home', 'elsewhere']);
    expect(flagged.err).toContain(`home: ${join(scratch.path, 'elsewhere')}\n`);
    expect(existsSync(join(scratch.path, 'elsewhere/mixplan.db'))).toBe(true);
    const project = join(scratch.path, 'project/inside');
    mkdirSync(project, { recursive: true });
    writeFileSync(join(scratch.path, 'project/package.json'), '{"name": "mixplan"}');
    const nearest = await mixplan(project, ['list'], { MIXPLAN_HOME: '' });
    expect(nearest.err).toContain(`home: ${join(scratch.path, 'project/var')}\n`);
    writeFileSync(join(scratch.path, 'project/package.json'), '{"name": "other"}');
    const none = await mixplan(project, ['list'], { MIXPLAN_HOME: '' });
    expect(none.err).toContain(`home: ${join(project, 'var')}\n`);
  });

  it('lists nothing of an empty store, as one JSON document too', async () => {
    expect((await mixplan(scratch.path, ['list'])).out).toBe('Nothing is saved yet.\n');
    expect((await mixplan(scratch.path, ['list', '--lang', 'zh-CN'])).out).toBe('还没有保存任何内容。\n');
    const { out } = await mixplan(scratch.path, ['list', '--json']);
    expect(JSON.parse(out)).toEqual({ models: [], scenarios: [], plans: [] });
  });

  it.each([
    [['export', 'q4@1', '--to', 'x.json'], 'No plan or scenario'],
    [['export', 'model:none', '--to', 'x.json'], 'No model of this name'],
    [['export', 'model:None@1', '--to', 'x.json'], 'No model of this name'],
    [['draft', '--model', 'None'], 'No model of this name'],
    [['compare', 'q4@1'], 'two to six'],
    [['compare', 'a', 'b'], 'No plan or scenario'],
    [['serve', '--host', '0.0.0.0'], 'this machine only'],
    [['draft'], 'nothing to start from'],
  ])('ends %j with 2', async (args, words) => {
    const { status, err } = await mixplan(scratch.path, args);
    expect(status).toBe(2);
    expect(err).toContain(words);
  });

  it.each([
    ['a file', 'file'],
    ['a folder with a file that is no store', 'foreign'],
    ['below a file', 'file/inside/deep'],
    ['where the system makes no folders', '/proc/mixplan'],
  ])('ends with 2 when the home is %s', async (_, home) => {
    writeFileSync(join(scratch.path, 'file'), '');
    mkdirSync(join(scratch.path, 'foreign'), { recursive: true });
    writeFileSync(join(scratch.path, 'foreign/mixplan.db'), 'this is no database, whatever its name says '.repeat(50));
    const { status, err } = await mixplan(scratch.path, ['list', '--home', home]);
    expect(status).toBe(2);
    expect(err).toContain('Nothing can be saved in this folder');
  });

  it('ends with 2 where the system makes no folder for its output', async () => {
    const market = join(import.meta.dirname, '../../bench/channels/market.yaml');
    const { status, err } = await mixplan(scratch.path, ['simulate', market, '--out', '/proc/mixplan']);
    expect(status).toBe(2);
    expect(err).toContain('cannot be written');
  });

  it('ends quietly when nobody reads its output', async () => {
    const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;
    const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" --help | true`], { cwd: scratch.path });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(0);
    expect(err).toBe('');
  });
});
