import { choleskyFactor, logDeterminantCholesky, solveLowerTransposed, type RandomStream } from '../inference/index.js';
import type { KernelSpace } from './kernels/kernel-space.js';
import type { PanelKernels } from './kernels/panel-twins.js';
import { inverseOfFactor, multiplyInto } from './panel-kernels.js';
import type { PanelLayout } from './panel-layout.js';
import type { PanelSharedBlock } from './panel-shared-block.js';

/** Arrays that all groups of a panel write one after the other. */
export class PanelScratch {
  readonly precision: Float64Array;
  readonly factor: Float64Array;
  readonly inverse: Float64Array;
  readonly cross: Float64Array;
  /** `(own × n)`: dE[u | φ]/dφ. */
  readonly slopes: Float64Array;
  readonly slopesCovariance: Float64Array;
  /** `(own × own)`, `(own × shared)`: covariance of the centred deviations e with themselves and with β. */
  readonly spread: Float64Array;
  readonly spreadWithShared: Float64Array;
  /** `(own × couplings)`: U W′ and U W′K⁻¹. */
  readonly loadings: Float64Array;
  readonly weightedLoadings: Float64Array;
  /** `(own × columns)`: E[e_p κ_k]. */
  readonly moments: Float64Array;
  /** `(media + 1 × columns)` */
  readonly adjoint: Float64Array;

  constructor(layout: PanelLayout, space: KernelSpace) {
    const own = layout.own.length;
    const n = layout.shared.length + layout.centred;
    const couplings = layout.couplings.length;
    this.precision = new Float64Array(own * own);
    this.factor = new Float64Array(own * own);
    this.inverse = new Float64Array(own * own);
    this.cross = new Float64Array(own * (layout.shared.length + 1));
    this.slopes = new Float64Array(own * n);
    this.slopesCovariance = new Float64Array(own * n);
    this.spread = new Float64Array(own * own);
    this.spreadWithShared = new Float64Array(own * layout.shared.length);
    this.loadings = new Float64Array(own * couplings);
    this.weightedLoadings = new Float64Array(own * couplings);
    this.moments = new Float64Array(own * layout.columns);
    this.adjoint = space.array((layout.media + 1) * layout.columns);
  }
}

/**
 * One group of a panel: its Gram matrix, its own deviations u ~ N(0, I) (each times its spread) integrated out, and the
 * expectations under the posterior from which every derivative is made. By Fisher's identity the gradient of a marginal
 * density is the posterior mean of the joint density's gradient, so nothing is differentiated through a Cholesky factor.
 */
export class PanelGroupBlock {
  /** `(columns × columns)`: products of the block's columns over the likelihood rows. */
  readonly gram: Float64Array;
  /** `(own)`: spread D of each deviation, set by the caller; 0 takes a deviation out. */
  readonly spreads: Float64Array;
  /** `(columns)`: coefficients before any deviation or shared term: media means, sampled terms; −1 at the outcome. */
  readonly base: Float64Array;
  /** `(couplings)`: weight of this group's deviation in each coupling. */
  readonly weights: Float64Array;
  sigma = 1;
  // What `gradient` leaves: derivatives of the log density.
  readonly bySpread: Float64Array;
  /** `(columns)`: by each coefficient of `base`. */
  readonly byBase: Float64Array;
  /**
   * `(couplings)`: by each weight, as far as v itself is concerned, of d (centred couplings: δ); what a lift test's
   * weight does to the rest of its outcome is added by the caller.
   */
  readonly byWeight: Float64Array;
  byLogSigma = 0;

  /** Λ⁻¹ `(own × own)` and Λ⁻¹ D E′[X, r] ÷ σ² `(own × shared + 1)`. */
  private readonly covariance: Float64Array;
  private readonly response: Float64Array;
  /** `(columns)`: Gram times coefficients. */
  private readonly product: Float64Array;
  /** `(own)`: E[u | φ] at φ = 0, then posterior means of u and of the centred deviations e. */
  private readonly level: Float64Array;
  private readonly mean: Float64Array;
  private readonly centredMean: Float64Array;
  private readonly coefficients: Float64Array;
  /** `(own)`: place in φ of the centre that is taken off, −1 for none. */
  private readonly centreOf: Int32Array;

