/** A smooth density on the whole of ℝⁿ, known up to a constant factor. */
export interface Target {
  /** n, the length of positions and gradients. */
  readonly dimension: number;
  /**
   * The log density at `position` (length n, not to be changed); its gradient is written into `gradient` (length n).
   * Outside the support, or where it cannot be computed, return −Infinity or NaN: that is a rejection, not an error.
   */
  logDensityAndGradient(position: Float64Array, gradient: Float64Array): number;
}
