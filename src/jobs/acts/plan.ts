import { fault, hasErrors, type Fault, type Place } from '../../data/index.js';
import type { Plan } from '../../planning/index.js';
import { writeNormalised } from '../../files/index.js';
import {
  fingerprintOf,
  parsePlanId,
  type PlanToSave,
  type SavedModel,
  type SavedPlan,
  type Store,
} from '../../store/index.js';
import { done, invalid, type Outcome } from '../outcome.js';
import type { ActOptions } from '../progress.js';
import { engineVersion } from '../engine-version.js';
import { findScenario } from '../reading/find-scenario.js';
import { readScenario, type ReadScenario } from '../reading/read-scenario.js';
import type { FileSource, SourceFile } from '../sources/source.js';
import type { Workshop } from '../workshop.js';

export interface PlanRequest {
  readonly source: FileSource;
  /** The scenario file. */
  readonly name: string;
  /** Other scenario files of the same command, where a parent or a reference may stand. */
  readonly among?: readonly string[];
  /** Give the saved plan of the very same scenario, model version and engine, where there is one. */
  readonly reuse?: boolean;
}

/** Runs a scenario and saves scenario and plan together; when anything is wrong, nothing is saved. */
export async function runPlan(
  workshop: Workshop,
  request: PlanRequest,
  options: ActOptions = {},
): Promise<Outcome<SavedPlan>> {
  const { onProgress = () => undefined, signal } = options;
  onProgress({ step: 'read', subject: request.name, done: 0, total: null });
  const file = await request.source.read(request.name);
  if (file.value === null) return invalid(file.faults);
  const run = new PlanRun(workshop, request.source, request.among ?? [], signal);
  const prepared = await run.prepare(file.value, []);
  if (prepared.value === null) return prepared;
  const { value: ready } = prepared;
  onProgress({ step: 'plan', subject: ready.scenario.id, done: 0, total: null });
  const outcome = request.reuse ? await run.savedOrRun(ready) : await run.runAndSave(ready);
  const faults = [...prepared.faults, ...outcome.faults];
  if (outcome.value === null) return { ...outcome, faults };
  onProgress({ step: 'saved', subject: outcome.value.id, done: 1, total: 1 });
  return done(outcome.value, faults);
}

interface ReadyPlan extends ReadScenario {
  /** The plan of the scenario named as reference. */
  readonly referencePlan: Plan | null;
  /** Its id, for the normalised file: `q4-last-year@3`. */
  readonly referenceFound: string | null;
  /** Decides the version of the scenario. */
  readonly content: string;
  /** Decides the digits of the plan. */
  readonly fingerprint: string;
}

type ComputedPlan = Pick<PlanToSave, 'plan' | 'draws'>;

