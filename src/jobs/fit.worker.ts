import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import {
  assess,
  computeCalibration,
  computeHoldout,
  computeRefresh,
  fitModel,
  scalesOf,
  withChosenKnots,
  type FitProgress,
  type FittedModel,
  type Holdout,
  type ModelSpec,
} from '../mixmodel/index.js';
import type { Panel } from '../data/index.js';
import { valueOfTests } from '../planning/index.js';
import type { ProgressStep } from './progress.js';
import { beginHoldout, type Addition, type FitMessage, type FitOrder } from './workers/fit-messages.js';
import { pooledRunner } from './workers/pooled-runner.js';
import { WorkerPool } from './workers/pool.js';

/** The thread of one fit: sampling over the threads of its pool, then the assessment, then the holdout. */
const order = workerData as FitOrder;
const pool = new WorkerPool(order.threads);
const mayBegin = new Promise<void>((resolve) => {
  parentPort?.once('message', (message) => {
    if (message === beginHoldout) resolve();
    // From here on only the work itself keeps this thread alive.
    parentPort?.unref();
  });
});
const steps = { modes: 'modes', 'warm-up': 'warmup', draws: 'draws' } as const satisfies Record<
  FitProgress['phase'],
  ProgressStep
>;

try {
  const fitted = order.fitted ?? (await fit());
  await mayBegin;
  await addToVersion(fitted);
  say({ kind: 'holdout', holdout: await holdout(fitted) });
} finally {
  await pool.close();
}

async function fit(): Promise<FittedModel> {
  const { panel } = order;
  const started = performance.now();
  step('modes', 0, null);
  const spec = withChosenKnots(order.spec, panel);
  const sampled = await fitModel(spec, panel, { runner: runnerFor(spec, panel), onProgress: tell });
  const seconds = (performance.now() - started) / 1000;
  step('assess', 0, null);
  const fitted = { ...sampled, assessment: assess(sampled) };
  say({ kind: 'fitted', fitted, seconds });
  return fitted;
}

/** What the version is told besides its fit: what tests are worth, what tests did, and how it came from the former one. */
async function addToVersion(fitted: FittedModel): Promise<void> {
  step('additions', 0, null);
  if (!order.onlyRefresh) {
    add({ name: 'tests', value: valueOfTests(fitted) });
    add({ name: 'calibration', value: await computeCalibration(fitted, { runnerFor }) });
  }
  const { former } = order;
  const refresh = former === null ? null : await computeRefresh(former.fitted, former.version, fitted, { runnerFor });
  add({ name: 'refresh', value: refresh });
}

function add(addition: Addition): void {
  say({ kind: 'addition', addition });
}

async function holdout(fitted: FittedModel): Promise<Holdout> {
  if (order.onlyRefresh) return fitted.assessment.holdout;
  const { origins } = fitted.spec.holdout;
  step('holdout', 0, origins);
  const started = performance.now();
  const computed = await computeHoldout(fitted, {
    runnerFor,
    onProgress: (done: number) => {
      step('holdout', done, origins);
    },
  });
  return { ...computed, seconds: (performance.now() - started) / 1000 };
}

function runnerFor(spec: ModelSpec, panel: Panel): ReturnType<typeof pooledRunner> {
  return pooledRunner(pool, randomUUID(), spec, panel, scalesOf(spec, panel));
}

function tell(progress: FitProgress): void {
  step(steps[progress.phase], progress.done, progress.of);
}

function step(name: ProgressStep, done: number, total: number | null): void {
  say({ kind: 'progress', step: name, done, total });
}

function say(message: FitMessage): void {
  parentPort?.postMessage(message);
}
