import { Worker } from 'node:worker_threads';
import type { FitPreview, FittedModel, Holdout } from '../../mixmodel/index.js';
import type { ProgressStep } from '../progress.js';
import { compiledFile } from '../project.js';
import { deferred, type Deferred } from './deferred.js';
import type { Addition, FitCommand, FitMessage, FitOrder } from './fit-messages.js';

export interface FitRun {
  /** As soon as the fit can be used. */
  readonly fitted: Promise<{ readonly fitted: FittedModel; readonly seconds: number }>;
  readonly holdout: Promise<Holdout>;
}

export interface FitRunOptions {
  readonly onProgress: (step: ProgressStep, done: number, total: number | null, preview?: FitPreview) => void;
  /** Called with each addition, before the holdout is there. */
  readonly onAddition: (addition: Addition) => void;
  readonly signal: AbortSignal;
  /** The additions and the holdout wait for it; nothing else does. */
  readonly holdoutAfter: Promise<unknown>;
}

interface Running {
  readonly options: FitRunOptions;
  readonly fitted: Deferred<{ readonly fitted: FittedModel; readonly seconds: number }>;
  readonly holdout: Deferred<Holdout>;
}

/**
 * The thread on which fits are led, with threads of its own for their chains, so that the caller stays free to answer
 * pages. It is started once and stays warm: a later fit finds everything loaded.
 */
export class FitThread {
  #worker: Worker | null = null;
  #last = 0;
  readonly #running = new Map<number, Running>();

  /** @param threads for chains */
  constructor(private readonly threads: number) {}

  /** Starts the threads ahead of the first fit. */
  warm(): void {
    this.#send({ kind: 'warm' });
  }

  /** Aborting ends the fit and what its threads compute for it; others go on. */
  start(order: FitOrder, options: FitRunOptions): FitRun {
    const id = ++this.#last;
    const { signal, holdoutAfter } = options;
    const running: Running = { options, fitted: deferred(), holdout: deferred() };
    // Whoever waits hears of a failure; nobody may be waiting for one of the two.
    running.fitted.promise.catch(() => undefined);
    running.holdout.promise.catch(() => undefined);
    this.#running.set(id, running);
    const abort = (): void => {
      this.#fail(id, signal.reason);
      if (this.#worker !== null) this.#send({ kind: 'abort', id });
    };
    if (signal.aborted) {
      abort();
      return { fitted: running.fitted.promise, holdout: running.holdout.promise };
    }
    signal.addEventListener('abort', abort, { once: true });
    void running.holdout.promise
      .catch(() => undefined)
      .finally(() => {
        signal.removeEventListener('abort', abort);
      });
    this.#send({ kind: 'order', id, order });
    void holdoutAfter.finally(() => {
      if (this.#running.has(id)) this.#send({ kind: 'begin', id });
    });
    return { fitted: running.fitted.promise, holdout: running.holdout.promise };
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#failAll(new Error('the fit thread was closed'));
    await worker?.terminate();
  }

  #send(command: FitCommand): void {
    const worker = this.#worker ?? this.#open();
    worker.postMessage(command);
    this.#hold();
  }

  #open(): Worker {
    const worker = new Worker(compiledFile('fit.worker.js'), { workerData: { threads: this.threads } });
    worker.on('message', (message: FitMessage) => {
      this.#hear(message);
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = null;
      this.#failAll(error);
    });
    worker.on('exit', (code) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#failAll(new Error(`the fit thread ended with status ${code}`));
    });
    this.#worker = worker;
    return worker;
  }

  #hear(message: FitMessage): void {
    const running = this.#running.get(message.id);
    if (running === undefined) return;
    const { options, fitted, holdout } = running;
    switch (message.kind) {
      case 'progress':
        options.onProgress(message.step, message.done, message.total, message.preview);
        return;
      case 'fitted':
        fitted.resolve(message);
        return;
      case 'addition':
        options.onAddition(message.addition);
        return;
      case 'holdout':
        holdout.resolve(message.holdout);
        this.#running.delete(message.id);
        this.#hold();
        return;
      case 'failed':
        this.#fail(message.id, message.error);
    }
  }

  #fail(id: number, reason: unknown): void {
    const running = this.#running.get(id);
    this.#running.delete(id);
    running?.fitted.reject(reason);
    running?.holdout.reject(reason);
    this.#hold();
  }

  #failAll(reason: unknown): void {
    for (const id of [...this.#running.keys()]) this.#fail(id, reason);
  }

  /** Only a fit under way keeps the process alive. */
  #hold(): void {
    if (this.#running.size > 0) this.#worker?.ref();
    else this.#worker?.unref();
  }
}
