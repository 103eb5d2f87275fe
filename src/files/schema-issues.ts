import { nodeAt, plainValue, type Node, type Path } from './positioned-tree.js';
import { effectByKpi } from './schema/model-schema.js';
import { priorFamilies } from './schema/prior-schema.js';

/** The part of a zod issue that is used here. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly inclusive?: boolean;
  readonly errors?: readonly (readonly Issue[])[];
  readonly issues?: readonly Issue[];
}

/** An issue with its full path; a union only where none of its options was meant. */
export interface PlacedIssue {
  readonly issue: Issue;
  readonly path: Path;
}

/** Takes an issue apart: that of a union becomes those of the option that was meant. */
export function placedIssues(issue: Issue, tree: Node, prefix: Path = []): PlacedIssue[] {
  const path: Path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const node = nodeAt(tree, path);
  const meant = node === null ? undefined : meantIssues(issue, path, node);
  return meant === undefined ? [{ issue, path }] : meant.flatMap((inner) => placedIssues(inner, tree, path));
}

function meantIssues(issue: Issue, path: Path, node: Node): readonly Issue[] | undefined {
  if (issue.code === 'invalid_union') return meantOption(issue, node);
  // zod settles for an option whose only trouble is unknown keys, though the other one was meant.
  const isEffect = issue.code === 'unrecognized_keys' && path.at(-1) === 'effect' && node.kind === 'mapping';
  if (!isEffect || meantEffect(node) === 0) return undefined;
  return effectByKpi.safeParse(plainValue(node)).error?.issues as readonly Issue[] | undefined;
}

function meantOption(issue: Issue, node: Node): readonly Issue[] | undefined {
  const options = issue.errors ?? [];
  if (issue.message === 'bad-prior') return options[meantPrior(node)];
  if (issue.message === 'bad-effect' && node.kind === 'mapping') return options[meantEffect(node)];
  return fittingOption(options);
}

/** The option of the right type with the fewest complaints; none when every option is of another type. */
function fittingOption(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = options.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return [...fitting].sort((a, b) => a.length - b.length)[0];
}

/** 1 when the mapping is by KPI, 0 when it is the effect itself. */
function meantEffect(node: Node & { kind: 'mapping' }): 0 | 1 {
  const kinds = ['roi', 'contribution', 'coefficient'];
  const entries = [...node.entries.values()];
  const byKpi = entries.every(
    ({ node: inner }) => inner.kind === 'mapping' && [...inner.entries.keys()].some((key) => kinds.includes(key)),
  );
  return byKpi && entries.length > 0 ? 1 : 0;
}

/** Position of the family that is named, −1 where none or several are. The bare number stands before the families. */
function meantPrior(node: Node): number {
  if (node.kind !== 'mapping') return -1;
  const families = Object.keys(priorFamilies);
  const written = [...node.entries.keys()].filter((key) => key !== 'shift');
  const index = families.indexOf(written[0] ?? '');
  return written.length === 1 && index >= 0 ? index + 1 : -1;
}