  /**
   * @param space where block, Gram matrices and scratch live
   * @param block all groups' columns, this group's at `offset`
   * @param rows number of likelihood rows; all others are zero in every column
   */
  constructor(
    private readonly layout: PanelLayout,
    private readonly scratch: PanelScratch,
    private readonly kernels: PanelKernels,
    space: KernelSpace,
    private readonly block: Float64Array,
    private readonly offset: number,
    readonly rows: number,
  ) {
    const { columns, shared, couplings, outcome, periods } = layout;
    const own = layout.own.length;
    this.gram = space.array(columns * columns);
    this.spreads = new Float64Array(own);
    this.base = new Float64Array(columns);
    this.base[outcome] = -1;
    this.weights = new Float64Array(couplings.length);
    this.bySpread = new Float64Array(own);
    this.byBase = new Float64Array(columns);
    this.byWeight = new Float64Array(couplings.length);
    this.covariance = new Float64Array(own * own);
    this.response = new Float64Array(own * (shared.length + 1));
    this.product = new Float64Array(columns);
    this.level = new Float64Array(own);
    this.mean = new Float64Array(own);
    this.centredMean = new Float64Array(own);
    this.coefficients = new Float64Array(columns);
    this.centreOf = new Int32Array(own).fill(-1);
    for (let c = 0; c < layout.centred; c++) this.centreOf[couplings[c]!] = shared.length + c;
    // Constant columns are multiplied once, with the kernel that would treat them as media.
    kernels.mediaGram(block, offset, columns - (columns % 2), columns, periods, this.gram);
  }

  /** Integrates the own deviations out and adds to the shared block; −2 log p of the group alone, null where singular. */
  eliminate(into: PanelSharedBlock): number | null {
    const { layout, scratch, gram, spreads, base, covariance, response, product, weights } = this;
    const { columns, shared, own, couplings, centred, media } = layout;
    this.kernels.mediaGram(this.block, this.offset, media, columns, layout.periods, gram);
    const q = shared.length;
    const p = own.length;
    const precision = 1 / (this.sigma * this.sigma);
    // r = −(base applied to the columns): products with r are minus the products with the base.
    let square = 0;
    for (let i = 0; i < columns; i++) {
      let sum = 0;
      const row = i * columns;
      for (let k = 0; k < columns; k++) sum += gram[row + k]! * base[k]!;
      product[i] = -sum;
      square += base[i]! * sum;
    }
    for (let a = 0; a < p; a++) {
      const row = own[a]! * columns;
      const scale = spreads[a]! * precision;
      for (let b = 0; b <= a; b++) scratch.precision[a * p + b] = scale * spreads[b]! * gram[row + own[b]!]!;
      scratch.precision[a * p + a]! += 1;
      for (let j = 0; j < q; j++) scratch.cross[a * (q + 1) + j] = scale * gram[row + shared[j]!]!;
      scratch.cross[a * (q + 1) + q] = scale * product[own[a]!]!;
    }
    if (choleskyFactor(scratch.precision, p, scratch.factor) === null) return null;
    inverseOfFactor(scratch.factor, p, scratch.inverse, covariance);
    multiplyInto(covariance, scratch.cross, p, p, q + 1, response);

    const n = into.size;
    let quadratic = square * precision;
    for (let a = 0; a < p; a++) quadratic -= scratch.cross[a * (q + 1) + q]! * response[a * (q + 1) + q]!;
    for (let i = 0; i < q; i++) {
      const row = shared[i]! * columns;
      const to = i * n;
      for (let j = 0; j <= i; j++) into.precision[to + j]! += gram[row + shared[j]!]! * precision;
      into.pull[i]! += product[shared[i]!]! * precision;
    }
    for (let a = 0; a < p; a++) {
      const from = a * (q + 1);
      const last = response[from + q]!;
      for (let i = 0; i < q; i++) {
        const factor = scratch.cross[from + i]!;
        if (factor === 0) continue;
        for (let j = 0; j <= i; j++) into.precision[i * n + j]! -= factor * response[from + j]!;
        into.pull[i]! -= factor * last;
      }
    }
    for (let c = 0; c < centred; c++) {
      const a = couplings[c]!;
      const to = (q + c) * n;
      for (let j = 0; j < q; j++) into.precision[to + j]! -= response[a * (q + 1) + j]!;
      for (let d = 0; d <= c; d++) {
        const b = couplings[d]!;
        into.precision[to + q + d]! += (a === b ? 1 : 0) - covariance[a * p + b]!;
      }
      into.pull[q + c]! -= response[a * (q + 1) + q]!;
    }
    for (let k = 0; k < couplings.length; k++) {
      const a = couplings[k]!;
      const weight = weights[k]!;
      if (a < 0 || weight === 0) continue;
      for (let l = 0; l < couplings.length; l++) {
        const b = couplings[l]!;
        if (b >= 0) into.spread[k * into.couplings + l]! += weight * weights[l]! * covariance[a * p + b]!;
      }
      for (let j = 0; j < q; j++) into.slopes[k * n + j]! += weight * response[a * (q + 1) + j]!;
      for (let c = 0; c < centred; c++) into.slopes[k * n + q + c]! += weight * covariance[a * p + couplings[c]!]!;
      into.means[k]! += weight * response[a * (q + 1) + q]!;
    }
    return (
      quadratic +
      logDeterminantCholesky(scratch.factor, p) +
      this.rows * Math.log(2 * Math.PI * this.sigma * this.sigma)
    );
  }

