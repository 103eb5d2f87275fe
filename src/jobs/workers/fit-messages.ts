import type { Panel } from '../../data/index.js';
import type { FitPreview, FittedModel, Holdout, ModelSpec } from '../../mixmodel/index.js';
import type { Additions } from '../../store/index.js';
import type { ProgressStep } from '../progress.js';

/** What a fit is given. */
export interface FitOrder {
  readonly spec: ModelSpec;
  readonly panel: Panel;
  /** A saved fit whose holdout is still to be computed; null: fit first. */
  readonly fitted: FittedModel | null;
  /** Nothing but the refresh is wanted of a saved fit: it is set against another version. */
  readonly onlyRefresh: boolean;
  /** The version that this one is set against; null: none. */
  readonly former: { readonly version: number; readonly fitted: FittedModel } | null;
}

/** What the fit thread is told; `begin`: the fit may go on to its additions and its holdout. */
export type FitCommand =
  | { readonly kind: 'warm' }
  | { readonly kind: 'order'; readonly id: number; readonly order: FitOrder }
  | { readonly kind: 'begin' | 'abort'; readonly id: number };

/** One of the additions to a saved version. */
export type Addition = { [K in keyof Additions]: { readonly name: K; readonly value: Additions[K] } }[keyof Additions];

/** What the fit thread says of a fit, in this order: progress any time, `fitted`, each `addition`, then `holdout`. */
export type FitMessage = { readonly id: number } & (
  | {
      readonly kind: 'progress';
      readonly step: ProgressStep;
      readonly done: number;
      readonly total: number | null;
      readonly preview?: FitPreview;
    }
  | { readonly kind: 'fitted'; readonly fitted: FittedModel; readonly seconds: number }
  | { readonly kind: 'addition'; readonly addition: Addition }
  | { readonly kind: 'holdout'; readonly holdout: Holdout }
  | { readonly kind: 'failed'; readonly error: unknown }
);
