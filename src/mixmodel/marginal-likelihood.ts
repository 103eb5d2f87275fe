import { symmetricEigen, type RandomStream } from '../inference/index.js';

/**
 * The likelihood of a regression whose Gaussian coefficients are integrated out:
 *
 *     r ~ N(0, σ² I + Z V Z′),   r = y − f − Z m₀
 *
 * V^½ Z′Z V^½ = Q D Q′ is decomposed once; with U = Z V^½ Q D^(−½) (orthonormal columns, one per d > 0) and a = U′r
 *
 *     log p = −(n − rank) log σ − ½ Σ [log(σ² + d_i) + a_i²/(σ² + d_i)] − (r′r − a′a)/(2σ²) − ½ n log 2π
 *
 * so that every call costs two products with U (n × rank). See Rasmussen & Williams (2006), section 2.2, for the
 * weight-space and function-space views of the same density.
 */
export class MarginalLikelihood {
  readonly rows: number;
  readonly rank: number;
  /** dlogp/dr `(rows)`, of the last `evaluate`. */
  readonly residualGradient: Float64Array;
  /** dlogp/d log σ of the last `evaluate`. */
  logSigmaGradient = 0;
  /** Eigenvectors in observation space, `(rank × rows)`, then rows of zeros up to a multiple of four. */
  private readonly directions: Float64Array;
  private readonly eigenvalues: Float64Array;
  private readonly projection: Float64Array;
  private readonly weights: Float64Array;
  /** V^½ Q, `(terms × rank of all)`, to draw the coefficients back. */
  private readonly loadings: Float64Array;
  private readonly allEigenvalues: Float64Array;

  /**
   * @param regressors Z `(rows × terms)`, row-major: only terms with a Gaussian prior
   * @param means m₀ `(terms)`
   * @param sds prior standard deviations `(terms)`
   */
  constructor(
    private readonly regressors: Float64Array,
    private readonly means: Float64Array,
    sds: Float64Array,
    rows: number,
  ) {
    const terms = means.length;
    this.rows = rows;
    this.residualGradient = new Float64Array(rows);
    const { values, vectors } = symmetricEigen(scaledGram(regressors, sds, rows), terms);
    // Row k of `vectors` is the eigenvector of the k-th value, in the space of V^−½ β.
    this.allEigenvalues = values.map((value) => Math.max(0, value));
    this.loadings = new Float64Array(terms * terms);
    for (let k = 0; k < terms; k++) {
      for (let j = 0; j < terms; j++) this.loadings[j * terms + k] = sds[j]! * vectors[k * terms + j]!;
    }
    const largest = values.at(-1) ?? 0;
    const kept = [...values.keys()].filter((k) => values[k]! > 1e-12 * largest);
    this.rank = kept.length;
    this.eigenvalues = Float64Array.from(kept, (k) => values[k]!);
    const padded = 4 * Math.ceil(this.rank / 4);
    this.projection = new Float64Array(padded);
    this.weights = new Float64Array(padded);
    this.directions = new Float64Array(padded * rows);
    kept.forEach((k, i) => {
      const scale = 1 / Math.sqrt(values[k]!);
      for (let t = 0; t < rows; t++) {
        let sum = 0;
        for (let j = 0; j < terms; j++) sum += regressors[t * terms + j]! * this.loadings[j * terms + k]!;
        this.directions[i * rows + t] = sum * scale;
      }
    });
  }

  /** The log density of y − f − Z m₀; gradients are left in `residualGradient` and `logSigmaGradient`. */
  evaluate(residual: Float64Array, sigma: number): number {
    const { rows, rank, eigenvalues, projection, weights, residualGradient } = this;
    const variance = sigma * sigma;
    const precision = 1 / variance;
    let square = 0;
    for (let t = 0; t < rows; t++) {
      const r = residual[t]!;
      square += r * r;
      residualGradient[t] = -precision * r;
    }
    this.project(residual);
    let logDeterminant = (rows - rank) * Math.log(variance);
    let inside = 0;
    let quadratic = 0;
    let sigmaGradient = -(rows - rank);
    for (let i = 0; i < rank; i++) {
      const a = projection[i]!;
      const total = variance + eigenvalues[i]!;
      const aa = a * a;
      inside += aa;
      logDeterminant += Math.log(total);
      quadratic += aa / total;
      sigmaGradient += (variance / total) * (aa / total - 1);
      weights[i] = a * (precision - 1 / total);
    }
    this.addDirections();
    // Rounding may leave the part outside the span slightly negative where the terms explain everything.
    const outside = Math.max(0, square - inside);
    this.logSigmaGradient = sigmaGradient + outside * precision;
    return -0.5 * (logDeterminant + quadratic + outside * precision + rows * Math.log(2 * Math.PI));
  }

