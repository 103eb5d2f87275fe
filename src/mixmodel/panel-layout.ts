/**
 * Which column of a group's block plays which part. A block is `(columns × periods)`: the saturated media first, then
 * columns that never change: regressors of shared terms, of terms of a group's own, and last the outcome.
 *
 *     y_g = Σ_c b_gc f_gc + Σ_j β_j x_gj + Σ_k s_k z_gk + own intercept and control deviations + noise
 */
export interface PanelLayout {
  readonly groups: number;
  readonly periods: number;
  /** Columns of a block, a multiple of four; those behind the outcome are zero. */
  readonly columns: number;
  readonly media: number;
  /** `(shared)`: column of each term with one Gaussian coefficient for all groups, integrated out. */
  readonly shared: Int32Array;
  /** `(shared)`: standard deviation of its prior (the mean is taken off the outcome). */
  readonly sharedSds: Float64Array;
  /** `(sampled)`: column of each term whose coefficient is sampled. */
  readonly sampled: Int32Array;
  readonly outcome: number;
  /** `(own)`: column that each deviation of a group's own multiplies, ascending; pooled media come first. */
  readonly own: Int32Array;
  /**
   * `(couplings)`: place in `own` of what each coupling weighs, −1 for nothing. A coupling is Σ_g weight_g · u_g of one
   * own deviation. The first are those of channels whose effect prior is on a total, see `centred`; the others belong
   * to lift tests.
   */
  readonly couplings: Int32Array;
  /** How many of the couplings, from the first on, are taken off the deviations: d_gc = δ_gc − Σ_h w_hc δ_hc. */
  readonly centred: number;
}
