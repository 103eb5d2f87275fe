/**
 * All that is needed to turn a path of media into KPI, per draw: the bridge from a fitted model to
 * `planning/evaluate` and to the page. Plain arrays, so that it can be posted to a worker or embedded.
 */
export interface MediaResponse {
  readonly id: string;
  readonly draws: number;
  /** Media per unit of the scaled media: scaled = media ÷ mediaScale. */
  readonly mediaScale: number;
  readonly adstock:
    | { readonly kind: 'none' }
    | { readonly kind: 'geometric'; readonly periods: number | 'all'; readonly normalised: boolean };
  readonly saturation: 'none' | 'hill' | 'logistic';
  /** `(draws)` each; empty where the transform has no such parameter. */
  readonly alpha: Float64Array;
  readonly half: Float64Array;
  readonly slope: Float64Array;
  readonly rate: Float64Array;
  /** `(draws)`: KPI units (not scaled) per unit of saturated media. */
  readonly coefficient: Float64Array;
}
