import {
  choleskyFactor,
  invertCholesky,
  logDeterminantCholesky,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
  type RandomStream,
} from '../inference/index.js';
import { LevelSystem } from './level-system.js';
import { scaledRegressors, type GaussianTerms } from './noise-block.js';

/**
 * The likelihood of a regression with a drifting level and (AR(1)) noise, level and Gaussian coefficients integrated
 * out:
 *
 *     r ~ N(0, K + Z V Z′),   K = σ² R(ρ) + τ² W,   W_ij = periods from the first row to the earlier of i and j
 *
 * K⁻¹ x costs O(rows) by `LevelSystem`: x less its smooth level, through Ω⁻¹. With S = Z V^½, Y = S less its levels and
 * H = I + S′K⁻¹S, one Cholesky of H a call. Derivatives by Fisher's identity, from the moments of noise and level given
 * r; that by τ from those by σ and by the scale of V, since scaling all three scales r.
 */
export class DriftLikelihood {
  /** dlogp/dr `(rows)`, of the last `evaluate`. */
  readonly residualGradient: Float64Array;
  /** dlogp/d log σ, dlogp/dρ and dlogp/d log τ of the last `evaluate`. */
  logSigmaGradient = 0;
  correlationGradient = 0;
  logStepGradient = 0;
  private readonly system: LevelSystem;
  /** S, its levels, Y = S less them, and Ω⁻¹ Y, `(rows × terms)`. */
  private readonly scaled: Float64Array;
  private readonly levels: Float64Array;
  private readonly rest: Float64Array;
  private readonly weighted: Float64Array;
  private readonly factor: Float64Array;
  private readonly score: Float64Array;
  /** `(rows)`: r less its level and less Y c: the noise that is expected. */
  private readonly left: Float64Array;
  private readonly pulled: Float64Array;
  private readonly scratch: Float64Array;
  private readonly own: Float64Array;
  private readonly before: Float64Array;

  constructor(
    private readonly terms: GaussianTerms,
    steps: Int32Array,
  ) {
    const rows = steps.length;
    const size = terms.means.length;
    this.system = new LevelSystem(steps);
    this.scaled = scaledRegressors(terms, rows);
    this.levels = new Float64Array(rows * size);
    this.rest = new Float64Array(rows * size);
    this.weighted = new Float64Array(rows * size);
    this.factor = new Float64Array(size * size);
    this.score = new Float64Array(size);
    this.left = new Float64Array(rows);
    this.pulled = new Float64Array(rows);
    this.scratch = new Float64Array(rows);
    this.own = new Float64Array(rows);
    this.before = new Float64Array(rows);
    this.residualGradient = new Float64Array(rows);
  }

  /** The log density of y − f − Z m₀; the gradients are left in the fields. −∞ where it cannot be computed. */
  evaluate(residual: Float64Array, sigma: number, correlation: number, stepSd: number): number {
    const { system, left, residualGradient, score } = this;
    const rows = residual.length;
    const size = score.length;
    if (!this.solve(residual, sigma, correlation, stepSd)) return -Infinity;
    system.multiplyNoiseInverse(left, 1, residualGradient);
    let quadratic = 0;
    for (let i = 0; i < rows; i++) {
      quadratic += residual[i]! * residualGradient[i]!;
      residualGradient[i] = -residualGradient[i]!;
    }
    this.slopes(sigma);
    const inverse = invertCholesky(this.factor, size);
    let byTerms = -size;
    for (let j = 0; j < size; j++) byTerms += inverse[j * size + j]! + score[j]! * score[j]!;
    this.logStepGradient = quadratic - rows - this.logSigmaGradient - byTerms;
    return (
      -0.5 *
      (rows * Math.log(2 * Math.PI) + system.logDeterminant + logDeterminantCholesky(this.factor, size) + quadratic)
    );
  }

