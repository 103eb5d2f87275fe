import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { compiledFile } from '../project.js';

type Tasks = typeof import('../tasks.worker.js');
export type TaskName = keyof Tasks;
type Argument<K extends TaskName> = Parameters<Tasks[K]>[0];
type Result<K extends TaskName> = Awaited<ReturnType<Tasks[K]>>;

/** Chains are four by default; more threads than that would wait. */
const mostThreads = 4;
const idleMilliseconds = 10 * 60_000;

/**
 * Threads that compute. Every task carries all it needs, and what a thread compiles it keeps for the next task of the
 * same fit, so it does not matter which thread takes which task, nor how many there are.
 */
export class WorkerPool {
  readonly threads: number;
  #compute: Piscina | null = null;
  #tables: Piscina | null = null;

  constructor(threads = Math.min(mostThreads, availableParallelism())) {
    this.threads = threads;
  }

  /** Starts every thread and loads the regression into it, ahead of the first fit. */
  warm(): void {
    for (let thread = 0; thread < this.threads; thread++) this.run('warm', undefined).catch(() => undefined);
  }

  /** Runs a task on the next free thread; aborting ends that thread. */
  run<K extends TaskName>(name: K, argument: Argument<K>, signal?: AbortSignal): Promise<Result<K>> {
    this.#compute ??= new Piscina({
      filename: compiledFile('tasks.worker.js').href,
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: idleMilliseconds,
    });
    return this.#compute.run(argument, { name, signal: signal ?? null }) as Promise<Result<K>>;
  }

  /** Reads a table on a thread of its own, whose memory is limited: what cannot be unpacked harms nobody else. */
  readTable(argument: Argument<'readTable'>): Promise<Result<'readTable'>> {
    this.#tables ??= new Piscina({
      filename: compiledFile('tasks.worker.js').href,
      name: 'readTable',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 1000,
      resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 },
    });
    return this.#tables.run(argument) as Promise<Result<'readTable'>>;
  }

  async close(): Promise<void> {
    await Promise.all([this.#compute?.destroy(), this.#tables?.destroy()]);
    this.#compute = null;
    this.#tables = null;
  }
}
