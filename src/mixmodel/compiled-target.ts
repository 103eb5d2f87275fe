import type { RandomStream, Target } from '../inference/index.js';
import type { LinearDesign } from './linear-design.js';

/** The posterior of one KPI as a smooth density, with the way back to what the model file speaks of. */
export interface CompiledTarget {
  readonly kpi: string;
  /** Position: the media's coordinates in order, then non-Gaussian linear terms, then the noise. */
  readonly target: Target;
  /** Names of the coordinates of a position. */
  readonly names: readonly string[];
  readonly design: LinearDesign;
  /** Rows of the panel that stand in the likelihood, ascending. */
  readonly rows: Int32Array;
  /** Columns of a recorded draw, as in `FittedKpi.columns`. */
  readonly columns: readonly string[];
  /** What is shown of a draw beside its columns: `contribution[tv]` in KPI units, `curve[tv:1.5]`. */
  readonly displayed: readonly string[];
  /**
   * A start of a mode search, moved to where the density is finite; absent where it is finite wherever the priors of
   * single parameters are.
   */
  readonly movedInside?: ((start: Float64Array) => Float64Array) | undefined;
  /**
   * One posterior draw on the scale on which priors are written, in the order of `columns`: the sampled parameters at
   * `position`, and the integrated linear terms by one Gaussian draw given them.
   * @param out `(columns)`, written
   * @param displayed `(displayed)`, written
   */
  record(position: Float64Array, stream: RandomStream, out: Float64Array, displayed: Float64Array): void;
}
