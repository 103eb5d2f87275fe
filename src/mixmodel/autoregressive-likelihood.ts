import {
  choleskyFactor,
  invertCholesky,
  logDeterminantCholesky,
  solveCholesky,
  solveLowerTransposed,
  type RandomStream,
} from '../inference/index.js';
import { scaledRegressors, type GaussianTerms } from './noise-block.js';

/** Rows that lie `step` periods after the row before them, and the Gram parts of these pairs, `(terms × terms)` each. */
interface StepParts {
  readonly step: number;
  /** Σ z_i z_i′ */
  readonly here: Float64Array;
  /** Σ z_{i−1} z_{i−1}′ */
  readonly before: Float64Array;
  /** Σ z_i z_{i−1}′ + z_{i−1} z_i′ */
  readonly across: Float64Array;
  readonly pairs: number;
  /** φ = ρ^step, dφ/dρ and 1 ÷ (1 − φ²), of the last `evaluate`. */
  phi: number;
  phiSlope: number;
  weight: number;
}

/**
 * The likelihood of a regression with stationary AR(1) noise whose Gaussian coefficients are integrated out:
 *
 *     r ~ N(0, σ² R(ρ) + Z V Z′),   R_ij = ρ^|t_i − t_j| inside a group, 0 between groups
 *
 * σ is the sd of the noise in any one period. R⁻¹ is tridiagonal, with q = 1/(1 − φ²), φ = ρ^step (a masked stretch
 * only makes a step longer), so that Z′R⁻¹Z is a sum of matrices worked out once, with weights that depend on ρ:
 *
 *     Z′R⁻¹Z = Σ_first z z′ + Σ_step q (Σ z_i z_i′ + φ² Σ z_{i−1} z_{i−1}′ − φ Σ (z_i z_{i−1}′ + z_{i−1} z_i′))
 *
 * and each call costs one Cholesky of H = I + V^½ Z′R⁻¹Z V^½ / σ². With c = H⁻¹ V^½ Z′R⁻¹r/σ², e = r − Z V^½ c:
 *
 *     log p = −½ [n log 2π + n log σ² + log |R| + log |H| + r′R⁻¹e/σ²]
 *
 * See Harville (1977), Maximum likelihood approaches to variance component estimation, for the derivatives.
 */
export class AutoregressiveLikelihood {
  /** dlogp/dr `(rows)`, of the last `evaluate`. */
  readonly residualGradient: Float64Array;
  /** dlogp/d log σ of the last `evaluate`. */
  logSigmaGradient = 0;
  /** dlogp/dρ of the last `evaluate`. */
  correlationGradient = 0;
  /** S = Z V^½ `(rows × terms)`. */
  private readonly scaled: Float64Array;
  private readonly first: Float64Array;
  private readonly parts: readonly StepParts[];
  /** `(rows)`: index into `parts`, −1 for the first row of a group. */
  private readonly partOf: Int32Array;
  private readonly gram: Float64Array;
  private readonly factor: Float64Array;
  private readonly pull: Float64Array;
  private readonly score: Float64Array;
  private readonly left: Float64Array;
  private readonly weighted: Float64Array;

  /**
   * @param steps `(rows)`: periods since the row before in the same group, 0 for a group's first row
   */
  constructor(
    private readonly terms: GaussianTerms,
    steps: Int32Array,
  ) {
    const rows = steps.length;
    const size = terms.means.length;
    this.scaled = scaledRegressors(terms, rows);
    const square = (): Float64Array => new Float64Array(size * size);
    const lengths = [...new Set(steps)].filter((step) => step > 0).sort((a, b) => a - b);
    const pairs = lengths.map((step) => steps.reduce((count, other) => count + (other === step ? 1 : 0), 0));
    this.parts = lengths.map((step, i) => ({
      step,
      here: square(),
      before: square(),
      across: square(),
      pairs: pairs[i]!,
      phi: 0,
      phiSlope: 0,
      weight: 1,
    }));
    this.partOf = Int32Array.from(steps, (step) => lengths.indexOf(step));
    this.first = square();
    for (let i = 0; i < rows; i++) {
      const part = this.parts[this.partOf[i]!];
      if (part === undefined) {
        addOuter(this.first, this.scaled, i, i, size);
        continue;
      }
      addOuter(part.here, this.scaled, i, i, size);
      addOuter(part.before, this.scaled, i - 1, i - 1, size);
      addOuter(part.across, this.scaled, i, i - 1, size);
      addOuter(part.across, this.scaled, i - 1, i, size);
    }
    this.gram = square();
    this.factor = square();
    this.pull = new Float64Array(size);
    this.score = new Float64Array(size);
    this.left = new Float64Array(rows);
    this.weighted = new Float64Array(rows);
    this.residualGradient = new Float64Array(rows);
  }

  /** The log density of y − f − Z m₀; the gradients are left in the fields. −∞ where it cannot be computed. */
  evaluate(residual: Float64Array, sigma: number, correlation: number): number {
    const { parts, left, weighted, residualGradient, score } = this;
    const rows = residual.length;
    const size = score.length;
    const precision = 1 / (sigma * sigma);
    if (!this.solve(residual, precision, correlation)) return -Infinity;
    this.multiplyInverse(left, weighted);
    let quadratic = 0;
    let own = 0;
    for (let i = 0; i < rows; i++) {
      quadratic += residual[i]! * weighted[i]!;
      own += left[i]! * weighted[i]!;
      residualGradient[i] = -precision * weighted[i]!;
    }
    let logCorrelation = 0;
    for (const { pairs, phi } of parts) logCorrelation += pairs * Math.log1p(-phi * phi);
    const inverse = invertCholesky(this.factor, size);
    let trace = 0;
    for (let j = 0; j < size; j++) trace += inverse[j * size + j]!;
    this.logSigmaGradient = -rows + size - trace + precision * own;
    this.correlationGradient = this.slopeByCorrelation(inverse, precision);
    return (
      -0.5 *
      (rows * Math.log((2 * Math.PI) / precision) +
        logCorrelation +
        logDeterminantCholesky(this.factor, size) +
        precision * quadratic)
    );
  }

