/**
 * Everything one chain is: plain numbers and typed arrays, so that `structuredClone` takes it to another thread and
 * it goes on there with the same digits.
 */
import type { Metric } from './metric.js';
import type { RandomState } from './random.js';
import type { StepAdaptation } from './step-size.js';

export interface ChainState {
  /** Which chain this is, from 0; names its random stream. */
  readonly chain: number;
  /** Length n. */
  readonly position: Float64Array;
  /** Gradient of the log density at the position. */
  readonly gradient: Float64Array;
  readonly logDensity: number;
  readonly random: RandomState;
  readonly metric: Metric;
  readonly stepSize: number;
  /** Present while the step size is being adapted. */
  readonly adaptation: StepAdaptation | null;
  /** Draws × n: what the last `advance` without adaptation went through; what `poolMetric` reads. */
  readonly recent: Float64Array;
  /** Gradients computed by this chain so far. */
  readonly gradients: number;
}

/** The chain with another metric; an adaptation under way starts afresh from the present step. */
export function withMetric(state: ChainState, metric: Metric): ChainState {
  return { ...state, metric, adaptation: null };
}
