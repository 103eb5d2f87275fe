import {
  choleskyFactor,
  logDeterminantCholesky,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
  type RandomStream,
} from '../inference/index.js';
import { addOuter, inverseOfFactor } from './panel-kernels.js';
import type { PanelLayout } from './panel-layout.js';

/**
 * What is left of a panel's density once the deviations u_g of every group's own are integrated out: a normal density
 * of φ = (β, s), the shared coefficients and the centres s_c = Σ_h w_hc δ_hc.
 *
 * With z_g(φ) = r_g − X_g β + N_g s (N_g the media columns times their spreads) and S_g its covariance given φ,
 * Λ_g = I + D E_g′E_g D ÷ σ_g² and U_g = Λ_g⁻¹, the couplings v = Σ_g W_g u_g are normal given z with mean
 * μ = Σ_g W_g Y_g and covariance K = Σ_g W_g U_g W_g′ (+ sd² of a lift test). Since s *is* v, and the outcome of a test
 * is v and noise,
 *
 *     p(r) = ∫ N(β; 0, V) Π_g N(z_g(φ); 0, S_g) · N(v(φ); μ(z(φ)), K) dφ
 *
 * in which everything is a sum of small matrices over the groups (Woodbury; Rasmussen & Williams 2006, A.3).
 */
export class PanelSharedBlock {
  /** n: shared coefficients and centres. */
  readonly size: number;
  readonly couplings: number;
  /** Π `(n × n)`, precision of φ, and π `(n)`; groups add to them. */
  readonly precision: Float64Array;
  readonly pull: Float64Array;
  /** K `(couplings × couplings)`, H `(couplings × n)` and μ̃ `(couplings)`: v(φ) − μ = H φ − μ̃. */
  readonly spread: Float64Array;
  readonly slopes: Float64Array;
  readonly means: Float64Array;
  /** K⁻¹ H, K⁻¹ μ̃, K⁻¹. */
  readonly weightedSlopes: Float64Array;
  readonly weightedMeans: Float64Array;
  readonly spreadInverse: Float64Array;
  /** Posterior mean and covariance of φ, and the mean of λ = K⁻¹(H φ − μ̃). */
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  readonly multiplier: Float64Array;
  private readonly factor: Float64Array;
  private readonly spreadFactor: Float64Array;
  private readonly scratch: Float64Array;
  private readonly row: Float64Array;
  private readonly logPriorDeterminant: number;

  constructor(private readonly layout: PanelLayout) {
    const shared = layout.shared.length;
    const n = shared + layout.centred;
    const m = layout.couplings.length;
    this.size = n;
    this.couplings = m;
    this.precision = new Float64Array(n * n);
    this.pull = new Float64Array(n);
    this.spread = new Float64Array(m * m);
    this.slopes = new Float64Array(m * n);
    this.means = new Float64Array(m);
    this.weightedSlopes = new Float64Array(m * n);
    this.weightedMeans = new Float64Array(m);
    this.spreadInverse = new Float64Array(m * m);
    this.mean = new Float64Array(n);
    this.covariance = new Float64Array(n * n);
    this.multiplier = new Float64Array(m);
    this.factor = new Float64Array(n * n);
    this.spreadFactor = new Float64Array(m * m);
    this.scratch = new Float64Array(Math.max(n, m) ** 2);
    this.row = new Float64Array(Math.max(n, m));
    this.logPriorDeterminant = layout.sharedSds.reduce((sum, sd) => sum + 2 * Math.log(sd), 0);
  }

  /** Sets everything to the priors alone, for the groups to add to. */
  begin(): void {
    const { layout, precision, size } = this;
    precision.fill(0);
    this.pull.fill(0);
    this.spread.fill(0);
    this.slopes.fill(0);
    this.means.fill(0);
    layout.sharedSds.forEach((sd, j) => {
      precision[j * size + j] = 1 / (sd * sd);
    });
  }

  /**
   * The part of −2 log p that is not the groups' own, after they have been added; null where a matrix is singular.
   * Leaves the posterior of φ.
   */
  finish(): number | null {
    const { size: n, couplings: m, precision, pull, spread, slopes, means, factor, spreadFactor, row } = this;
    const { weightedSlopes, weightedMeans, mean, scratch } = this;
    if (choleskyFactor(spread, m, spreadFactor) === null) return null;
    weightedMeans.set(means);
    solveCholesky(spreadFactor, m, weightedMeans, weightedMeans);
    let total = logDeterminantCholesky(spreadFactor, m) + this.logPriorDeterminant;
    for (let a = 0; a < m; a++) total += means[a]! * weightedMeans[a]!;
    for (let j = 0; j < n; j++) {
      for (let a = 0; a < m; a++) row[a] = slopes[a * n + j]!;
      solveLower(spreadFactor, m, row, row);
      // Column j of L⁻¹H as row j of the scratch: H′K⁻¹H is the product of its rows.
      for (let a = 0; a < m; a++) scratch[j * m + a] = row[a]!;
      solveLowerTransposed(spreadFactor, m, row, row);
      for (let a = 0; a < m; a++) weightedSlopes[a * n + j] = row[a]!;
      let own = 0;
      for (let a = 0; a < m; a++) own += slopes[a * n + j]! * weightedMeans[a]!;
      pull[j]! += own;
    }
    addOuter(scratch, scratch, n, n, m, 1, precision);
    if (choleskyFactor(precision, n, factor) === null) return null;
    mean.set(pull);
    solveCholesky(factor, n, mean, mean);
    for (let j = 0; j < n; j++) total -= pull[j]! * mean[j]!;
    total += logDeterminantCholesky(factor, n);
    inverseOfFactor(spreadFactor, m, scratch, this.spreadInverse);
    this.multiplierAt(mean, this.multiplier);
    return total;
  }

  /** Covariance of φ, needed for gradients only. */
  invert(): void {
    inverseOfFactor(this.factor, this.size, this.scratch, this.covariance);
  }

  /** λ(φ) = K⁻¹(H φ − μ̃). */
  multiplierAt(phi: Float64Array, out: Float64Array): void {
    const { size: n, couplings: m, weightedSlopes, weightedMeans } = this;
    for (let a = 0; a < m; a++) {
      let sum = -weightedMeans[a]!;
      for (let j = 0; j < n; j++) sum += weightedSlopes[a * n + j]! * phi[j]!;
      out[a] = sum;
    }
  }

  /** One draw of φ. */
  draw(stream: RandomStream, out: Float64Array): void {
    for (let j = 0; j < this.size; j++) out[j] = stream.normal();
    solveLowerTransposed(this.factor, this.size, out, out);
    for (let j = 0; j < this.size; j++) out[j]! += this.mean[j]!;
  }
}
