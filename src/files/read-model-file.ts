import { fault, hasErrors, type Fault, type Place, type Reading } from '../data/index.js';
import type { ModelSpec } from '../mixmodel/index.js';
import { buildModel } from './build-model.js';
import { checkModel } from './check-model.js';
import { checkStructure } from './check-structure.js';
import { Checker } from './checker.js';
import { Defaults, type DefaultUsed } from './defaults.js';
import { formFault } from './file-form.js';
import { fileLimits } from './limits.js';
import { placesOf } from './positioned-tree.js';
import { readYaml } from './read-yaml.js';
import { modelSchema } from './schema/model-schema.js';
import { notYetInModel } from './schema/not-yet.js';

export interface ModelReading extends Reading<ModelSpec> {
  /** What the file leaves out and what stands for it, in the order of the file; empty when there is no value. */
  readonly defaultsUsed: readonly DefaultUsed[];
  /** Place of a dotted path, for faults that later steps find. */
  readonly placeOf: (path: string) => Place;
}

/** Reads a model file (YAML or JSON): the value with every default filled in, or every fault at once. */
export function readModelFile(source: string | Uint8Array, file: string): ModelReading {
  const { tree, faults: syntaxFaults } = readYaml(source, file);
  const nothing = { value: null, defaultsUsed: [], placeOf: () => ({ file }) };
  if (tree === null) return { ...nothing, faults: syntaxFaults };
  const form = formFault(tree, 'model');
  if (form !== null) return { ...nothing, faults: [...syntaxFaults, form] };
  const structure = checkStructure(modelSchema, tree, notYetInModel);
  const checker = new Checker(structure.tree);
  checkModel(structure.partial, checker);
  const faults = byPlace([...syntaxFaults, ...structure.faults, ...checker.faults]);
  const placeOf = placesOf(tree);
  if (structure.complete === null || hasErrors(faults)) return { ...nothing, placeOf, faults };
  const defaults = new Defaults();
  const value = buildModel(structure.complete, defaults);
  return { value, faults, defaultsUsed: defaults.used, placeOf };
}

/** In the order in which a reader of the file meets them; of very many, the first, and a note that there are more. */
export function byPlace(faults: readonly Fault[]): Fault[] {
  const order = ({ where }: Fault) => (where.line ?? 0) * 1e4 + (where.column ?? 0);
  const sorted = [...faults].sort((a, b) => a.where.file.localeCompare(b.where.file) || order(a) - order(b));
  const shown = sorted.slice(0, fileLimits.faults);
  const [next] = sorted.slice(fileLimits.faults);
  return next === undefined
    ? shown
    : [...shown, fault('more-faults', 'error', next.where, '', { limit: fileLimits.faults })];
}
