import { nodeAt, plainValue, type Node, type Path } from './positioned-tree.js';
import { effectByKpi, effectOf } from './schema/model-schema.js';
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

/** The issues of a file, each taken apart: that of a union becomes those of the option that was meant. */
export function placeIssues(issues: readonly Issue[], tree: Node): PlacedIssue[] {
  const effects = new Set<string>();
  return issues.flatMap((issue) => {
    const effect = effectPath(issue, tree);
    if (effect === null) return takenApart(issue, tree);
    if (effects.has(effect.join('.'))) return [];
    effects.add(effect.join('.'));
    return issuesOfEffect(tree, effect).flatMap((inner) => takenApart(inner, tree, effect));
  });
}

/** Path of the effect of a medium that an issue lies in, where that is a mapping. */
function effectPath(issue: Issue, tree: Node): Path | null {
  const [list, index, key] = issue.path;
  if ((list !== 'channels' && list !== 'organic') || typeof index !== 'number' || key !== 'effect') return null;
  return nodeAt(tree, [list, index, key])?.kind === 'mapping' ? [list, index, key] : null;
}

/** zod settles for whichever form has only unknown keys against it; here the form that was meant is asked. */
function issuesOfEffect(tree: Node, path: Path): readonly Issue[] {
  const node = nodeAt(tree, path);
  if (node?.kind !== 'mapping') return [];
  const form = isByKpi(node) ? effectByKpi : effectOf;
  return (form.safeParse(plainValue(node)).error?.issues ?? []) as readonly Issue[];
}

function takenApart(issue: Issue, tree: Node, prefix: Path = []): PlacedIssue[] {
  const path: Path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const node = nodeAt(tree, path);
  const meant = issue.code === 'invalid_union' && node !== null ? meantOption(issue, node) : undefined;
  return meant === undefined ? [{ issue, path }] : meant.flatMap((inner) => takenApart(inner, tree, path));
}

function meantOption(issue: Issue, node: Node): readonly Issue[] | undefined {
  const options = issue.errors ?? [];
  if (issue.message === 'bad-prior') return options[meantPrior(node)];
  return fittingOption(options);
}

/** The option of the right type with the fewest complaints; none when every option is of another type. */
function fittingOption(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = options.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return [...fitting].sort((a, b) => a.length - b.length)[0];
}

/** Whether a mapping gives an effect for each KPI, rather than the effect itself. */
function isByKpi(node: Node & { kind: 'mapping' }): boolean {
  const kinds = ['roi', 'contribution', 'coefficient'];
  const entries = [...node.entries.values()];
  const holdsEffects = ({ node: inner }: { node: Node }) =>
    inner.kind === 'mapping' && [...inner.entries.keys()].some((key) => kinds.includes(key));
  return entries.length > 0 && entries.every(holdsEffects);
}

/** Position of the family that is named, −1 where none or several are. The bare number stands before the families. */
function meantPrior(node: Node): number {
  if (node.kind !== 'mapping') return -1;
  const families = Object.keys(priorFamilies);
  const written = [...node.entries.keys()].filter((key) => key !== 'shift');
  const index = families.indexOf(written[0] ?? '');
  return written.length === 1 && index >= 0 ? index + 1 : -1;
}