  /** Posterior moments of the own deviations, after the shared block has been finished. */
  private condition(from: PanelSharedBlock): void {
    const { layout, scratch, covariance, response, weights, level } = this;
    const { shared, own, couplings, centred } = layout;
    const { slopes, loadings, weightedLoadings } = scratch;
    const q = shared.length;
    const p = own.length;
    const n = from.size;
    const m = couplings.length;
    for (let a = 0; a < p; a++) {
      for (let k = 0; k < m; k++) {
        const b = couplings[k]!;
        loadings[a * m + k] = b < 0 ? 0 : covariance[a * p + b]! * weights[k]!;
      }
    }
    multiplyInto(loadings, from.weightedSlopes, p, m, n, slopes);
    multiplyInto(loadings, from.spreadInverse, p, m, m, weightedLoadings);
    for (let a = 0; a < p; a++) {
      for (let j = 0; j < q; j++) slopes[a * n + j]! -= response[a * (q + 1) + j]!;
      for (let c = 0; c < centred; c++) {
        slopes[a * n + q + c]! += (a === couplings[c] ? 1 : 0) - covariance[a * p + couplings[c]!]!;
      }
      let sum = response[a * (q + 1) + q]!;
      for (let k = 0; k < m; k++) sum -= loadings[a * m + k]! * from.weightedMeans[k]!;
      level[a] = sum;
    }
  }

  /**
   * Derivatives of the log density, after `finish` and `invert` of the shared block.
   * @param out d log density/d media column, written at `place + c · stride + t`
   */
  gradient(from: PanelSharedBlock, out: Float64Array, place: number, stride: number): void {
    this.condition(from);
    this.centredMoments(from);
    const { layout, scratch, gram, spreads, base, coefficients, centredMean, byBase, bySpread } = this;
    const { columns, media, own, shared, outcome } = layout;
    const { spread, spreadWithShared, moments, adjoint } = scratch;
    const p = own.length;
    const q = shared.length;
    const precision = 1 / (this.sigma * this.sigma);
    coefficients.set(base);
    for (let j = 0; j < q; j++) coefficients[shared[j]!]! += from.mean[j]!;
    for (let a = 0; a < p; a++) coefficients[own[a]!]! += spreads[a]! * centredMean[a]!;
    let square = 0;
    for (let i = 0; i < columns; i++) {
      let sum = 0;
      const row = i * columns;
      for (let k = 0; k < columns; k++) sum += gram[row + k]! * coefficients[k]!;
      byBase[i] = -sum * precision;
      square += coefficients[i]! * sum;
    }
    byBase[outcome] = 0;
    for (let a = 0; a < p; a++) {
      const at = a * columns;
      const mean = centredMean[a]!;
      for (let k = 0; k < columns; k++) moments[at + k] = 0;
      for (let b = 0; b < p; b++) moments[at + own[b]!]! += spreads[b]! * spread[a * p + b]!;
      for (let j = 0; j < q; j++) moments[at + shared[j]!]! += spreadWithShared[a * q + j]!;
      const row = own[a]! * columns;
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += gram[row + k]! * moments[at + k]!;
      // Σ_k G_ak Cov(e_a, κ_k), and the same of β below: together the trace of Gram times covariance of κ.
      square += spreads[a]! * sum;
      bySpread[a] = -precision * sum + mean * byBase[own[a]!]!;
      let withShared = 0;
      for (let j = 0; j < q; j++) withShared += gram[row + shared[j]!]! * spreadWithShared[a * q + j]!;
      square += spreads[a]! * withShared;
      for (let k = 0; k < columns; k++) moments[at + k]! += mean * coefficients[k]!;
    }
    for (let i = 0; i < q; i++) {
      const row = shared[i]! * columns;
      for (let j = 0; j < q; j++) square += gram[row + shared[j]!]! * from.covariance[i * from.size + j]!;
    }
    this.byLogSigma = square * precision - this.rows;
    for (let c = 0; c < media; c++) {
      const at = c * columns;
      const mean = -base[c]! * precision;
      for (let k = 0; k < columns; k++) adjoint[at + k] = mean * coefficients[k]!;
    }
    for (let a = 0; a < p && own[a]! < media; a++) {
      const at = own[a]! * columns;
      const scale = -spreads[a]! * precision;
      for (let k = 0; k < columns; k++) adjoint[at + k]! += scale * moments[a * columns + k]!;
    }
    this.kernels.mediaAdjoint(this.block, this.offset, media, columns, layout.periods, adjoint, out, place, stride);
  }

