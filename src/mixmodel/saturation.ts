import type { SaturationSpec } from './model-spec.js';
import { fixedValue } from './priors.js';

/**
 * Saturation of adstocked media with its derivatives, chained to the adstock in the same pass.
 *
 * Hill: f = u^s ÷ (u^s + k^s) (Jin et al. 2017, eq. 4), half-saturation k and slope s.
 * Logistic: f = (1 − e^(−λu)) ÷ (1 + e^(−λu)) = tanh(λu/2), rate λ.
 * Without media f and all derivatives are 0, also for a slope below 1 whose tangent at 0 is infinite.
 */
export interface SaturationKernel {
  /**
   * @param u `(periods)` adstocked media, ≥ 0
   * @param du `(periods)` du by a parameter of the adstock; ones give df/du itself
   * @param first half-saturation or rate
   * @param slope Hill slope
   * @param f,fAlpha,fFirst,fSlope `(periods)`, written: value and derivatives by that
   *   parameter, `first`, `slope`
   */
  (
    u: Float64Array,
    du: Float64Array,
    first: number,
    slope: number,
    f: Float64Array,
    fAlpha: Float64Array,
    fFirst: Float64Array,
    fSlope: Float64Array,
  ): void;
}

export const hillOfSlopeOne: SaturationKernel = (u, du, half, _slope, f, fAlpha, fFirst) => {
  for (let t = 0; t < u.length; t++) {
    const x = u[t]!;
    const inverse = 1 / (x + half);
    const share = x * inverse;
    f[t] = share;
    fAlpha[t] = half * inverse * inverse * du[t]!;
    fFirst[t] = -share * inverse;
  }
};

export const hill: SaturationKernel = (u, du, half, slope, f, fAlpha, fFirst, fSlope) => {
  for (let t = 0; t < u.length; t++) {
    const x = u[t]!;
    if (!(x > 0)) {
      f[t] = 0;
      fAlpha[t] = 0;
      fFirst[t] = 0;
      fSlope[t] = 0;
      continue;
    }
    const logRatio = Math.log(x / half);
    const z = slope * logRatio;
    // e^(−|z|) cannot overflow, and f(1 − f) keeps its digits at both ends.
    const e = Math.exp(z < 0 ? z : -z);
    const inverse = 1 / (1 + e);
    const w = e * inverse * inverse;
    f[t] = z < 0 ? e * inverse : inverse;
    fAlpha[t] = ((w * slope) / x) * du[t]!;
    fFirst[t] = (-w * slope) / half;
    fSlope[t] = w * logRatio;
  }
};

export const logistic: SaturationKernel = (u, du, rate, _slope, f, fAlpha, fFirst) => {
  for (let t = 0; t < u.length; t++) {
    const x = u[t]!;
    // 1 − e^(−λu) through expm1, or small effects lose their digits.
    const minus = Math.expm1(-rate * x);
    const inverse = 1 / (2 + minus);
    const w = 2 * (1 + minus) * inverse * inverse;
    f[t] = -minus * inverse;
    fAlpha[t] = rate * w * du[t]!;
    fFirst[t] = x * w;
  }
};

export const unsaturated: SaturationKernel = (u, du, _first, _slope, f, fAlpha) => {
  f.set(u);
  fAlpha.set(du);
};

/** The kernel of a saturation; the second parameter of Hill, its slope, is left out where it is fixed at 1. */
export function saturationKernel(saturation: SaturationSpec): SaturationKernel {
  switch (saturation.kind) {
    case 'none':
      return unsaturated;
    case 'logistic':
      return logistic;
    case 'hill':
      return fixedValue(saturation.slope) === 1 ? hillOfSlopeOne : hill;
  }
}

/** The saturated value at one level. */
export function saturate(kind: SaturationSpec['kind'], u: number, half: number, slope: number, rate: number): number {
  if (!(u > 0)) return 0;
  switch (kind) {
    case 'none':
      return u;
    case 'logistic':
      return Math.tanh(0.5 * rate * u);
    case 'hill':
      return 1 / (1 + Math.exp(-slope * Math.log(u / half)));
  }
}
