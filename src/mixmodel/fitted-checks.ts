/** How well the model fits period by period, of one KPI: what a statistician looks at before the effects. */
export interface KpiChecks {
  /**
   * Rows of the likelihood in order. `residual`: actual − mean of the expectation, KPI units; `pit`: probability integral
   * transform, the probability that the model gives the row a value below the actual one.
   */
  readonly rows: readonly {
    readonly period: string;
    readonly group: string;
    readonly residual: number;
    readonly pit: number;
  }[];
  /** Autocorrelation of the residuals by lag from 1; of white noise 95 % lie within ±`bound`. */
  readonly autocorrelation: { readonly bound: number; readonly values: readonly number[] };
  /** Histogram of `pit` in bins of equal width; of a calibrated model 95 % of the counts lie between `low` and `high`. */
  readonly pit: {
    readonly counts: readonly number[];
    readonly expected: number;
    readonly low: number;
    readonly high: number;
  };
  /** Share of the rows inside the central predictive interval of each level, and where 95 % of calibrated shares lie. */
  readonly coverage: readonly {
    readonly level: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Pairwise correlations of the media's transformed paths, `(ids × ids)` row-major. */
  readonly correlations: { readonly ids: readonly string[]; readonly values: readonly number[] };
}
