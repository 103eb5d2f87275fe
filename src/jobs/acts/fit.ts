import type { Fault, Panel } from '../../data/index.js';
import type { ModelSpec } from '../../mixmodel/index.js';
import { fingerprintOf, type SavedModel, type Store } from '../../store/index.js';
import { invalid, invalidUsage, type Outcome } from '../outcome.js';
import type { ActOptions } from '../progress.js';
import { engineVersion } from '../engine-version.js';
import { readModel } from '../reading/read-model.js';
import type { FileSource } from '../sources/source.js';
import type { Addition, FitOrder } from '../workers/fit-messages.js';
import type { FitRun } from '../workers/fit-thread.js';
import type { Workshop } from '../workshop.js';

export interface FitRequest {
  readonly source: FileSource;
  /** The model file. */
  readonly name: string;
  /** What flags say instead of the file. */
  readonly overrides?: {
    readonly seed?: number | undefined;
    readonly chains?: number | undefined;
    readonly warmup?: number | undefined;
    readonly draws?: number | undefined;
  };
  /** Version that the fit is set against: the latest converged one before it where none is named; 0: none. */
  readonly against?: number | undefined;
  /** Fit anew although a version with this fingerprint is saved. */
  readonly again?: boolean;
  /** What the holdout waits for, so that it takes no time from work that people wait for. */
  readonly holdoutAfter?: Promise<unknown>;
}

export interface FitResult {
  /** Usable as soon as it is here; its holdout may still be computed. */
  readonly saved: SavedModel;
  /** This fit had been saved before; nothing was sampled. */
  readonly found: boolean;
  /** The same version once its holdout is there. */
  readonly withHoldout: Promise<SavedModel>;
}

/** Reads, checks, fits and saves a model; the holdout follows and is added to the version. */
export async function fitModel(
  workshop: Workshop,
  request: FitRequest,
  options: ActOptions = {},
): Promise<Outcome<FitResult>> {
  const { onProgress = () => undefined } = options;
  const signal = AbortSignal.any([workshop.closing, ...(options.signal === undefined ? [] : [options.signal])]);
  onProgress({ step: 'read', subject: request.name, done: 0, total: null });
  const { value: model, faults } = await readModel(workshop, request.source, request.name);
  if (model === null) return invalid(faults);
  const spec = withOverrides(model.spec, request.overrides ?? {});
  const fingerprint = fitFingerprint(spec, model.panel);
  const store = await workshop.store();
  const found = request.again ? null : await store.findFit(spec.id, fingerprint);
  const isSetAgainst = request.against === undefined || request.against === (found?.additions.refresh?.against ?? 0);
  if (found !== null && found.holdout !== 'computing' && isSetAgainst) {
    return ended({ saved: found, found: true, withHoldout: Promise.resolve(found) }, faults);
  }

  const former = await formerVersion(store, spec.id, request.against, found?.version ?? Infinity);
  if (former === undefined) {
    return invalidUsage('against-unknown', `${spec.id}@${request.against ?? ''}`, { id: spec.id });
  }
  const added: Addition[] = [];
  const run = workshop.fits.start(
    {
      spec,
      panel: model.panel,
      fitted: found?.fitted ?? null,
      former,
      onlyRefresh: found !== null && found.holdout !== 'computing',
    },
    {
      signal,
      onAddition: (addition) => {
        added.push(addition);
      },
      holdoutAfter: request.holdoutAfter ?? Promise.resolve(),
      onProgress: (step, done, total, preview) => {
        onProgress({ step, subject: spec.id, done, total, ...(preview === undefined ? {} : { preview }) });
      },
    },
  );
  if (found !== null)
    return ended({ saved: found, found: true, withHoldout: complete(workshop, found, run, added) }, faults);
  const { fitted, seconds } = await run.fitted;
  const saved = await store.saveModel(
    { fingerprint, engine: engineVersion(), seconds, file: model.file, fitted: { ...fitted, findings: faults } },
    { again: request.again === true },
  );
  onProgress({ step: 'saved', subject: `model:${saved.id}@${saved.version}`, done: 1, total: 1 });
  return ended({ saved, found: false, withHoldout: complete(workshop, saved, run, added) }, faults);
}

/** Everything that decides the digits of a fit. */
function fitFingerprint(spec: ModelSpec, panel: Panel): string {
  return fingerprintOf({ spec, panel, engine: engineVersion() });
}

function withOverrides(spec: ModelSpec, overrides: NonNullable<FitRequest['overrides']>): ModelSpec {
  const { fit } = spec;
  return {
    ...spec,
    fit: {
      seed: overrides.seed ?? fit.seed,
      chains: overrides.chains ?? fit.chains,
      warmup: overrides.warmup ?? fit.warmup,
      draws: overrides.draws ?? fit.draws,
    },
  };
}

/** The version to set a fit against; null: none, undefined: the one named is not saved. */
async function formerVersion(
  store: Store,
  id: string,
  against: number | undefined,
  before: number,
): Promise<FitOrder['former'] | undefined> {
  if (against === 0) return null;
  const versions = (await store.listModels(id)).filter(({ version }) => version < before);
  const wanted =
    against === undefined
      ? versions.filter(({ converged }) => converged).sort((a, b) => b.version - a.version)[0]
      : versions.find(({ version }) => version === against);
  if (wanted === undefined) return against === undefined ? null : undefined;
  const saved = await store.readModel(id, wanted.version);
  return saved === null ? undefined : { version: saved.version, fitted: saved.fitted };
}

/** Adds to the version what is computed after it, the holdout last: a version with its holdout is whole. */
async function complete(
  workshop: Workshop,
  saved: SavedModel,
  run: FitRun,
  added: readonly Addition[],
): Promise<SavedModel> {
  const holdout = await run.holdout;
  const store = await workshop.store();
  for (const { name, value } of added) await store.addToModel(saved.id, saved.version, name, value);
  await store.addHoldout(saved.id, saved.version, holdout);
  return (await store.readModel(saved.id, saved.version)) ?? saved;
}

function ended(value: FitResult, faults: readonly Fault[]): Outcome<FitResult> {
  // Whoever does not wait for the holdout must not fall over its failure.
  value.withHoldout.catch(() => undefined);
  return { status: value.saved.converged ? 'done' : 'unconverged', value, faults };
}
