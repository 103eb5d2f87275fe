import { randomUUID } from 'node:crypto';
import type { Fault } from '../data/index.js';
import type { FitPreview } from '../mixmodel/index.js';
import type { Outcome } from './outcome.js';
import type { ActOptions, Progress } from './progress.js';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** One act under way or ended, as pages and the API show it. */
export interface Job {
  readonly id: string;
  readonly act: 'fit' | 'plan' | 'compare';
  /** Model, scenario or file concerned, for people. */
  readonly subject: string;
  readonly created: string;
  readonly state: JobState;
  readonly progress: Progress | null;
  /** What the mode said of each KPI, for whoever waits for the posterior. */
  readonly previews: readonly FitPreview[];
  /** How the act ended; null while it runs, when it was cancelled, and where it broke. */
  readonly status: Outcome<unknown>['status'] | null;
  readonly faults: readonly Fault[];
  /** What it made: a plan id or `model:<id>@<version>`. */
  readonly result: string | null;
  /** Defect of ours, in its own words. */
  readonly error: string | null;
}

/** Ended jobs that are remembered. */
const remembered = 200;

interface Entry {
  job: Job;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/**
 * The jobs of this process. Fits use every core, so at most one runs at a time; plans and comparisons wait for
 * nobody.
 */
export class JobBoard {
  readonly #entries = new Map<string, Entry>();
  #lastFit: Promise<void> = Promise.resolve();

  /** Starts, or queues, an act; `name` turns what it made into the job's `result`. */
  start<T>(
    act: Job['act'],
    subject: string,
    run: (options: Required<ActOptions>) => Promise<Outcome<T>>,
    name: (value: T) => string,
  ): Job {
    const controller = new AbortController();
    const id = randomUUID();
    const before = act === 'fit' ? this.#lastFit : Promise.resolve();
    const ended = before.then(() => this.#run(id, run, name, controller.signal));
    if (act === 'fit') this.#lastFit = ended;
    const job: Job = {
      id,
      act,
      subject,
      created: new Date().toISOString(),
      state: 'waiting',
      progress: null,
      previews: [],
      status: null,
      faults: [],
      result: null,
      error: null,
    };
    this.#entries.set(id, { job, controller, ended });
    this.#forgetOld();
    return job;
  }

  get(id: string): Job | null {
    return this.#entries.get(id)?.job ?? null;
  }

  /** Newest first. */
  list(): readonly Job[] {
    return [...this.#entries.values()].map((entry) => entry.job).reverse();
  }

  /** Asks a job to stop; false where there is none or it has ended. */
  cancel(id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined || !isOpen(entry.job)) return false;
    entry.controller.abort();
    this.#change(id, { state: 'cancelled' });
    return true;
  }

  /** The job when it has ended, or as it stands after so many milliseconds. */
  async settled(id: string, milliseconds: number): Promise<Job | null> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([entry.ended, patience]);
    clearTimeout(timer);
    return this.get(id);
  }

  /** The job once it has ended. */
  async ended(id: string): Promise<Job | null> {
    await this.#entries.get(id)?.ended;
    return this.get(id);
  }

  /** Cancels what runs, for a server that goes down. */
  async stop(): Promise<void> {
    for (const id of this.#entries.keys()) this.cancel(id);
    await Promise.all([...this.#entries.values()].map((entry) => entry.ended));
  }

  async #run<T>(
    id: string,
    run: (options: Required<ActOptions>) => Promise<Outcome<T>>,
    name: (value: T) => string,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    this.#change(id, { state: 'running' });
    try {
      const outcome = await run({
        signal,
        onProgress: (progress) => {
          const { preview } = progress;
          const previews = this.get(id)?.previews ?? [];
          this.#change(id, preview === undefined ? { progress } : { progress, previews: [...previews, preview] });
        },
      });
      if (signal.aborted) return;
      this.#change(id, {
        state: outcome.value === null ? 'failed' : 'done',
        status: outcome.status,
        faults: outcome.faults,
        result: outcome.value === null ? null : name(outcome.value),
      });
    } catch (error) {
      if (signal.aborted) return;
      this.#change(id, { state: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  }

  #change(id: string, change: Partial<Job>): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) entry.job = { ...entry.job, ...change };
  }

  #forgetOld(): void {
    const ended = [...this.#entries.values()].filter((entry) => !isOpen(entry.job));
    for (const { job } of ended.slice(0, Math.max(0, ended.length - remembered))) this.#entries.delete(job.id);
  }
}

function isOpen(job: Job): boolean {
  return job.state === 'waiting' || job.state === 'running';
}
