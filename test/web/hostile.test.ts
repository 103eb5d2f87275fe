import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fittedHome, root, startServer, type Server } from '../support/fitted-home.js';

/** Files nobody should send: a clear error each, quickly, with the server still serving. */

let home: Awaited<ReturnType<typeof fittedHome>>;
let server: Server;
let bomb: Uint8Array;
beforeAll(async () => {
  bomb = zipBomb(120);
  home = await fittedHome();
  server = await startServer(home.path);
  await server.ready();
});
afterAll(async () => {
  await server.stop();
  home.remove();
});

/** Generous for a busy machine: an unguarded parser takes minutes, or the process with it. */
const quickly = 10_000;

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Refusal {
  readonly status: number;
  readonly codes: readonly string[];
}

async function send(path: string, files: Files): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) {
    form.append('files', new Blob([typeof content === 'string' ? content : Uint8Array.from(content)]), name);
  }
  return fetch(new URL(path, server.url), { method: 'POST', body: form, redirect: 'manual' });
}

async function refusal(files: Files, path = '/api/v1/plans'): Promise<Refusal> {
  const answer = await send(path, files);
  const body = (await answer.json()) as { faults?: { code: string; why: string; fix: string }[] };
  for (const fault of body.faults ?? []) expect(fault.why.length, fault.code).toBeGreaterThan(10);
  return { status: answer.status, codes: (body.faults ?? []).map((fault) => fault.code) };
}

async function expectStillServing(): Promise<void> {
  expect((await fetch(new URL('/models', server.url))).status).toBe(200);
}

const scenario = readFileSync(join(root, 'scenarios/holiday-last-year.yaml'), 'utf8').replace(
  /^id: .*$/m,
  'id: hostile',
);
const withKey = (line: string): string => `${scenario}\n${line}\n`;

/** A workbook of which one sheet unpacks to `megabytes` of blanks. */
function zipBomb(megabytes: number): Uint8Array {
  const sheet = new Uint8Array(megabytes * 1024 * 1024).fill(0x20);
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  return zipSync(
    {
      '[Content_Types].xml': text('<Types/>'),
      'xl/workbook.xml': text('<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>'),
      'xl/worksheets/sheet1.xml': sheet,
    },
    { level: 1 },
  );
}

const aliasBomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefgh'[index] ?? 'a';
    return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

describe('an upload', () => {
  it.each([
    ['5 MB of brackets', () => ({ 'a.yaml': '['.repeat(5 * 1024 * 1024) }), 'text-too-large'],
    ['an alias bomb', () => ({ 'a.yaml': withKey(aliasBomb) }), null],
    ['an empty file', () => ({ 'a.yaml': '' }), 'text-empty'],
    ['a NUL byte', () => ({ 'a.yaml': withKey('brief: "a\u0000b"') }), 'text-control-character'],
    ['bytes that are no text', () => ({ 'a.yaml': Uint8Array.of(0xff, 0xfe, 0xfd, 0x80) }), 'text-not-utf8'],
    ['a zip bomb as the scenario', () => ({ 'a.xlsx': bomb }), null],
    ['a path out of the upload', () => ({ 'a.yaml': withKey('lines_file: ../../etc/passwd') }), 'file-not-uploaded'],
    ['an absolute path', () => ({ 'a.yaml': withKey('lines_file: /etc/passwd') }), 'file-not-uploaded'],
    ['a path with a NUL', () => ({ 'a.yaml': withKey('lines_file: "a\\0.csv"') }), null],
    ['a zip bomb as the table', () => ({ 'a.yaml': withKey('lines_file: q4.xlsx'), 'q4.xlsx': bomb }), null],
  ] as [string, () => Files, string | null][])('of %s is refused', async (_name, files, code) => {
    const started = Date.now();
    const { status, codes } = await refusal(files());
    expect(status).toBe(422);
    expect(codes.length).toBeGreaterThan(0);
    if (code !== null) expect(codes).toContain(code);
    expect(Date.now() - started).toBeLessThan(quickly);
    await expectStillServing();
  });

  it('of ten 3 KB files of nested brackets in a row is refused, each time', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const open = ['[', '{a: '][turn % 2] ?? '[';
      const { status, codes } = await refusal({ 'a.yaml': open.repeat(3000 / open.length) });
      expect(status).toBe(422);
      expect(codes).toContain('nested-too-deep');
    }
    await expectStillServing();
  });

  it.each([
    ['a constructor call', 'constructor.constructor("return process")()'],
    ['a property', 'sales.constructor'],
    ['an import', 'import("fs")'],
    ['a large matrix', 'zeros(3000, 3000)'],
    ['a setting', 'config({})'],
    ['801 characters', `${'1 + '.repeat(200)}1`],
  ])('with %s as its formula is refused', async (_name, formula) => {
    const kpis = `kpis:\n  - {id: sales, role: primary}\n  - {id: bad, formula: ${JSON.stringify(formula)}}`;
    const text = scenario.replace(/^kpis:\n(?: .*\n)+/m, `${kpis}\n`);
    expect(text).toContain('id: bad');
    const { status, codes } = await refusal({ 'a.yaml': text });
    expect(status).toBe(422);
    expect(codes.length).toBeGreaterThan(0);
    await expectStillServing();
  });

  it.each(['../../etc/passwd', '../data.csv', '/etc/data.csv'])(
    'of a model with the data path %s is refused',
    async (path) => {
      const model = readFileSync(join(root, 'models/national-retailer/model.yaml'), 'utf8');
      const text = model.replace(/file: data\.csv/, `file: ${path}`);
      expect(text).not.toBe(model);
      const { status, codes } = await refusal({ 'model.yaml': text }, '/api/v1/models');
      expect(status).toBe(422);
      expect(codes).toEqual([path.endsWith('.csv') ? 'file-not-uploaded' : 'data-file-kind']);
    },
  );

  it('of more files than a request may carry is refused by name of the limit', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.yaml`, 'id: a']));
    expect(await refusal(files)).toEqual({ status: 422, codes: ['upload-count'] });
  });

  it('of two files of one name is refused', async () => {
    const form = new FormData();
    form.append('files', new Blob([scenario]), 'a.yaml');
    form.append('files', new Blob([scenario]), 'a.yaml');
    const answer = await fetch(new URL('/scenarios', server.url), { method: 'POST', body: form });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Two files of this name were sent.');
  });
});

describe('words of a stranger', () => {
  it('are text on every page', async () => {
    const title = `<script>alert(1)</script><img src=x onerror=alert(2)>`;
    const text = scenario.replace(/^title: .*$/m, `title: ${JSON.stringify(title)}`);
    const made = await send('/api/v1/plans', { 'a.yaml': text });
    expect([201, 202]).toContain(made.status);
    const deadline = Date.now() + 30_000;
    while ((await fetch(new URL('/plans/hostile', server.url))).status !== 200 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    for (const path of ['/plans/hostile', '/', '/compare', '/scenarios/hostile', '/plans/hostile.html']) {
      const html = await (await fetch(new URL(path, server.url))).text();
      expect(html, path).toContain('&lt;script&gt;alert(1)');
      expect(html, path).not.toContain('<script>alert');
      expect(html, path).not.toContain('<img src=x');
    }
  });

  it('stay in the form when they are faulty', async () => {
    const answer = await send('/scenarios', { 'a.yaml': withKey('"</textarea><script>alert(1)</script>": 1') });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>alert');
  });
});
