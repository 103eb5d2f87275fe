import type { Store } from '../store/index.js';
import type { Readiness } from './examples.js';
import type { Job, JobBoard } from './job-board.js';
import type { Workshop } from './workshop.js';

/** What the web application is given: the store to read, the board to start acts on, and how far the examples are. */
export interface AppContext {
  readonly home: string;
  readonly store: Store;
  readonly workshop: Workshop;
  readonly board: JobBoard;
  readonly readiness: () => Readiness;
  /** Fits the named model file of an upload; the job's result is `model:<id>@<version>`. */
  readonly startFit: (uploads: ReadonlyMap<string, Uint8Array>, name: string) => Job;
  /** Plans the named scenario file of an upload; the job's result is a plan id. */
  readonly startPlan: (uploads: ReadonlyMap<string, Uint8Array>, name: string) => Job;
}
