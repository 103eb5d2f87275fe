import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainValue } from '../../src/files/positioned-tree.js';
import { readYaml } from '../../src/files/read-yaml.js';
import { checkStructure } from '../../src/files/check-structure.js';
import { modelJsonSchema, scenarioJsonSchema } from '../../src/files/index.js';
import { modelSchema } from '../../src/files/schema/model-schema.js';
import { nothingMissing } from '../../src/files/schema/not-yet.js';
import { scenarioSchema } from '../../src/files/schema/scenario-schema.js';
import { modelText } from './samples.js';

const root = new URL('../../', import.meta.url);
const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false, formats: { date: true } });
const validateModel = ajv.compile(modelJsonSchema());
const validateScenario = ajv.compile(scenarioJsonSchema());

function committed(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

function dataOf(text: string): unknown {
  const { tree, faults } = readYaml(text, 'f.yaml');
  expect(faults).toEqual([]);
  return plainValue(tree!);
}

/** Every `.yaml` in and under a folder of the project that begins as the schema says. */
function shipped(folder: string, schema: string): string[] {
  const url = new URL(folder, root);
  if (!existsSync(url)) return [];
  return readdirSync(url, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}${name}`)
    .filter((name) => readFileSync(new URL(name, root), 'utf8').includes(`schema: ${schema}`));
}

describe('the committed schemas', () => {
  it('are those that the readers check by', () => {
    expect(committed('models/model.schema.json')).toEqual(modelJsonSchema());
    expect(committed('scenarios/scenario.schema.json')).toEqual(scenarioJsonSchema());
  });
});

describe('schema and reader agree', () => {
  const models = ['models/', 'bench/'].flatMap((folder) => shipped(folder, 'mixplan/model@1'));
  it.each(models)('on %s', (name) => {
    validateModel(dataOf(readFileSync(new URL(name, root), 'utf8')));
    expect(validateModel.errors ?? []).toEqual([]);
  });

  const scenarios = ['scenarios/', 'bench/'].flatMap((folder) => shipped(folder, 'mixplan/scenario@1'));
  it.each(scenarios.map((name) => [name]))('on %s', (name) => {
    validateScenario(dataOf(readFileSync(new URL(name, root), 'utf8')));
    expect(validateScenario.errors ?? []).toEqual([]);
  });

  const scenarioText = `schema: mixplan/scenario@1
id: q1
title: First quarter
reference: last_n_periods:13
model: {id: shop, version: 2}
window: {start: 2025-01-06, end: 2025-04-06}
currency: {report: EUR, unit: 万}
objective: {kind: forecast, kpi: sales}
kpis: [{id: sales, role: primary, target: 2m}]
budget: {total: 900k, contingency_pct: 0}
lines:
  - {channel: tv, amount: 50万, min: "-20%", flight: {from: 2025-01-06, shape: custom, weights: [1, 2]}}
  - {channel: search, amount: 200000, lock: true, cost: {per: click, value: 0.4}}
boldness: 25
assumptions: {media_inflation_pct: {default: {low: 2, mid: 4}, source: agency}, controls: {c: {change_pct: 3}}}
`;
  const modelRich = `${modelText}baseline: {trend: {at: [2025-01-01]}, holidays: {country: CN, include: [618]}}
scaling: {kpi: max, media: {by: max, over: all}}
fit: {draws: 500, warmup: auto}
media_total: {beta: [4, 6]}
`;

  /** What may stand where a value stood: right now and then, wrong mostly. */
  const stranger = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      '',
      'tv',
      'mixplan/model@1',
      0,
      -1,
      1.5,
      2025,
      '2025-02-30',
      '2025-02-28',
      '12%',
      '1.2m',
      '500万',
      'cvar10',
      [],
      {},
      ['a'],
      [1, 2],
      { roi: 1 },
      { normal: [0, 1] },
      { beta: [1] },
      { low: 1 },
    ),
    fc.string({ maxLength: 8 }),
  );

  /** Changes one value somewhere, adds a key or takes one away. */
  function changeOne(data: unknown, steps: readonly number[], value: unknown, how: number): unknown {
    const [step, ...rest] = steps;
    if (step === undefined || typeof data !== 'object' || data === null) return value;
    if (Array.isArray(data)) {
      const at = step % Math.max(1, data.length);
      return data.map((item: unknown, index) => (index === at ? changeOne(item, rest, value, how) : item));
    }
    const entries = Object.entries(data as Record<string, unknown>);
    if (rest.length === 0 && how === 1) return { ...data, extra: value };
    const at = step % Math.max(1, entries.length);
    if (rest.length === 0 && how === 2) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(
      entries.map(([key, inner], index) => [key, index === at ? changeOne(inner, rest, value, how) : inner]),
    );
  }

  it.each([
    ['model', modelText, modelSchema, validateModel],
    ['richer model', modelRich, modelSchema, validateModel],
    ['scenario', scenarioText, scenarioSchema, validateScenario],
  ] as const)('on a %s changed at random', (_, text, schema, validate) => {
    const original = dataOf(text);
    const steps = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(steps, stranger, fc.nat(2), (path, value, how) => {
        const data = changeOne(original, path, value, how);
        const { tree } = readYaml(JSON.stringify(data), 'f.json');
        if (tree === null) return;
        const { complete } = checkStructure<unknown>(schema, tree, nothingMissing);
        expect(validate(data)).toBe(complete !== null);
      }),
      { numRuns: 300 },
    );
  });

  it('asks a child only for what it cannot inherit', () => {
    expect(
      validateScenario({ schema: 'mixplan/scenario@1', id: 'a', parent: 'b', window: { end: '2025-01-01' } }),
    ).toBe(true);
    expect(validateScenario({ schema: 'mixplan/scenario@1', id: 'a', window: { end: '2025-01-01' } })).toBe(false);
  });
});
