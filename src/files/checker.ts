import { fault, nearestName, type Fault } from '../data/index.js';
import { nodeAt, placeOf, writtenAt, type Node, type Path } from './positioned-tree.js';

/** Gathers the faults of the checks that a schema cannot make, each at its place in the file. */
export class Checker {
  readonly faults: Fault[] = [];

  constructor(readonly tree: Node) {}

  say(code: string, path: Path, params: Fault['params'] = {}, severity: Fault['severity'] = 'error'): void {
    this.faults.push(fault(code, severity, placeOf(this.tree, path), writtenAt(nodeAt(this.tree, path)), params));
  }

  /** Whether the file writes something there, right or wrong. */
  has(path: Path): boolean {
    return nodeAt(this.tree, path) !== null;
  }

  /** At the key, where the key itself is the trouble. */
  sayOfKey(code: string, path: Path, params: Fault['params'] = {}): void {
    this.faults.push(fault(code, 'error', placeOf(this.tree, path, 'key'), String(path.at(-1) ?? ''), params));
  }

  /** A name that must be one of a list. */
  known(code: string, name: string | undefined, valid: readonly string[], path: Path, atKey = false): void {
    if (name === undefined || valid.includes(name)) return;
    const params = { name, nearest: nearestName(name, valid) ?? 'none', valid: valid.join(', ') };
    if (atKey) this.sayOfKey(code, path, params);
    else this.say(code, path, params);
  }

  /** Ids that stand twice; `places` in the order of the file. */
  unique(places: readonly { readonly id: string | undefined; readonly path: Path }[]): void {
    const seen = new Map<string, Path>();
    for (const { id, path } of places) {
      if (id === undefined) continue;
      const earlier = seen.get(id);
      if (earlier === undefined) seen.set(id, path);
      else this.say('duplicate-id', path, { id, line: placeOf(this.tree, earlier).line ?? 0 });
    }
  }

  /** Two dates in order, both ends inside. */
  inOrder(
    code: string,
    start: string | undefined,
    end: string | undefined,
    endPath: Path,
    params: Fault['params'] = {},
  ): void {
    if (start !== undefined && end !== undefined && end < start) this.say(code, endPath, { start, ...params });
  }
}
