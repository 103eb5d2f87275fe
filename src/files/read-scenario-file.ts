import {
  fault,
  hasErrors,
  nearestName,
  parseIsoDay,
  type Fault,
  type Place,
  type Reading,
  type Table,
} from '../data/index.js';
import { loadFormulas, type Scenario } from '../planning/index.js';
import { buildScenario } from './build-scenario.js';
import { checkScenario } from './check-scenario.js';
import { checkStructure } from './check-structure.js';
import { Checker } from './checker.js';
import { Defaults, type DefaultUsed } from './defaults.js';
import { formFault } from './file-form.js';
import { inherit, type FindParent } from './inherit.js';
import { nodeAt, placeOf, placesOf, plainValue, type Entry, type Node, type Path } from './positioned-tree.js';
import { readLineTable } from './read-line-table.js';
import { byPlace } from './read-model-file.js';
import { readYaml } from './read-yaml.js';
import type { ScenarioModel } from './scenario-model.js';
import { notYetInScenario } from './schema/not-yet.js';
import { scenarioSchema } from './schema/scenario-schema.js';

/** Where a scenario finds what it names; the caller opens files and the store. */
export interface ScenarioContext {
  /** The model a scenario names; `id` is null where the file names none. Null: not known. */
  readonly model: (id: string | null, version: number | null) => Promise<ScenarioModel | null>;
  /** Ids for a suggestion when the model is not known. */
  readonly knownModels?: readonly string[];
  /** The file of a scenario named as parent. */
  readonly parent: FindParent;
  /** The table named by `lines_file`. */
  readonly lineTable: (name: string) => Promise<Reading<Table>>;
}

export interface ScenarioReading extends Reading<Scenario> {
  readonly model: ScenarioModel | null;
  readonly defaultsUsed: readonly DefaultUsed[];
  /** Place of a dotted path (`lines.2.amount`), for faults that the planner finds; of the parent's file where it stands there. */
  readonly placeOf: (path: string) => Place;
}

/**
 * Reads a scenario file (YAML or JSON) with its parents and its table of lines. Everything that can be checked is
 * checked, whatever else is wrong: all faults at once, each with file, line and column.
 */
export async function readScenarioFile(
  source: string | Uint8Array,
  file: string,
  context: ScenarioContext,
): Promise<ScenarioReading> {
  const read = readYaml(source, file);
  const nothing = { value: null, model: null, defaultsUsed: [], placeOf: () => ({ file }) };
  if (read.tree === null) return { ...nothing, faults: read.faults };
  const form = formFault(read.tree, 'scenario');
  if (form !== null) return { ...nothing, faults: [...read.faults, form] };
  const inherited = await inherit(read.tree, context.parent);
  const named = namedModel(inherited.tree);
  const model = named === null ? null : await context.model(named.id, named.version);
  const listed = await withLines(inherited.tree, context, model);
  const { tree, partial, complete, faults } = checkStructure(scenarioSchema, listed.tree, notYetInScenario);
  const checker = new Checker(tree);
  if (model === null && named !== null) checker.faults.push(modelFault(named.id, tree, context.knownModels ?? []));
  const hasFormula = partial.kpis?.some((kpi) => kpi?.formula !== undefined) === true;
  checkScenario(partial, model, hasFormula ? (await loadFormulas()).checkFormula : null, checker);
  const all = byPlace([...read.faults, ...inherited.faults, ...listed.faults, ...faults, ...checker.faults]);
  const placed = { model, placeOf: placesOf(tree), faults: all };
  if (complete === null || model === null || hasErrors(all)) return { ...nothing, ...placed };
  const defaults = new Defaults();
  const value = buildScenario(complete, model, defaults);
  return { ...placed, value, defaultsUsed: defaults.used };
}

/** The model a file asks for; null where what it writes is no id, which has a fault of its own. */
function namedModel(tree: Node): { id: string | null; version: number | null } | null {
  const written = nodeAt(tree, ['model']);
  if (written === null) return { id: null, version: null };
  const read = scenarioSchema.shape.model.safeParse(plainValue(written));
  return read.success && read.data !== undefined ? { id: read.data.id, version: read.data.version ?? null } : null;
}

function modelFault(id: string | null, tree: Node, known: readonly string[]): Fault {
  const valid = known.join(', ') || 'none';
  if (id === null) return fault('model-not-named', 'error', placeOf(tree, ['model']), '', { valid });
  const params = { name: id, nearest: nearestName(id, known) ?? 'none', valid };
  return fault('unknown-model', 'error', placeOf(tree, ['model', 'id']), id, params);
}

/** The rows of `lines_file` as the lines of the file, each value placed at its cell. */
async function withLines(
  tree: Node,
  context: ScenarioContext,
  model: ScenarioModel | null,
): Promise<{ tree: Node; faults: readonly Fault[] }> {
  const path: Path = ['lines_file'];
  const named = nodeAt(tree, path);
  const isAlone = tree.kind === 'mapping' && !tree.entries.has('lines');
  if (!isAlone || named?.kind !== 'scalar' || typeof named.value !== 'string') return { tree, faults: [] };
  const table = await context.lineTable(named.value);
  if (table.value === null) return { tree, faults: table.faults };
  const origin = model?.panel?.periods[0];
  const { lines, faults } = readLineTable(table.value, {
    ...(model === null ? {} : { channels: model.spec.channels }),
    window: { start: dayAt(tree, 'start'), end: dayAt(tree, 'end') },
    calendar: origin === undefined || model === null ? null : { origin, grain: model.grain },
  });
  const entries = new Map<string, Entry>(tree.entries);
  entries.delete('lines_file');
  entries.set('lines', { keyAt: named.at, node: lines });
  return { tree: { ...tree, entries }, faults: [...table.faults, ...faults] };
}

function dayAt(tree: Node, key: 'start' | 'end'): number | null {
  const node = nodeAt(tree, ['window', key]);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? parseIsoDay(node.value) : null;
}
