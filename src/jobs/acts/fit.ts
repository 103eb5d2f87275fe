import type { Fault, Panel } from '../../data/index.js';
import type { ModelSpec } from '../../mixmodel/index.js';
import { fingerprintOf, type SavedModel } from '../../store/index.js';
import { invalid, type Outcome } from '../outcome.js';
import type { ActOptions } from '../progress.js';
import { engineVersion } from '../engine-version.js';
import { readModel } from '../reading/read-model.js';
import type { FileSource } from '../sources/source.js';
import { startFit, type FitRun } from '../workers/fit-thread.js';
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
  if (found !== null && found.holdout !== 'computing') {
    return ended({ saved: found, found: true, withHoldout: Promise.resolve(found) }, faults);
  }

  const run = startFit(
    { spec, panel: model.panel, threads: workshop.pool.threads, fitted: found?.fitted ?? null },
    {
      signal,
      holdoutAfter: request.holdoutAfter ?? Promise.resolve(),
      onProgress: (step, done, total) => {
        onProgress({ step, subject: spec.id, done, total });
      },
    },
  );
  if (found !== null)
    return ended({ saved: found, found: true, withHoldout: addHoldout(workshop, found, run) }, faults);
  const { fitted, seconds } = await run.fitted;
  const saved = await store.saveModel(
    { fingerprint, engine: engineVersion(), seconds, file: model.file, fitted: { ...fitted, findings: faults } },
    { again: request.again === true },
  );
  onProgress({ step: 'saved', subject: `model:${saved.id}@${saved.version}`, done: 1, total: 1 });
  return ended({ saved, found: false, withHoldout: addHoldout(workshop, saved, run) }, faults);
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

async function addHoldout(workshop: Workshop, saved: SavedModel, run: FitRun): Promise<SavedModel> {
  const holdout = await run.holdout;
  const store = await workshop.store();
  await store.addHoldout(saved.id, saved.version, holdout);
  return (await store.readModel(saved.id, saved.version)) ?? saved;
}

function ended(value: FitResult, faults: readonly Fault[]): Outcome<FitResult> {
  // Whoever does not wait for the holdout must not fall over its failure.
  value.withHoldout.catch(() => undefined);
  return { status: value.saved.converged ? 'done' : 'unconverged', value, faults };
}