/** One run: reads what it needs, and what that needs. */
class PlanRun {
  constructor(
    private readonly workshop: Workshop,
    private readonly source: FileSource,
    private readonly among: readonly string[],
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** A scenario with its model and the plan it is measured against; `chain` are the ids that led here. */
  async prepare(file: SourceFile, chain: readonly string[]): Promise<Outcome<ReadyPlan>> {
    const others = this.among.filter((name) => name !== file.name);
    const read = await readScenario(this.workshop, this.source, file, others);
    if (read.value === null) return invalid(read.faults);
    const { scenario } = read.value;
    const reference = await this.referencePlan(read.value, [...chain, scenario.id]);
    const faults = [...read.faults, ...reference.faults];
    if (reference.status === 'infeasible') return { ...reference, faults };
    if (reference.status !== 'done' || hasErrors(faults)) return invalid(faults);
    return done(
      {
        ...read.value,
        referencePlan: reference.value?.plan ?? null,
        referenceFound: reference.value?.id ?? null,
        ...fingerprints(read.value, reference.value?.plan ?? null),
      },
      faults,
    );
  }

  /**
   * The plan of the scenario named as reference. One found in a file is run and saved, unless its plan is saved
   * already, so that the normalised file can name it; a pinned one (`q4@3`) is looked for in the store only.
   */
  private async referencePlan(read: ReadScenario, chain: readonly string[]): Promise<Outcome<SavedPlan | null>> {
    const { reference } = read.scenario;
    if (reference.kind !== 'scenario') return done(null);
    const where = read.placeOf('reference');
    const address = parsePlanId(reference.id);
    const id = address?.scenario ?? reference.id;
    if (chain.includes(id)) {
      return invalid([fault('scenario-cycle', 'error', where, reference.id, { circle: [...chain, id].join(' → ') })]);
    }
    const store = await this.workshop.store();
    const isPinned = address !== null && address.version !== null;
    const found = isPinned ? null : await findScenario(id, read.file.name, this.source, this.among, store);
    if (found?.in === 'files') {
      const prepared = await this.prepare(found.file, chain);
      return prepared.value === null ? prepared : this.savedOrRun(prepared.value);
    }
    const saved = await store.readPlan(reference.id);
    if (saved !== null) return done(saved);
    const known = [...new Set((await store.listScenarios()).map((entry) => entry.id))].join(', ') || '–';
    return invalid([fault('scenario-unknown', 'error', where, reference.id, { known })]);
  }

  async savedOrRun(ready: ReadyPlan): Promise<Outcome<SavedPlan>> {
    const saved = await samePlan(await this.workshop.store(), ready);
    return saved === null ? this.runAndSave(ready) : done(saved);
  }

  async runAndSave(ready: ReadyPlan): Promise<Outcome<SavedPlan>> {
    const started = performance.now();
    const computed = await this.compute(ready);
    if (computed.value === null) return computed;
    const seconds = (performance.now() - started) / 1000;
    const { scenario, content, file } = ready;
    const store = await this.workshop.store();
    const saved = await store.savePlan({
      scenario: { id: scenario.id, title: scenario.title, file, content },
      ...computed.value,
      seconds,
    });
    return done(saved, computed.faults);
  }

  private async compute(ready: ReadyPlan): Promise<Outcome<ComputedPlan>> {
    const { scenario, model, referencePlan, fingerprint } = ready;
    const result = await this.workshop.pool.run(
      'plan',
      {
        scenario,
        fitted: model.fitted,
        model: { id: model.id, version: model.version, fingerprint: model.fingerprint },
        referencePlan,
        engine: engineVersion(),
        scenarioVersion: 0,
        scenarioFingerprint: fingerprint,
        normalised: writeNormalised(scenario, {
          modelVersion: model.version,
          ...(ready.referenceFound === null ? {} : { reference: ready.referenceFound }),
        }),
        created: '',
      },
      this.signal,
    );
    const faults = result.faults.map((found) => placed(found, ready.placeOf));
    if (result.value !== null) return done(result.value, faults);
    return { status: result.infeasible !== null ? 'infeasible' : 'invalid', value: null, faults };
  }
}

/** The planner knows keys only; where they stand is known here. */
function placed(found: Fault, placeOf: (path: string) => Place): Fault {
  const { path, file } = found.where;
  if (file !== '') return found;
  return { ...found, where: path === undefined ? placeOf('') : { ...placeOf(path), path } };
}

function fingerprints(
  { scenario, model }: ReadScenario,
  referencePlan: Plan | null,
): Pick<ReadyPlan, 'content' | 'fingerprint'> {
  const content = fingerprintOf({ scenario, reference: referencePlan?.scenario.fingerprint ?? null });
  const fingerprint = fingerprintOf({ content, model: modelKey(model), engine: engineVersion() });
  return { content, fingerprint };
}

function modelKey(model: SavedModel): object {
  return { id: model.id, version: model.version, fingerprint: model.fingerprint };
}

async function samePlan(store: Store, ready: ReadyPlan): Promise<SavedPlan | null> {
  const plans = await store.listPlans(ready.scenario.id);
  const same = plans.find((plan) => plan.fingerprint === ready.fingerprint && plan.engine === engineVersion());
  return same === undefined ? null : store.readPlan(same.id);
}
