import { fault, type Fault } from '../data/index.js';
import { placeOf, type Entry, type Node } from './positioned-tree.js';
import { readYaml } from './read-yaml.js';

/** A scenario file that another one names as its parent. */
export interface ParentFile {
  readonly file: string;
  readonly source: string | Uint8Array;
}

export type FindParent = (id: string) => Promise<ParentFile | null>;

/** What a child never takes from its parent: its own name. */
const own = ['schema', 'id', 'parent'];
/** Generations; a longer line is a mistake. */
const longestLine = 20;

/**
 * Resolves `parent`: mappings are merged key by key, the child's values over the parent's; lists are replaced whole;
 * a key without a value in the child takes the parent's away. Every part keeps its place in the file it comes from.
 */
export async function inherit(
  child: Node,
  find: FindParent,
): Promise<{ readonly tree: Node; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const line = [child];
  const ids = [textAt(child, 'id')];
  for (let current = child; ;) {
    const parentId = textAt(current, 'parent');
    if (parentId === null) break;
    const say = (code: string, params: Fault['params']) =>
      faults.push(fault(code, 'error', placeOf(current, ['parent']), parentId, params));
    if (ids.includes(parentId) || line.length > longestLine) {
      say('parent-cycle', { chain: [...ids, parentId].join(' → ') });
      break;
    }
    const found = await find(parentId);
    if (found === null) {
      say('parent-not-found', { name: parentId });
      break;
    }
    const read = readYaml(found.source, found.file);
    faults.push(...read.faults);
    if (read.tree === null) break;
    ids.push(parentId);
    line.push(read.tree);
    current = read.tree;
  }
  const [first = child, ...ancestors] = line;
  const tree = ancestors.reduceRight<Node | null>((base, node) => (base === null ? node : merge(base, node)), null);
  return { tree: tree === null ? first : merge(withoutOwn(tree), first), faults };
}

function textAt(node: Node, key: string): string | null {
  if (node.kind !== 'mapping') return null;
  const value = node.entries.get(key)?.node;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

function withoutOwn(node: Node): Node {
  if (node.kind !== 'mapping') return node;
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !own.includes(key))) };
}

function merge(parent: Node, child: Node): Node {
  if (parent.kind !== 'mapping' || child.kind !== 'mapping') return child;
  const entries = new Map<string, Entry>(parent.entries);
  // Lines come from one place: those of the child, written or in a file, replace those of the parent either way.
  if (child.entries.has('lines') || child.entries.has('lines_file')) {
    entries.delete('lines');
    entries.delete('lines_file');
  }
  for (const [key, entry] of child.entries) {
    const inherited = entries.get(key);
    if (inherited === undefined) entries.set(key, entry);
    else if (entry.node.kind === 'scalar' && entry.node.value === null) entries.delete(key);
    else entries.set(key, { keyAt: entry.keyAt, node: merge(inherited.node, entry.node) });
  }
  // A fault about the whole is shown in the file that was asked for.
  return { ...child, entries };
}
