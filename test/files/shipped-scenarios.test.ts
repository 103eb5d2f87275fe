import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entriesAt, notYetInScenario } from '../../src/files/schema/not-yet.js';
import { plainValue } from '../../src/files/positioned-tree.js';
import { readYaml } from '../../src/files/read-yaml.js';

/** The shipped scenarios: one per question a planner asks, and between them every key that the format has. */
const folder = new URL('../../scenarios/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const texts = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}
const schema = JSON.parse(readFileSync(new URL('scenario.schema.json', folder), 'utf8')) as Schema;

type Written = Readonly<Record<string, unknown>>;
const dataOf = (name: string): Written => plainValue(readYaml(texts.get(name)!, name).tree!) as Written;

const isMapping = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of every key of a schema, `lines.*.flight.shape`; `*` stands for any position of a list or name of a table. */
function keysOf(here: Schema, path: readonly string[] = []): string[] {
  const own = Object.entries(here.properties ?? {}).flatMap(([key, child]) => [
    [...path, key].join('.'),
    ...keysOf(child, [...path, key]),
  ]);
  const anyName = typeof here.additionalProperties === 'object' ? [here.additionalProperties] : [];
  const below = [...anyName, ...(here.items === undefined ? [] : [here.items])];
  return [
    ...own,
    ...below.flatMap((child) => keysOf(child, [...path, '*'])),
    ...(here.anyOf ?? []).flatMap((option) => keysOf(option, path)),
  ];
}

/** Paths of the keys that a file writes, by the same names; a table's own names are no keys. */
function keysIn(value: unknown, options: readonly Schema[], path: readonly string[] = []): string[] {
  const open = options.flatMap((option) => [option, ...(option.anyOf ?? [])]);
  if (Array.isArray(value)) {
    const items = open.flatMap(({ items: item }) => (item === undefined ? [] : [item]));
    return value.flatMap((item) => keysIn(item, items, [...path, '*']));
  }
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const named = open.flatMap(({ properties }) => (properties?.[key] === undefined ? [] : [properties[key]]));
    if (named.length > 0) return [[...path, key].join('.'), ...keysIn(child, named, [...path, key])];
    const others = open.flatMap(({ additionalProperties: any }) => (typeof any === 'object' ? [any] : []));
    return keysIn(child, others, [...path, '*']);
  });
}

/** What the format describes and this version refuses. */
function isRefused(key: string): boolean {
  const path = key.split('.');
  return entriesAt(notYetInScenario.keys, path.slice(0, -1)).includes(path.at(-1)!);
}

describe('the shipped scenarios', () => {
  it('are twelve, half in each language, each with its question on top', () => {
    expect(names).toHaveLength(12);
    const languageOf = (name: string): string => (name.endsWith('-cn.yaml') ? 'zh-CN' : 'en');
    expect(names.filter((name) => languageOf(name) === 'zh-CN')).toHaveLength(6);
    const questions = names.map((name) => {
      const [editor, question] = texts.get(name)!.split('\n');
      expect(editor, name).toContain('$schema=scenario.schema.json');
      expect(question, name).toMatch(languageOf(name) === 'en' ? /^# Question: [A-Za-z].{20,}\?/ : /^# 问题：.{10,}/u);
      const { report, parent, id } = dataOf(name) as { report: { language?: string }; parent?: string; id: string };
      expect(`${id}.yaml`).toBe(name);
      expect(report.language ?? (parent === undefined ? null : languageOf(`${parent}.yaml`)), name).toBe(
        languageOf(name),
      );
      return question;
    });
    expect(new Set(questions).size).toBe(12);
  });

  it('use every key of the format that this version does not refuse', () => {
    const known = keysOf(schema);
    expect(known).toEqual(expect.arrayContaining(['objective.efficiency.metric', 'lines.*.flight.weights', 'limits']));
    const used = new Set(names.flatMap((name) => keysIn(dataOf(name), [schema])));
    expect([...used].filter((key) => !known.includes(key))).toEqual([]);
    expect([...new Set(known)].filter((key) => !used.has(key) && !isRefused(key))).toEqual([]);
  });

  it('ask for every kind of plan', () => {
    const kinds = schema.properties?.['objective']?.properties?.['kind']?.enum ?? [];
    const asked = new Set(names.map((name) => (dataOf(name)['objective'] as { kind: string }).kind));
    expect(kinds.length).toBeGreaterThan(0);
    expect([...asked].sort()).toEqual([...kinds].sort());
  });
});
