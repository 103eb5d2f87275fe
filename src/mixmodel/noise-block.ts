import type { RandomStream } from '../inference/index.js';

/** Linear terms with a Gaussian prior, which a noise block integrates out or samples as it can. */
export interface GaussianTerms {
  /** Z `(rows × terms)`, row-major. */
  readonly regressors: Float64Array;
  /** m₀ `(terms)`; residuals come in less Z m₀. */
  readonly means: Float64Array;
  /** Prior standard deviations `(terms)`. */
  readonly sds: Float64Array;
  /** `(rows)`: places of the likelihood rows, ascending. */
  readonly rows: Int32Array;
}

/**
 * The last part of the density of one KPI: what is left of it when media and sampled linear terms are taken off, as
 * noise around the Gaussian linear terms. Each kind of noise is one implementation. Calls come in the order `forward`,
 * `evaluate`, `backward`, or `forward`, `draw`.
 */
export interface NoiseBlock {
  /** Names of its coordinates, which stand together in the position. */
  readonly sampled: readonly string[];
  /** Columns of a recorded draw after the linear terms; `sigma` last. */
  readonly columns: readonly string[];
  /** dlogp/d residual `(rows)`, of the last `evaluate`. */
  readonly residualGradient: Float64Array;
  /** Reads its coordinates; returns their log prior, −∞ outside the support. */
  forward(position: Float64Array): number;
  /** The log likelihood of y − media − sampled linear terms − Z m₀. */
  evaluate(residual: Float64Array): number;
  /** Writes the gradient by its coordinates. */
  backward(gradient: Float64Array): void;
  /**
   * One draw of the Gaussian terms given the residual and the coordinates of the last `forward`.
   * @param terms `(terms)`, written
   * @param out `(columns)`, written
   */
  draw(residual: Float64Array, stream: RandomStream, terms: Float64Array, out: Float64Array): void;
}

/**
 * Periods between each likelihood row and the one before it: 1 without a gap, 0 for the first.
 * @param rows ascending
 */
export function stepsBetween(rows: Int32Array): Int32Array {
  return Int32Array.from(rows, (row, i) => (i === 0 ? 0 : row - rows[i - 1]!));
}

/** Z V^½ `(rows × terms)`: coefficients in units of their prior standard deviations. */
export function scaledRegressors({ regressors, sds }: GaussianTerms, rows: number): Float64Array {
  const scaled = Float64Array.from(regressors.subarray(0, rows * sds.length));
  for (let k = 0; k < scaled.length; k++) scaled[k] = scaled[k]! * sds[k % sds.length]!;
  return scaled;
}
