import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import {
  assess,
  computeCalibration,
  computeHoldout,
  computeRefresh,
  fitModel,
  scalesOf,
  withChosenKnots,
  type FitPreview,
  type FitProgress,
  type FittedModel,
  type Holdout,
  type ModelSpec,
} from '../mixmodel/index.js';
import type { Panel } from '../data/index.js';
import { valueOfTests } from '../planning/index.js';
import type { ProgressStep } from './progress.js';
import { deferred, type Deferred } from './workers/deferred.js';
import type { Addition, FitCommand, FitMessage, FitOrder } from './workers/fit-messages.js';
import { pooledRunner } from './workers/pooled-runner.js';
import { WorkerPool } from './workers/pool.js';

/**
 * The thread on which fits are led: each samples over the threads of one pool, is assessed, then gets its additions and
 * its holdout. The pool lives as long as this thread.
 */
const pool = new WorkerPool((workerData as { readonly threads: number }).threads);
const steps = { modes: 'modes', 'warm-up': 'warmup', draws: 'draws' } as const satisfies Record<
  FitProgress['phase'],
  ProgressStep
>;
const runs = new Map<number, { readonly mayBegin: Deferred<undefined>; readonly controller: AbortController }>();

parentPort?.on('message', (command: FitCommand) => {
  switch (command.kind) {
    case 'warm':
      pool.warm();
      return;
    case 'order': {
      const run = { mayBegin: deferred<undefined>(), controller: new AbortController() };
      // Every command of a batch listens to it.
      setMaxListeners(0, run.controller.signal);
      runs.set(command.id, run);
      void new LedFit(command.id, command.order, run.mayBegin.promise, run.controller.signal)
        .lead()
        .finally(() => runs.delete(command.id));
      return;
    }
    case 'begin':
      runs.get(command.id)?.mayBegin.resolve(undefined);
      return;
    case 'abort':
      runs.get(command.id)?.controller.abort();
      runs.get(command.id)?.mayBegin.resolve(undefined);
  }
});

type Said = FitMessage extends infer Message ? (Message extends unknown ? Omit<Message, 'id'> : never) : never;

/** One fit. */
class LedFit {
  constructor(
    private readonly id: number,
    private readonly order: FitOrder,
    private readonly mayBegin: Promise<unknown>,
    private readonly signal: AbortSignal,
  ) {}

  async lead(): Promise<void> {
    try {
      const fitted = this.order.fitted ?? (await this.fit());
      await this.mayBegin;
      this.signal.throwIfAborted();
      await this.addToVersion(fitted);
      this.say({ kind: 'holdout', holdout: await this.holdout(fitted) });
    } catch (error) {
      this.say({ kind: 'failed', error });
    }
  }

  private async fit(): Promise<FittedModel> {
    const { panel } = this.order;
    const started = performance.now();
    this.step('modes', 0, null);
    const spec = withChosenKnots(this.order.spec, panel);
    const sampled = await fitModel(spec, panel, {
      runner: this.runnerFor(spec, panel),
      signal: this.signal,
      onProgress: (progress) => {
        this.step(steps[progress.phase], progress.done, progress.of);
      },
      onPreview: (preview) => {
        this.step('preview', 1, 1, preview);
      },
    });
    const seconds = (performance.now() - started) / 1000;
    this.step('assess', 0, null);
    const fitted = { ...sampled, assessment: assess(sampled) };
    this.say({ kind: 'fitted', fitted, seconds });
    return fitted;
  }

  /** What the version is told besides its fit: what tests are worth, what tests did, how it came from the former one. */
  private async addToVersion(fitted: FittedModel): Promise<void> {
    const { former, onlyRefresh } = this.order;
    const options = { runnerFor: this.runnerFor, signal: this.signal };
    this.step('additions', 0, null);
    if (!onlyRefresh) {
      this.add({ name: 'tests', value: valueOfTests(fitted) });
      this.add({ name: 'calibration', value: await computeCalibration(fitted, options) });
    }
    const refresh = former === null ? null : await computeRefresh(former.fitted, former.version, fitted, options);
    this.add({ name: 'refresh', value: refresh });
  }

  private async holdout(fitted: FittedModel): Promise<Holdout> {
    if (this.order.onlyRefresh) return fitted.assessment.holdout;
    const { origins } = fitted.spec.holdout;
    this.step('holdout', 0, origins);
    const started = performance.now();
    const computed = await computeHoldout(fitted, {
      runnerFor: this.runnerFor,
      signal: this.signal,
      onProgress: (done: number) => {
        this.step('holdout', done, origins);
      },
    });
    return { ...computed, seconds: (performance.now() - started) / 1000 };
  }

  private readonly runnerFor = (spec: ModelSpec, panel: Panel): ReturnType<typeof pooledRunner> =>
    pooledRunner(pool, randomUUID(), spec, panel, scalesOf(spec, panel), this.signal);

  private add(addition: Addition): void {
    this.say({ kind: 'addition', addition });
  }

  private step(name: ProgressStep, done: number, total: number | null, preview?: FitPreview): void {
    this.say({ kind: 'progress', step: name, done, total, ...(preview === undefined ? {} : { preview }) });
  }

  private say(message: Said): void {
    parentPort?.postMessage({ id: this.id, ...message });
  }
}
