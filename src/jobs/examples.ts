import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../data/index.js';
import type { JobBoard } from './job-board.js';
import type { OnProgress, Progress } from './progress.js';
import { installedRoot } from './project.js';
import { deferred } from './workers/deferred.js';
import type { Workshop } from './workshop.js';

/** How far the shipped examples are. */
export interface Readiness {
  readonly ready: boolean;
  /** 0–100, whole. */
  readonly percent: number;
}

export interface ExampleOptions {
  readonly onProgress: OnProgress;
  /** A shipped file that has faults, or broke: told, and passed over. */
  readonly onTrouble: (file: string, faults: readonly Fault[], error: string | null) => void;
}

/** Fitting takes this many times what a plan takes, for the percentage. */
const fitWeight = 10;

/** Share of a fit at which each of its steps begins, and how much of it the step is. */
const fitSteps: Readonly<Partial<Record<Progress['step'], readonly [number, number]>>> = {
  modes: [0, 0.1],
  warmup: [0.1, 0.3],
  draws: [0.4, 0.5],
  assess: [0.9, 0.1],
};

/** The shipped models and scenarios: fitted and planned when the store has not got them yet. */
export class Examples {
  readonly #models = filesOf('models', (name) => `${name}/model.yaml`);
  readonly #scenarios = filesOf('scenarios', (name) => (/\.ya?ml$/.test(name) ? name : null));
  #done = 0;
  #partial = 0;

  readiness(): Readiness {
    const all = this.#models.length * fitWeight + this.#scenarios.length;
    const ready = this.#done >= all;
    return { ready, percent: ready ? 100 : Math.min(99, Math.floor((100 * (this.#done + this.#partial)) / all)) };
  }

  /** Ends when every example is there; later starts find everything saved and compute nothing. */
  async prepare(workshop: Workshop, board: JobBoard, options: ExampleOptions): Promise<void> {
    const { diskSource } = await import('./sources/disk-source.js');
    const source = diskSource(installedRoot());
    const everything = deferred<undefined>();
    for (const name of this.#models) {
      await this.#attempt(workshop.closing, fitWeight, name, options, async () => {
        const job = board.start(
          'fit',
          name,
          async (act) => {
            const { fitModel } = await import('./acts/fit.js');
            return fitModel(
              workshop,
              { source, name, holdoutAfter: everything.promise },
              { ...act, onProgress: this.#watch(act.onProgress, options) },
            );
          },
          ({ saved }) => `model:${saved.id}@${saved.version}`,
        );
        return (await board.ended(job.id)) ?? job;
      });
    }
    for (const name of this.#scenarios) {
      await this.#attempt(workshop.closing, 1, name, options, async () => {
        const job = board.start(
          'plan',
          name,
          async (act) => {
            const { runPlan } = await import('./acts/plan.js');
            return runPlan(workshop, { source, name, reuse: true }, act);
          },
          (saved) => saved.id,
        );
        return (await board.ended(job.id)) ?? job;
      });
    }
    everything.resolve(undefined);
  }

  #watch(onProgress: OnProgress, options: ExampleOptions): OnProgress {
    return (progress) => {
      const share = fitSteps[progress.step];
      if (share !== undefined) {
        this.#partial = fitWeight * (share[0] + (share[1] * progress.done) / (progress.total ?? Infinity));
      }
      onProgress(progress);
      options.onProgress(progress);
    };
  }

  async #attempt(
    stopped: AbortSignal,
    weight: number,
    name: string,
    options: ExampleOptions,
    run: () => Promise<{ readonly faults: readonly Fault[]; readonly error: string | null; readonly state: string }>,
  ): Promise<void> {
    if (stopped.aborted) return;
    const { faults, error, state } = await run();
    if (state === 'failed' && !stopped.aborted) options.onTrouble(name, faults, error);
    this.#partial = 0;
    this.#done += weight;
  }
}

/** Shipped files of one folder, relative to where the product is installed. */
function filesOf(folder: string, pick: (name: string) => string | null): string[] {
  const place = join(installedRoot(), folder);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .sort()
    .map(pick)
    .filter((name) => name !== null)
    .map((name) => join(folder, name))
    .filter((name) => existsSync(join(installedRoot(), name)));
}
