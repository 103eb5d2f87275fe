/**
 * A level that walks and noise around it, on the likelihood rows of one KPI: what is left of the KPI is
 *
 *     r_i = x_i + ε_i,   x_i − x_{i−1} ~ N(0, τ² step_i),   ε ~ N(0, Ω),   Ω = σ² R(ρ)
 *
 * with x = 0 at a group's first row (the intercept stands there) and AR(1) noise, ρ = 0 for none. P, the precision of
 * the walk, and Ω⁻¹ are both tridiagonal, so Q = P + Ω⁻¹ (first rows left out) is, and everything costs O(rows): see
 * Rue & Held (2005), Gaussian Markov random fields, chapter 2.
 */
export class LevelSystem {
  /** log |Ω + P⁻¹|, of the last `set`: the covariance of r. */
  logDeterminant = 0;
  /** φ = ρ^step `(rows)`, its derivative by ρ and 1 ÷ (1 − φ²), of the last `set`; 0, 0 and 1 for first rows. */
  readonly phi: Float64Array;
  readonly phiSlope: Float64Array;
  readonly weight: Float64Array;
  /** Q = L D L′: D, and the entry of L left of the diagonal. */
  private readonly pivot: Float64Array;
  private readonly below: Float64Array;
  private precision = 1;
  private walk = 1;

  /** @param steps `(rows)`: periods since the row before in the same group, 0 for a group's first row */
  constructor(readonly steps: Int32Array) {
    const vector = (): Float64Array => new Float64Array(steps.length);
    this.phi = vector();
    this.phiSlope = vector();
    this.weight = vector();
    this.pivot = vector();
    this.below = vector();
  }

  /** Takes σ, ρ and τ and factors Q; false where it cannot. */
  set(sigma: number, correlation: number, stepSd: number): boolean {
    const { steps, phi, phiSlope, weight, pivot, below } = this;
    this.precision = 1 / (sigma * sigma);
    this.walk = 1 / (stepSd * stepSd);
    const { precision, walk } = this;
    let logNoise = 0;
    let logWalk = 0;
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      phi[i] = step > 0 ? correlation ** step : 0;
      phiSlope[i] = step > 0 ? step * correlation ** (step - 1) : 0;
      const free = 1 - phi[i]! * phi[i]!;
      weight[i] = 1 / free;
      logNoise += Math.log(free) - Math.log(precision);
      if (step > 0) logWalk += Math.log(walk / step);
    }
    let logLevel = 0;
    for (let i = 0; i < steps.length; i++) {
      const own = steps[i]! > 0 ? walk / steps[i]! + precision * weight[i]! : 1;
      const isInner = i + 1 < steps.length && steps[i + 1]! > 0 && steps[i]! > 0;
      const next = isInner ? walk / steps[i + 1]! + precision * weight[i + 1]! * phi[i + 1]! ** 2 : 0;
      const isJoined = steps[i]! > 0 && steps[i - 1]! > 0;
      const across = isJoined ? -walk / steps[i]! - precision * weight[i]! * phi[i]! : 0;
      below[i] = isJoined ? across / pivot[i - 1]! : 0;
      pivot[i] = own + next - (isJoined ? below[i]! * across : 0);
      if (!(pivot[i]! > 0 && pivot[i]! < Infinity)) return false;
      if (steps[i]! > 0) logLevel += Math.log(pivot[i]!);
    }
    this.logDeterminant = logNoise + logLevel - logWalk;
    return Number.isFinite(this.logDeterminant);
  }

  /**
   * Ω⁻¹ x.
   * @param x `(rows × width)`, row-major; not `out`
   */
  multiplyNoiseInverse(x: Float64Array, width: number, out: Float64Array): void {
    const { steps, phi, weight, precision } = this;
    for (let i = 0; i < steps.length; i++) {
      const at = i * width;
      const f = phi[i]!;
      const w = precision * weight[i]!;
      for (let j = at; j < at + width; j++) {
        if (f === 0) {
          out[j] = w * x[j]!;
          continue;
        }
        const u = w * (x[j]! - f * x[j - width]!);
        out[j] = u;
        out[j - width] = out[j - width]! - f * u;
      }
    }
  }

  /**
   * The level that is expected of r: Q⁻¹ Ω⁻¹ r, 0 at first rows.
   * @param pulled Ω⁻¹ r `(rows × width)`; not `out`
   */
  smooth(pulled: Float64Array, width: number, out: Float64Array): void {
    const { steps, pivot, below } = this;
    this.forward(pulled, width, out);
    for (let i = steps.length - 1; i >= 0; i--) {
      const at = i * width;
      const w = i + 1 < steps.length ? below[i + 1]! : 0;
      for (let j = at; j < at + width; j++) {
        out[j] = out[j]! / pivot[i]! - (w === 0 ? 0 : w * out[j + width]!);
      }
    }
  }

  private forward(pulled: Float64Array, width: number, out: Float64Array): void {
    const { steps, below } = this;
    for (let i = 0; i < steps.length; i++) {
      const at = i * width;
      const w = below[i]!;
      for (let j = at; j < at + width; j++) {
        out[j] = steps[i] === 0 ? 0 : w === 0 ? pulled[j]! : pulled[j]! - w * out[j - width]!;
      }
    }
  }

  /**
   * Var(x_i | r) and Cov(x_i, x_{i−1} | r): the entries of Q⁻¹ in its band (Takahashi's recursion).
   * @param own,before `(rows)`, written
   */
  bandOfInverse(own: Float64Array, before: Float64Array): void {
    const { steps, pivot, below } = this;
    for (let i = steps.length - 1; i >= 0; i--) {
      const w = i + 1 < steps.length ? below[i + 1]! : 0;
      own[i] = 1 / pivot[i]! + (w === 0 ? 0 : w * w * own[i + 1]!);
      if (i + 1 < steps.length) before[i + 1] = w === 0 ? 0 : -w * own[i + 1]!;
      if (steps[i] === 0) own[i] = 0;
    }
    before[0] = 0;
  }

  /**
   * A level drawn given r, backwards from the last row.
   * @param pulled Ω⁻¹ r `(rows)`
   * @param last the level of the last row, or null for one drawn as well
   * @param score a standard normal number for each row asked for
   * @param out `(rows)`, written
   */
  drawLevel(pulled: Float64Array, last: number | null, score: (row: number) => number, out: Float64Array): void {
    const { steps, pivot, below } = this;
    this.forward(pulled, 1, out);
    for (let i = steps.length - 1; i >= 0; i--) {
      if (steps[i] === 0) continue;
      if (i === steps.length - 1 && last !== null) {
        out[i] = last;
        continue;
      }
      const ahead = i + 1 < steps.length ? below[i + 1]! * out[i + 1]! : 0;
      out[i] = out[i]! / pivot[i]! - ahead + score(i) / Math.sqrt(pivot[i]!);
    }
  }
}
