import { Worker } from 'node:worker_threads';
import type { FittedModel, Holdout } from '../../mixmodel/index.js';
import type { ProgressStep } from '../progress.js';
import { compiledFile } from '../project.js';
import { deferred } from './deferred.js';
import { beginHoldout, type Addition, type FitMessage, type FitOrder } from './fit-messages.js';

export interface FitRun {
  /** As soon as the fit can be used. */
  readonly fitted: Promise<{ readonly fitted: FittedModel; readonly seconds: number }>;
  readonly holdout: Promise<Holdout>;
}

/**
 * Fits on a thread of its own, which has threads of its own for the chains, so that the caller stays free to answer
 * pages. Aborting ends them all.
 */
export function startFit(
  order: FitOrder,
  options: {
    readonly onProgress: (step: ProgressStep, done: number, total: number | null) => void;
    /** Called with each addition, before the holdout is there. */
    readonly onAddition: (addition: Addition) => void;
    readonly signal: AbortSignal;
    /** The holdout waits for it; nothing else does. */
    readonly holdoutAfter: Promise<unknown>;
  },
): FitRun {
  const { onProgress, onAddition, signal, holdoutAfter } = options;
  const fitted = deferred<{ fitted: FittedModel; seconds: number }>();
  const holdout = deferred<Holdout>();
  const worker = new Worker(compiledFile('fit.worker.js'), { workerData: order });
  const fail = (reason: unknown): void => {
    fitted.reject(reason);
    holdout.reject(reason);
  };
  const abort = (): void => {
    fail(signal.reason);
    void worker.terminate();
  };
  worker.on('message', (message: FitMessage) => {
    if (message.kind === 'progress') onProgress(message.step, message.done, message.total);
    else if (message.kind === 'fitted') fitted.resolve(message);
    else if (message.kind === 'addition') onAddition(message.addition);
    else holdout.resolve(message.holdout);
  });
  void holdoutAfter.finally(() => {
    worker.postMessage(beginHoldout);
  });
  worker.on('error', fail);
  worker.on('exit', (code) => {
    signal.removeEventListener('abort', abort);
    fail(new Error(`the fit thread ended with status ${code}`));
  });
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  // Whoever waits hears of a failure; nobody may be waiting for one of the two.
  fitted.promise.catch(() => undefined);
  holdout.promise.catch(() => undefined);
  return { fitted: fitted.promise, holdout: holdout.promise };
}
