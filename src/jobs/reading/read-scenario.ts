import { fault, hasErrors, type Fault, type Panel, type Place, type Reading } from '../../data/index.js';
import { readScenarioFile } from '../../files/index.js';
import type { ModelSpec } from '../../mixmodel/index.js';
import type { Scenario } from '../../planning/index.js';
import type { SavedModel, Store } from '../../store/index.js';
import type { FileSource, SourceFile } from '../sources/source.js';
import type { Workshop } from '../workshop.js';
import { findScenario } from './find-scenario.js';
import { readSourceTable } from './read-source-table.js';

/** A scenario file with the model version it will run on. */
export interface ReadScenario {
  readonly scenario: Scenario;
  readonly model: SavedModel;
  readonly file: { readonly name: string; readonly text: string };
  /** Where a dotted path stands, for faults that the planner finds. */
  readonly placeOf: (path: string) => Place;
}

export interface ScenarioReading extends Reading<ReadScenario> {
  /** The scenario by itself, also where its model is only a file yet. */
  readonly scenario: Scenario | null;
}

/** Model files of the same command, by id: enough to check a scenario against, not to plan on. */
export type ModelFiles = ReadonlyMap<string, { readonly spec: ModelSpec; readonly panel: Panel }>;

/**
 * Reads a scenario with its parents, its table of lines and its model; every fault at once.
 * @param among other files of the command, where a parent may stand
 */
export async function readScenario(
  workshop: Workshop,
  source: FileSource,
  file: SourceFile,
  among: readonly string[],
  models: ModelFiles = new Map(),
): Promise<ScenarioReading> {
  const store = await workshop.store();
  const choice = new ModelChoice(store);
  const reading = await readScenarioFile(file.bytes, file.name, {
    model: async (id, version) => {
      const written = id === null ? undefined : models.get(id);
      if (written !== undefined) return { ...written, grain: written.panel.grain };
      const model = await choice.look(id, version);
      return model && { spec: model.fitted.spec, grain: model.fitted.panel.grain, panel: model.fitted.panel };
    },
    knownModels: [...new Set((await store.listModels()).map(({ id }) => id))],
    parent: async (id) => {
      const found = await findScenario(id, file.name, source, among, store);
      return found && { file: found.file.name, source: found.file.bytes };
    },
    lineTable: async (name) => {
      const table = await source.read(name, file.name);
      return table.value === null
        ? { value: null, faults: table.faults }
        : readSourceTable(table.value, null, workshop.pool);
    },
  });
  const { model, fault: refusal } = choice.settle(reading.value, reading.placeOf);
  const faults = refusal === null ? reading.faults : [...reading.faults, refusal];
  const scenario = hasErrors(faults) ? null : reading.value;
  if (scenario === null || model === null) return { value: null, scenario, faults };
  const text = new TextDecoder().decode(file.bytes);
  return {
    value: {
      scenario,
      model,
      file: { name: file.name, text },
      placeOf: reading.placeOf,
    },
    scenario,
    faults,
  };
}

/**
 * Which version of its model a scenario runs on: the one it names, else the latest that reached the gate. One that
 * did not is used only when the scenario accepts it.
 */
class ModelChoice {
  readonly #store: Store;
  #model: SavedModel | null = null;
  #missingVersion: number | null = null;
  #savedVersions: readonly number[] = [];
  #isPinned = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The version to check the file against, though it may be refused afterwards. */
  async look(id: string | null, version: number | null): Promise<SavedModel | null> {
    const name = id ?? (await this.#onlyModel());
    if (name === null) return null;
    this.#isPinned = version !== null;
    const latest = async (): Promise<SavedModel | null> =>
      (await this.#store.readModel(name, 'latest_converged')) ?? (await this.#store.readModel(name, 'latest'));
    if (version === null) {
      this.#model = await latest();
    } else {
      this.#model = await this.#store.readModel(name, version);
      if (this.#model === null) {
        this.#model = await latest();
        this.#missingVersion = version;
        this.#savedVersions = (await this.#store.listModels(name)).map((entry) => entry.version);
      }
    }
    return this.#model;
  }

  /** A scenario that names no model means the only one there is. */
  async #onlyModel(): Promise<string | null> {
    const ids = new Set((await this.#store.listModels()).map(({ id }) => id));
    const [only] = ids;
    return ids.size === 1 && only !== undefined ? only : null;
  }

  settle(
    scenario: Scenario | null,
    placeOf: (path: string) => Place,
  ): { readonly model: SavedModel | null; readonly fault: Fault | null } {
    const model = this.#model;
    if (model === null) return { model, fault: null };
    const { id, version } = model;
    if (this.#missingVersion !== null) {
      const saved = this.#savedVersions.join(', ');
      const params = { id, version: this.#missingVersion, saved };
      const where = placeOf('model.version');
      return { model: null, fault: fault('model-version-not-saved', 'error', where, String(params.version), params) };
    }
    if (model.converged || scenario === null || scenario.acceptUnconverged) return { model, fault: null };
    const missed = model.fitted.sampler.missed.join(', ');
    const code = this.#isPinned ? 'model-unconverged' : 'model-never-converged';
    return { model: null, fault: fault(code, 'error', placeOf('model'), id, { id, version, missed }) };
  }
}
