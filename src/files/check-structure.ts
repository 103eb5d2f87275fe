import type { z } from 'zod';
import { fault, nearestName, type Fault } from '../data/index.js';
import { aliasesOf } from './key-aliases.js';
import { keysAt } from './json-schemas.js';
import { fileLimits } from './limits.js';
import { dotted, nodeAt, placeOf, plainValue, type Entry, type Node, type Path } from './positioned-tree.js';
import { entriesAt, type NotYet } from './schema/not-yet.js';
import { placeIssues, type Issue, type PlacedIssue } from './schema-issues.js';
import { faultOfIssue } from './structure-faults.js';

/** A value of which any part may be missing: what could be read of a file with faults. */
export type Partially<T> = T extends readonly (infer Item)[]
  ? readonly (Partially<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partially<T[Key]> | undefined }
    : T;

export interface Structure<T> {
  /** The tree with misspelt keys set right and unknown ones left out, so that the rest can still be checked. */
  readonly tree: Node;
  /** Everything of the right type. */
  readonly partial: Partially<T>;
  /** The whole, when nothing at all is wrong with the structure. */
  readonly complete: T | null;
  readonly faults: readonly Fault[];
}

/** Rounds of setting keys right: a misspelt key may hold another. */
const ROUNDS = 6;

/** Checks a tree against a schema; every fault is reported, and what is sound is handed on. */
export function checkStructure<T>(schema: z.ZodType<T>, root: Node, notYet: NotYet): Structure<T> {
  const faults: Fault[] = [];
  let tree = withoutNotYet(root, notYet, [], root, faults);
  let result = schema.safeParse(plainValue(tree));
  for (let round = 0; round < ROUNDS && !result.success; round += 1) {
    const unknown = placed(result.error, tree).filter(({ issue }) => issue.keys !== undefined);
    if (unknown.length === 0) break;
    for (const { path, issue } of unknown) tree = setRight(schema, tree, path, issue.keys ?? [], faults);
    result = schema.safeParse(plainValue(tree));
  }
  if (result.success) {
    const partial = result.data as Partially<T>;
    return { tree, partial, complete: faults.length === 0 ? result.data : null, faults };
  }
  const issues = placed(result.error, tree);
  faults.push(...issues.slice(0, fileLimits.faults).map((issue) => faultOfIssue(issue, tree)));
  return { tree, partial: pruned(plainValue(tree), issues) as Partially<T>, complete: null, faults };
}

function placed(error: z.ZodError, tree: Node): PlacedIssue[] {
  return placeIssues(error.issues as readonly Issue[], tree);
}

function withoutNotYet(node: Node, notYet: NotYet, path: Path, root: Node, faults: Fault[]): Node {
  if (node.kind === 'list') {
    const items = node.items.map((item, index) => withoutNotYet(item, notYet, [...path, index], root, faults));
    return { ...node, items };
  }
  if (node.kind === 'scalar') return node;
  const keys = entriesAt(notYet.keys, path);
  const kept: [string, Entry][] = [];
  for (const [key, entry] of node.entries) {
    const here = [...path, key];
    const written = entry.node.kind === 'scalar' ? entry.node.source : '';
    if (keys.includes(key)) {
      faults.push(fault('key-not-in-this-version', 'error', placeOf(root, here, 'key'), key, { key }));
    } else if (entriesAt(notYet.values, here).includes(written)) {
      faults.push(fault('value-not-in-this-version', 'error', placeOf(root, here), written, { key, value: written }));
    } else {
      kept.push([key, { ...entry, node: withoutNotYet(entry.node, notYet, here, root, faults) }]);
    }
  }
  return { ...node, entries: new Map(kept) };
}

/** Reports unknown keys; renames each to the nearest valid one where that is free, else leaves it out. */
function setRight(schema: z.ZodType, tree: Node, path: Path, keys: readonly string[], faults: Fault[]): Node {
  const holder = nodeAt(tree, path);
  if (holder?.kind !== 'mapping') return tree;
  const valid = keysAt(schema, path);
  const entries = new Map(holder.entries);
  for (const key of keys) {
    const entry = holder.entries.get(key);
    entries.delete(key);
    if (faults.length > fileLimits.faults || entry === undefined) continue;
    const nearest = aliasesOf(key).find((alias) => valid.includes(alias)) ?? nearestName(key, valid);
    const params = { key, nearest: nearest ?? 'none', valid: valid.join(', ') };
    faults.push(fault('unknown-key', 'error', { ...entry.keyAt, path: dotted([...path, key]) }, key, params));
    if (nearest !== null && !entries.has(nearest)) entries.set(nearest, entry);
  }
  return replaceAt(tree, path, { ...holder, entries });
}

function replaceAt(node: Node, path: Path, replacement: Node): Node {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (node.kind === 'list') {
    return {
      ...node,
      items: node.items.map((item, index) => (index === step ? replaceAt(item, rest, replacement) : item)),
    };
  }
  if (node.kind === 'scalar') return node;
  const entries = new Map(node.entries);
  const entry = entries.get(String(step));
  if (entry !== undefined) entries.set(String(step), { ...entry, node: replaceAt(entry.node, rest, replacement) });
  return { ...node, entries };
}

/** The data without the parts that are wrong; list positions stay, as undefined. */
function pruned(data: unknown, issues: readonly PlacedIssue[]): unknown {
  let result: unknown = data;
  for (const { path } of issues) result = without(result, path);
  return typeof result === 'object' && result !== null ? result : {};
}

function without(data: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  if (Array.isArray(data)) return data.map((item: unknown, index) => (index === step ? without(item, rest) : item));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]: [string, unknown]) => [key, key === step ? without(value, rest) : value]),
  );
}
