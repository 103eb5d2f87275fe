import { describe, expect, it } from 'vitest';
import { readMarketFile, readModelFile, readScenarioFile } from '../../src/files/index.js';
import { codes, modelText, readSample, sampleContext } from './samples.js';

const names = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...names.map(
    (name, index) =>
      `${name}: &${name} [${Array<string>(9)
        .fill(`*${'abcdefgh'.charAt(index)}`)
        .join(', ')}]`,
  ),
].join('\n');

const hostile: [string, string, string][] = [
  ['5 MB of brackets', '['.repeat(5 * 1024 * 1024), 'text-too-large'],
  ['1 MB of brackets', '['.repeat(1024 * 1024), 'nested-too-deep'],
  ['3 KB of nested brackets', '['.repeat(1500) + ']'.repeat(1500), 'nested-too-deep'],
  ['nested mappings', '{a: '.repeat(750), 'nested-too-deep'],
  ['brackets hidden behind quotes in a block text', `a: |\n  "\nb: ${'['.repeat(2900)}`, 'nested-too-deep'],
  ['a run of dashes', '- '.repeat(1500), 'nested-too-deep'],
  ['a run of question marks', '? '.repeat(1500), 'nested-too-deep'],
  [
    'ever deeper indents',
    Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'nested-too-deep',
  ],
  ['an alias bomb', bomb, 'alias-bomb'],
  ['an alias of itself', 'a: &a [*a]', 'alias-unknown'],
  ['half a million small lists', '[]'.repeat(500_000), 'text-too-many-parts'],
  [
    'a hundred thousand keys',
    Array.from({ length: 100_000 }, (_, key) => `k${key}: 1`).join('\n'),
    'text-too-many-parts',
  ],
  ['a NUL byte', 'schema: mixplan/model@1\nid: a\0b\n', 'text-control-character'],
  ['an empty file', '', 'text-empty'],
  ['one sentence', 'Dear colleague, see attached.', 'not-a-mapping'],
  ['a list', '- a\n- b\n', 'not-a-mapping'],
  ['null', 'null\n', 'not-a-mapping'],
  ['nothing but comments', '# a\n\n# b\n', 'text-empty'],
];

describe('files nobody should send', () => {
  it.each(hostile)('%s is one clear error, at once', async (_, text, code) => {
    const started = performance.now();
    expect(codes(readModelFile(text, 'm.yaml').faults)).toEqual([code]);
    expect(codes((await readSample(text)).faults)).toEqual([code]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('ten files of nested brackets in a row leave the process standing', () => {
    for (let file = 0; file < 10; file += 1) {
      expect(codes(readModelFile('[{a: '.repeat(600), `${file}.yaml`).faults)).toEqual(['nested-too-deep']);
    }
  });

  it('a few thousand unknown keys are named up to a limit, and it is said that there are more', () => {
    const text = modelText + Array.from({ length: 3000 }, (_, key) => `k${key}: 1`).join('\n');
    const { value, faults } = readModelFile(text, 'm.yaml');
    expect(value).toBeNull();
    expect(faults.length).toBe(201);
    expect(faults.at(-1)?.code).toBe('more-faults');
  });

  it('a formula that reaches for the constructor runs nothing', async () => {
    const formula = `constructor.constructor("globalThis.reached = 1; return 1")()`;
    const { value, faults } = await readSample(scenario(`kpis: [{id: evil, formula: '${formula}'}]`));
    expect(value).toBeNull();
    expect(codes(faults)).toEqual([expect.stringMatching(/^formula-/)]);
    expect('reached' in globalThis).toBe(false);
  });

  it('markup in a title is text', async () => {
    const { value } = await readSample(scenario('brief: "<img src=x onerror=alert(1)>"', '<script>alert(1)</script>'));
    expect(value?.title).toBe('<script>alert(1)</script>');
  });

  it('an over-long title or formula names the limit', async () => {
    const title = await readSample(scenario('', 'x'.repeat(201)));
    expect(title.faults).toMatchObject([{ code: 'too-long', params: { key: 'title', limit: 200 } }]);
    const formula = await readSample(scenario(`kpis: [{id: long, formula: "${'1+'.repeat(250)}1"}]`));
    expect(formula.faults).toMatchObject([{ code: 'too-long', params: { key: 'formula', limit: 500 } }]);
  });

  it('501 lines are too many', async () => {
    const line = '  - {channel: tv, amount: 1}\n';
    const { faults } = await readSample(scenario(`lines:\n${line.repeat(501)}`));
    expect(faults).toMatchObject([{ code: 'too-many', params: { key: 'lines', limit: 500 } }]);
  });
});

function scenario(more: string, title = 'A plan'): string {
  return `schema: mixplan/scenario@1
id: plan
title: ${JSON.stringify(title)}
model: {id: shop}
window: {start: 2025-01-06, end: 2025-04-06}
objective: {kind: maximise}
budget: {total: 1m}
${more}
`;
}

describe('a file of another kind', () => {
  it('is one fault in a scenario and in a market, too', async () => {
    const scenario = await readScenarioFile(modelText, 'm.yaml', sampleContext());
    expect(codes(scenario.faults)).toEqual(['other-file-kind']);
    expect(scenario.faults[0]).toMatchObject({ where: { line: 1 }, params: { kind: 'model', expected: 'scenario' } });
    expect(codes(readModelFile('schema: mixplan/scenario@1\nid: q4\n', 'm.yaml').faults)).toEqual(['other-file-kind']);
    expect(codes(readMarketFile(modelText, 'm.yaml').faults)).toEqual(['other-file-kind']);
    expect(codes((await readScenarioFile('just text', 's.yaml', sampleContext())).faults)).toEqual(['not-a-mapping']);
  });
});

describe('a date', () => {
  it.each(['2999-12-31', '1850-01-01', '2026-02-30'])('%s is refused once, at its place', async (day) => {
    const text = `schema: mixplan/scenario@1\nid: q4\ntitle: Q4\nmodel: {id: shop}\nwindow: {start: 2024-12-30, end: ${day}}\nobjective: {kind: reference, kpi: sales}\n`;
    const { faults } = await readScenarioFile(text, 's.yaml', sampleContext());
    expect(faults).toMatchObject([{ code: 'bad-date', where: { line: 5, path: 'window.end' } }]);
  });
});
