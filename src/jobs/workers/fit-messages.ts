import type { Panel } from '../../data/index.js';
import type { FittedModel, Holdout, ModelSpec } from '../../mixmodel/index.js';
import type { Additions } from '../../store/index.js';
import type { ProgressStep } from '../progress.js';

/** What the fit thread is given. */
export interface FitOrder {
  readonly spec: ModelSpec;
  readonly panel: Panel;
  /** Threads for its chains. */
  readonly threads: number;
  /** A saved fit whose holdout is still to be computed; null: fit first. */
  readonly fitted: FittedModel | null;
  /** Nothing but the refresh is wanted of a saved fit: it is set against another version. */
  readonly onlyRefresh: boolean;
  /** The version that this one is set against; null: none. */
  readonly former: { readonly version: number; readonly fitted: FittedModel } | null;
}

/** Told to the fit thread when it may go on to what is added to the version, the holdout last. */
export const beginHoldout = 'begin holdout';

/** One of the additions to a saved version. */
export type Addition = { [K in keyof Additions]: { readonly name: K; readonly value: Additions[K] } }[keyof Additions];

/** What the fit thread says, in this order: progress any time, `fitted`, each `addition`, then `holdout`. */
export type FitMessage =
  | { readonly kind: 'progress'; readonly step: ProgressStep; readonly done: number; readonly total: number | null }
  | { readonly kind: 'fitted'; readonly fitted: FittedModel; readonly seconds: number }
  | { readonly kind: 'addition'; readonly addition: Addition }
  | { readonly kind: 'holdout'; readonly holdout: Holdout };
