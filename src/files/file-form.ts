import { fault, type Fault } from '../data/index.js';
import { nodeAt, placeOf, writtenAt, type Node } from './positioned-tree.js';

type FileForm = 'model' | 'scenario' | 'market';

/**
 * What makes every other check of a file pointless: it holds no keys at all, or its schema line says that it is a file
 * of another kind. Null where it may be read on.
 */
export function formFault(tree: Node, expected: FileForm): Fault | null {
  if (tree.kind !== 'mapping') return fault('not-a-mapping', 'error', placeOf(tree, []), writtenAt(tree));
  const written = writtenAt(nodeAt(tree, ['schema']));
  const kind = /^mixplan\/(model|scenario|market)@/.exec(written)?.[1] ?? expected;
  return kind === expected
    ? null
    : fault('other-file-kind', 'error', placeOf(tree, ['schema']), written, { kind, expected });
}