  /** a = U′r, four directions a pass: one sum alone would wait for its own last addition at every row. */
  private project(residual: Float64Array): void {
    const { rows, directions, projection } = this;
    for (let i = 0; i < projection.length; i += 4) {
      const [first, second, third, fourth] = [i * rows, (i + 1) * rows, (i + 2) * rows, (i + 3) * rows];
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let t = 0; t < rows; t++) {
        const r = residual[t]!;
        a += directions[first + t]! * r;
        b += directions[second + t]! * r;
        c += directions[third + t]! * r;
        d += directions[fourth + t]! * r;
      }
      projection[i] = a;
      projection[i + 1] = b;
      projection[i + 2] = c;
      projection[i + 3] = d;
    }
  }

  /** Adds U · weights to `residualGradient`. */
  private addDirections(): void {
    const { rows, directions, weights, residualGradient } = this;
    for (let i = 0; i < weights.length; i += 4) {
      const [first, second, third, fourth] = [i * rows, (i + 1) * rows, (i + 2) * rows, (i + 3) * rows];
      const a = weights[i]!;
      const b = weights[i + 1]!;
      const c = weights[i + 2]!;
      const d = weights[i + 3]!;
      for (let t = 0; t < rows; t++) {
        residualGradient[t] =
          residualGradient[t]! +
          (a * directions[first + t]! + b * directions[second + t]!) +
          (c * directions[third + t]! + d * directions[fourth + t]!);
      }
    }
  }

  /**
   * One draw of the coefficients given the rest: β ~ N(m₀ + V^½ Q c/(σ² + d), V^½ Q [σ²/(σ² + d)] Q′ V^½) with
   * c = Q′ V^½ Z′ r.
   * @param out `(terms)`, written
   */
  drawCoefficients(residual: Float64Array, sigma: number, stream: RandomStream, out: Float64Array): void {
    const { rows, regressors, loadings, allEigenvalues, means } = this;
    const terms = means.length;
    const cross = new Float64Array(terms);
    for (let t = 0; t < rows; t++) {
      const r = residual[t]!;
      for (let j = 0; j < terms; j++) cross[j] = cross[j]! + regressors[t * terms + j]! * r;
    }
    out.set(means);
    const variance = sigma * sigma;
    for (let k = 0; k < terms; k++) {
      let c = 0;
      for (let j = 0; j < terms; j++) c += loadings[j * terms + k]! * cross[j]!;
      const total = variance + allEigenvalues[k]!;
      const score = c / total + Math.sqrt(variance / total) * stream.normal();
      for (let j = 0; j < terms; j++) out[j] = out[j]! + loadings[j * terms + k]! * score;
    }
  }
}

/** V^½ Z′Z V^½, `(terms × terms)`. */
function scaledGram(regressors: Float64Array, sds: Float64Array, rows: number): Float64Array {
  const terms = sds.length;
  const gram = new Float64Array(terms * terms);
  for (let t = 0; t < rows; t++) {
    const row = t * terms;
    for (let i = 0; i < terms; i++) {
      const left = regressors[row + i]! * sds[i]!;
      for (let j = 0; j <= i; j++) gram[i * terms + j] = gram[i * terms + j]! + left * regressors[row + j]! * sds[j]!;
    }
  }
  for (let i = 0; i < terms; i++) for (let j = 0; j < i; j++) gram[j * terms + i] = gram[i * terms + j]!;
  return gram;
}
