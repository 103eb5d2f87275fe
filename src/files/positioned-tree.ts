import type { Place } from '../data/index.js';

/** Where a key or value begins. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file's content with the place of every part; a tree of several files after inheritance. */
export type Node =
  | {
      readonly kind: 'scalar';
      readonly value: string | number | boolean | null;
      readonly source: string;
      readonly at: Position;
    }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly at: Position }
  | { readonly kind: 'mapping'; readonly entries: ReadonlyMap<string, Entry>; readonly at: Position };

export interface Entry {
  readonly keyAt: Position;
  readonly node: Node;
}

export type Path = readonly (string | number)[];

/** The tree as plain data. */
export function plainValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.node)]));
}

function childOf(node: Node, step: string | number): Entry | null {
  if (node.kind === 'mapping') return node.entries.get(String(step)) ?? null;
  const item = node.kind === 'list' ? node.items[Number(step)] : undefined;
  return item === undefined ? null : { keyAt: item.at, node: item };
}

/** The node at a path; null where the file has none. */
export function nodeAt(root: Node, path: Path): Node | null {
  let node: Node = root;
  for (const step of path) {
    const child = childOf(node, step);
    if (child === null) return null;
    node = child.node;
  }
  return node;
}

/** Place of the value at a path; of the nearest part that is there where the path itself is not. */
export function placeOf(root: Node, path: Path, part: 'value' | 'key' = 'value'): Place {
  let node: Node = root;
  let at = root.at;
  path.every((step, index) => {
    const child = childOf(node, step);
    if (child === null) return false;
    node = child.node;
    at = part === 'key' && index === path.length - 1 ? child.keyAt : node.at;
    return true;
  });
  return { ...at, path: dotted(path) };
}

/** `lines.2.amount`: keys and positions (from 0), as in the data. */
export function dotted(path: Path): string {
  return path.join('.');
}

/** What stands at a node, as a person wrote it. */
export function writtenAt(node: Node | null): string {
  if (node === null) return '';
  if (node.kind === 'scalar') return node.source;
  return node.kind === 'list' ? '[…]' : `{${[...node.entries.keys()].join(', ')}}`;
}

/** Places by dotted path, for faults found once the file has become a value. */
export function placesOf(root: Node): (path: string) => Place {
  return (path) => placeOf(root, path === '' ? [] : path.split('.'));
}
