import type { FitPreview } from '../mixmodel/index.js';

/**
 * Where an act stands. Each `step` is announced at least once; `done` of `total` counts inside the step, `total` null
 * where it is not known. `detail` is a number or a name for the reader: an origin, a model, a block.
 */
export interface Progress {
  readonly step: ProgressStep;
  /** Model or scenario concerned. */
  readonly subject: string;
  readonly done: number;
  readonly total: number | null;
  /** With step `preview`: what the mode says, until the posterior is there. */
  readonly preview?: FitPreview;
}

export type ProgressStep =
  'read' | 'modes' | 'preview' | 'warmup' | 'draws' | 'assess' | 'saved' | 'additions' | 'holdout' | 'plan' | 'compare';

export type OnProgress = (progress: Progress) => void;

/** What every act receives besides its request. */
export interface ActOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}