  /** Sets the steps' φ, H's factor, the scores c and what is left, e; false where H cannot be factored. */
  private solve(residual: Float64Array, precision: number, correlation: number): boolean {
    const { parts, first, gram, pull, score, scaled, weighted, left, factor } = this;
    const size = score.length;
    for (const part of parts) {
      part.phi = correlation ** part.step;
      part.phiSlope = part.step * correlation ** (part.step - 1);
      part.weight = 1 / (1 - part.phi * part.phi);
      if (!(part.weight > 0 && part.weight < Infinity)) return false;
    }
    for (let k = 0; k < gram.length; k++) {
      let sum = first[k]!;
      for (const { here, before, across, phi, weight } of parts) {
        sum += weight * (here[k]! + phi * (phi * before[k]! - across[k]!));
      }
      gram[k] = precision * sum;
    }
    for (let j = 0; j < size; j++) gram[j * size + j]! += 1;
    if (choleskyFactor(gram, size, factor) === null) return false;
    this.multiplyInverse(residual, weighted);
    pull.fill(0);
    for (let i = 0; i < residual.length; i++) {
      const u = precision * weighted[i]!;
      for (let j = 0; j < size; j++) pull[j] = pull[j]! + scaled[i * size + j]! * u;
    }
    solveCholesky(factor, size, pull, score);
    takeOff(residual, scaled, score, left);
    return true;
  }

  /** R⁻¹ x. */
  private multiplyInverse(x: Float64Array, out: Float64Array): void {
    const { parts, partOf } = this;
    for (let i = 0; i < x.length; i++) {
      const part = parts[partOf[i]!];
      if (part === undefined) {
        out[i] = x[i]!;
        continue;
      }
      const u = (x[i]! - part.phi * x[i - 1]!) * part.weight;
      out[i] = u;
      out[i - 1] = out[i - 1]! - part.phi * u;
    }
  }

  /** −½ [∂ log |R| + tr(H⁻¹ ∂ V^½Z′R⁻¹ZV^½)/σ² + e′ ∂R⁻¹ e/σ²]. */
  private slopeByCorrelation(inverse: Float64Array, precision: number): number {
    const { parts, partOf, left } = this;
    let sum = 0;
    for (const { here, before, across, pairs, phi, phiSlope, weight } of parts) {
      let traceHere = 0;
      let traceBefore = 0;
      let traceAcross = 0;
      for (let k = 0; k < inverse.length; k++) {
        traceHere += inverse[k]! * here[k]!;
        traceBefore += inverse[k]! * before[k]!;
        traceAcross += inverse[k]! * across[k]!;
      }
      const form = traceHere + phi * (phi * traceBefore - traceAcross);
      const byPhi = weight * (2 * phi * traceBefore - traceAcross) + 2 * phi * weight * weight * form;
      sum += phiSlope * (precision * byPhi - 2 * pairs * phi * weight);
    }
    for (let i = 0; i < left.length; i++) {
      const part = parts[partOf[i]!];
      if (part === undefined) continue;
      const { phi, phiSlope, weight } = part;
      const step = left[i]! - phi * left[i - 1]!;
      sum += precision * phiSlope * (2 * phi * weight * weight * step * step - 2 * weight * step * left[i - 1]!);
    }
    return -0.5 * sum;
  }

  /**
   * One draw of the coefficients given the rest.
   * @param out `(terms)`, written
   * @param noise `(rows)`, written: r − Z (β − m₀), the noise that goes with the draw
   */
  drawCoefficients(
    residual: Float64Array,
    sigma: number,
    correlation: number,
    stream: RandomStream,
    out: Float64Array,
    noise: Float64Array,
  ): void {
    const { terms, score, factor, scaled } = this;
    const size = score.length;
    this.solve(residual, 1 / (sigma * sigma), correlation);
    const draw = new Float64Array(size);
    for (let j = 0; j < size; j++) draw[j] = stream.normal();
    solveLowerTransposed(factor, size, draw, draw);
    for (let j = 0; j < size; j++) {
      draw[j] = draw[j]! + score[j]!;
      out[j] = terms.means[j]! + terms.sds[j]! * draw[j]!;
    }
    takeOff(residual, scaled, draw, noise);
  }
}

function addOuter(out: Float64Array, rows: Float64Array, a: number, b: number, size: number): void {
  for (let i = 0; i < size; i++) {
    const left = rows[a * size + i]!;
    for (let j = 0; j < size; j++) out[i * size + j] = out[i * size + j]! + left * rows[b * size + j]!;
  }
}

/** out = r − S c. */
function takeOff(residual: Float64Array, scaled: Float64Array, score: Float64Array, out: Float64Array): void {
  const size = score.length;
  for (let i = 0; i < residual.length; i++) {
    let sum = residual[i]!;
    for (let j = 0; j < size; j++) sum -= scaled[i * size + j]! * score[j]!;
    out[i] = sum;
  }
}