  /** Means and covariances of u and of e = u less its centre, and what they say of the couplings' weights. */
  private centredMoments(from: PanelSharedBlock): void {
    const { layout, scratch, covariance, level, mean, centredMean, centreOf, byWeight } = this;
    const { shared, own, couplings, centred } = layout;
    const { slopes, slopesCovariance, spread, spreadWithShared, loadings, weightedLoadings } = scratch;
    const q = shared.length;
    const p = own.length;
    const n = from.size;
    const m = couplings.length;
    multiplyInto(slopes, from.covariance, p, n, n, slopesCovariance);
    for (let a = 0; a < p; a++) {
      let sum = level[a]!;
      for (let j = 0; j < n; j++) sum += slopes[a * n + j]! * from.mean[j]!;
      mean[a] = sum;
      centredMean[a] = centreOf[a]! < 0 ? sum : sum - from.mean[centreOf[a]!]!;
    }
    for (let a = 0; a < p; a++) {
      const s = centreOf[a]!;
      for (let b = 0; b <= a; b++) {
        let sum = covariance[a * p + b]!;
        for (let k = 0; k < m; k++) sum -= weightedLoadings[a * m + k]! * loadings[b * m + k]!;
        for (let j = 0; j < n; j++) sum += slopesCovariance[a * n + j]! * slopes[b * n + j]!;
        const r = centreOf[b]!;
        if (r >= 0) sum -= slopesCovariance[a * n + r]!;
        if (s >= 0) sum -= slopesCovariance[b * n + s]!;
        if (r >= 0 && s >= 0) sum += from.covariance[s * n + r]!;
        spread[a * p + b] = sum;
        spread[b * p + a] = sum;
      }
      for (let j = 0; j < q; j++) {
        spreadWithShared[a * q + j] = slopesCovariance[a * n + j]! - (s < 0 ? 0 : from.covariance[s * n + j]!);
      }
    }
    for (let k = 0; k < m; k++) {
      const a = couplings[k]!;
      if (a < 0) {
        byWeight[k] = 0;
        continue;
      }
      const isCentre = k < centred;
      const s = isCentre ? -1 : centreOf[a]!;
      let sum = from.multiplier[k]! * (isCentre ? mean[a]! : centredMean[a]!) - weightedLoadings[a * m + k]!;
      for (let j = 0; j < n; j++) {
        const along = slopesCovariance[a * n + j]! - (s < 0 ? 0 : from.covariance[s * n + j]!);
        sum += from.weightedSlopes[k * n + j]! * along;
      }
      byWeight[k] = sum;
    }
  }

  /**
   * A draw of the own deviations for themselves, before the couplings are met: adds W u to `couplings`.
   * @param out `(own)`, written
   */
  drawFree(stream: RandomStream, out: Float64Array, couplings: Float64Array): void {
    const { layout, scratch, weights } = this;
    const p = layout.own.length;
    this.refactor();
    for (let a = 0; a < p; a++) out[a] = stream.normal();
    solveLowerTransposed(scratch.factor, p, out, out);
    for (let k = 0; k < couplings.length; k++) {
      const a = layout.couplings[k]!;
      if (a >= 0) couplings[k]! += weights[k]! * out[a]!;
    }
  }

  /** Moves a free draw to where it meets the couplings and φ (Matheron's rule), centres taken off: e, in place. */
  drawGiven(from: PanelSharedBlock, phi: Float64Array, couplings: Float64Array, out: Float64Array): void {
    this.condition(from);
    const { layout, scratch, level, centreOf } = this;
    const p = layout.own.length;
    const n = from.size;
    const m = couplings.length;
    for (let a = 0; a < p; a++) {
      let sum = out[a]! + level[a]!;
      for (let j = 0; j < n; j++) sum += scratch.slopes[a * n + j]! * phi[j]!;
      for (let k = 0; k < m; k++) sum -= scratch.weightedLoadings[a * m + k]! * couplings[k]!;
      out[a] = centreOf[a]! < 0 ? sum : sum - phi[centreOf[a]!]!;
    }
  }

  /** The factor of Λ again: the scratch holds the last group's. */
  private refactor(): void {
    const { layout, scratch, gram, spreads } = this;
    const { own, columns } = layout;
    const p = own.length;
    const precision = 1 / (this.sigma * this.sigma);
    for (let a = 0; a < p; a++) {
      const row = own[a]! * columns;
      for (let b = 0; b <= a; b++) {
        scratch.precision[a * p + b] = spreads[a]! * spreads[b]! * gram[row + own[b]!]! * precision;
      }
      scratch.precision[a * p + a]! += 1;
    }
    choleskyFactor(scratch.precision, p, scratch.factor);
  }
}