  /** Sets levels, factor, scores and the noise expected; false where something cannot be factored. */
  private solve(residual: Float64Array, sigma: number, correlation: number, stepSd: number): boolean {
    const { system, scaled, levels, rest, weighted, factor, score, left, pulled, scratch } = this;
    const size = score.length;
    if (!system.set(sigma, correlation, stepSd)) return false;
    system.multiplyNoiseInverse(scaled, size, weighted);
    system.smooth(weighted, size, levels);
    for (let k = 0; k < scaled.length; k++) rest[k] = scaled[k]! - levels[k]!;
    system.multiplyNoiseInverse(rest, size, weighted);
    factor.fill(0);
    for (let i = 0; i < residual.length; i++) {
      for (let a = 0; a < size; a++) {
        const s = scaled[i * size + a]!;
        if (s === 0) continue;
        for (let b = 0; b <= a; b++) factor[a * size + b] = factor[a * size + b]! + s * weighted[i * size + b]!;
      }
    }
    for (let j = 0; j < size; j++) factor[j * size + j]! += 1;
    if (choleskyFactor(factor, size, factor) === null) return false;
    score.fill(0);
    for (let i = 0; i < residual.length; i++) {
      for (let j = 0; j < size; j++) score[j] = score[j]! + weighted[i * size + j]! * residual[i]!;
    }
    solveCholesky(factor, size, score, score);
    system.multiplyNoiseInverse(residual, 1, pulled);
    system.smooth(pulled, 1, scratch);
    for (let i = 0; i < residual.length; i++) {
      let sum = residual[i]! - scratch[i]!;
      for (let j = 0; j < size; j++) sum -= rest[i * size + j]! * score[j]!;
      left[i] = sum;
    }
    return true;
  }

  /** dlogp/d log σ and dlogp/dρ from E[ε_i²] and E[ε_i ε_{i−1}] given r. */
  private slopes(sigma: number): void {
    const { system, rest, factor, left, own, before, score } = this;
    const { phi, phiSlope, weight, steps } = system;
    const size = score.length;
    const precision = 1 / (sigma * sigma);
    system.bandOfInverse(own, before);
    let last = new Float64Array(size);
    let here = new Float64Array(size);
    let lastSquare = 0;
    let form = 0;
    let byCorrelation = 0;
    for (let i = 0; i < left.length; i++) {
      solveLower(factor, size, rest.subarray(i * size, (i + 1) * size), here);
      let square = left[i]! * left[i]! + own[i]!;
      let across = i > 0 ? left[i]! * left[i - 1]! + before[i]! : 0;
      for (let j = 0; j < size; j++) {
        square += here[j]! * here[j]!;
        across += here[j]! * last[j]!;
      }
      if (steps[i] === 0) {
        form += square;
      } else {
        const f = phi[i]!;
        const q = weight[i]!;
        const pair = square - 2 * f * across + f * f * lastSquare;
        form += q * pair;
        const byPhi = q * (2 * f * lastSquare - 2 * across) + 2 * f * q * q * pair;
        byCorrelation += phiSlope[i]! * (f * q - 0.5 * precision * byPhi);
      }
      lastSquare = square;
      [last, here] = [here, last];
    }
    this.logSigmaGradient = precision * form - left.length;
    this.correlationGradient = byCorrelation;
  }

  /**
   * One draw of the coefficients, and of the level of the last row, given the rest.
   * @param out `(terms)`, written
   * @returns the level and the noise of the last row
   */
  draw(
    residual: Float64Array,
    noise: { readonly sigma: number; readonly correlation: number; readonly stepSd: number },
    stream: RandomStream,
    out: Float64Array,
  ): { readonly level: number; readonly noise: number } {
    const { terms, system, score, factor, scaled, pulled, scratch } = this;
    const size = score.length;
    this.solve(residual, noise.sigma, noise.correlation, noise.stepSd);
    const draw = new Float64Array(size);
    for (let j = 0; j < size; j++) draw[j] = stream.normal();
    solveLowerTransposed(factor, size, draw, draw);
    for (let j = 0; j < size; j++) {
      draw[j] = draw[j]! + score[j]!;
      out[j] = terms.means[j]! + terms.sds[j]! * draw[j]!;
    }
    const without = residual.map((value, i) => {
      let sum = value;
      for (let j = 0; j < size; j++) sum -= scaled[i * size + j]! * draw[j]!;
      return sum;
    });
    system.multiplyNoiseInverse(without, 1, pulled);
    // Of the level only the last row is kept: the others come back from it, see `level-path.ts`.
    const last = residual.length - 1;
    system.drawLevel(pulled, null, (row) => (row === last ? stream.normal() : 0), scratch);
    return { level: scratch[last] ?? 0, noise: (without[last] ?? 0) - (scratch[last] ?? 0) };
  }
}
