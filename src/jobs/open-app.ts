import type { AppContext } from './app-context.js';
import { Examples, type ExampleOptions } from './examples.js';
import { JobBoard } from './job-board.js';
import { uploadSource } from './sources/upload-source.js';
import { openWorkshop } from './workshop.js';

export interface App {
  readonly context: AppContext;
  /** Fits and plans the shipped examples that the store has not got yet. */
  prepareExamples(options: ExampleOptions): Promise<void>;
  /** Stops what runs and closes the store. */
  close(): Promise<void>;
}

/** Everything behind the web application of one home folder. */
export async function openApp(home: string): Promise<App> {
  const workshop = openWorkshop(home);
  const board = new JobBoard();
  const examples = new Examples();
  return {
    context: {
      home,
      store: await workshop.store(),
      workshop,
      board,
      readiness: () => examples.readiness(),
      startFit: (uploads, name) =>
        board.start(
          'fit',
          name,
          async (act) => {
            const { fitModel } = await import('./acts/fit.js');
            return fitModel(workshop, { source: uploadSource(uploads), name }, act);
          },
          ({ saved }) => `model:${saved.id}@${saved.version}`,
        ),
      startPlan: (uploads, name) =>
        board.start(
          'plan',
          name,
          async (act) => {
            const { runPlan } = await import('./acts/plan.js');
            return runPlan(workshop, { source: uploadSource(uploads), name }, act);
          },
          (saved) => saved.id,
        ),
    },
    async prepareExamples(options) {
      await examples.prepare(workshop, board, options);
      workshop.fits.warm();
    },
    async close() {
      await board.stop();
      await workshop.close();
    },
  };
}
