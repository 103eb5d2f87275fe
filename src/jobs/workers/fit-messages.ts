import type { Panel } from '../../data/index.js';
import type { FittedModel, Holdout, ModelSpec } from '../../mixmodel/index.js';
import type { ProgressStep } from '../progress.js';

/** What the fit thread is given. */
export interface FitOrder {
  readonly spec: ModelSpec;
  readonly panel: Panel;
  /** Threads for its chains. */
  readonly threads: number;
  /** A saved fit whose holdout is still to be computed; null: fit first. */
  readonly fitted: FittedModel | null;
}

/** Told to the fit thread when it may go on to the holdout. */
export const beginHoldout = 'begin holdout';

/** What the fit thread says, in this order: progress any time, `fitted`, then `holdout`. */
export type FitMessage =
  | { readonly kind: 'progress'; readonly step: ProgressStep; readonly done: number; readonly total: number | null }
  | { readonly kind: 'fitted'; readonly fitted: FittedModel; readonly seconds: number }
  | { readonly kind: 'holdout'; readonly holdout: Holdout };
