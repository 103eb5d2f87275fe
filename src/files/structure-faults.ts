import { fault, nearestName, type Fault } from '../data/index.js';
import { nodeAt, placeOf, writtenAt, type Node, type Path } from './positioned-tree.js';
import type { Issue, PlacedIssue } from './schema-issues.js';
import { priorFamilies } from './schema/prior-schema.js';

/** A schema issue as a fault with its place. Unknown keys are reported where they are set right. */
export function faultOfIssue({ issue, path }: PlacedIssue, tree: Node): Fault {
  const node = nodeAt(tree, path);
  const found = writtenAt(node);
  const key = keyOf(path);
  const say = (code: string, params: Fault['params'] = {}) =>
    fault(code, 'error', placeOf(tree, path), found, { key, ...params });
  if (node === null) return say('missing-key');
  if (node.kind === 'scalar' && node.value === null) return say('empty-value');
  switch (issue.code) {
    case 'invalid_type':
      return say('wrong-type', { expected: issue.expected ?? '' });
    case 'invalid_value':
      return say('unknown-value', optionParams(found, issue.values ?? []));
    case 'invalid_union':
      return issue.message === 'bad-prior' ? faultOfPrior(tree, path, node) : faultOfUnion(issue, tree, path, node);
    case 'invalid_key':
      return say((issue.issues ?? []).map(({ message }) => message).find(isCode) ?? 'wrong-form');
    case 'too_small':
    case 'too_big':
      return say(sizeCode(issue, node), sizeParams(issue));
    default:
      return say(isCode(issue.message) ? issue.message : 'wrong-form');
  }
}

/** `amount` of `lines.2.amount`; `lines 3` of `lines.2`, for a sentence. */
function keyOf(path: Path): string {
  const last = path.at(-1) ?? '';
  return typeof last === 'number' ? `${path.at(-2) ?? ''} ${last + 1}`.trim() : last;
}

/** The schema gives codes as messages where it has one of its own. */
function isCode(message: string): boolean {
  return /^[a-z]+(-[a-z]+)+$/.test(message);
}

function optionParams(found: string, values: readonly unknown[]): Fault['params'] {
  const options = values.map(String);
  return { options: options.join(', '), nearest: nearestName(found, options) ?? 'none' };
}

function sizeCode(issue: Issue, node: Node): string {
  const small = issue.code === 'too_small';
  if (node.kind === 'list') return small ? 'too-few' : 'too-many';
  if (node.kind === 'scalar' && typeof node.value === 'string') return small ? 'too-short' : 'too-long';
  return small ? 'number-too-small' : 'number-too-big';
}

function sizeParams(issue: Issue): Fault['params'] {
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  return { limit: limit ?? 0, inclusive: issue.inclusive === false ? 'no' : 'yes' };
}

function faultOfUnion(issue: Issue, tree: Node, path: Path, node: Node): Fault {
  const values = (issue.errors ?? []).flat().flatMap((inner) => inner.values ?? []);
  const written = writtenAt(node);
  const params = { key: keyOf(path), ...optionParams(written, values) };
  return fault(isCode(issue.message) ? issue.message : 'wrong-form', 'error', placeOf(tree, path), written, params);
}

function faultOfPrior(tree: Node, path: Path, node: Node): Fault {
  const families = Object.keys(priorFamilies);
  const strange =
    node.kind === 'mapping'
      ? [...node.entries.keys()].find((key) => key !== 'shift' && !families.includes(key))
      : undefined;
  const params = {
    key: keyOf(path),
    options: families.join(', '),
    nearest: nearestName(strange ?? '', families) ?? 'none',
  };
  if (strange === undefined) return fault('bad-prior', 'error', placeOf(tree, path), writtenAt(node), params);
  return fault('unknown-prior', 'error', placeOf(tree, [...path, strange], 'key'), strange, params);
}
