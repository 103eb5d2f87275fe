import type { MediaTerm } from './media-term.js';
import type { KpiSpec, ModelSpec, Prior } from './model-spec.js';
import { priorDensity, type PriorDensity } from './priors.js';
import { priorAtScore } from './prior-quantile.js';

/** Whether a KPI has a total to take a share of: rates and scores have none. */
export function hasTotal({ kind }: Pick<KpiSpec, 'kind'>): boolean {
  return kind === 'revenue' || kind === 'count';
}

/** The prior on the share of this KPI that all paid media explain, null where the model file states none. */
export function mediaTotalPrior(spec: ModelSpec, kpiId: string): Prior | null {
  const kpi = spec.kpis.find(({ id }) => id === kpiId);
  return kpi !== undefined && hasTotal(kpi) ? (spec.mediaTotal ?? null) : null;
}

/**
 * A prior on the share of the KPI that all paid media explain together: share = Σ_c b_c Σ_t w_t f_c,t ÷ K over the
 * rows of the KPI window that have a KPI value, K the KPI's total over the same rows.
 *
 * It is an extra factor on a derived quantity: the joint prior of the channels' effects is what their own priors say
 * times the density of this prior at the share, and is not normalised. The prior of the share alone is therefore this
 * one times what the channels' own priors make of the share, narrower than either.
 */
export class MediaTotalTerm {
  private readonly density: PriorDensity;

  /**
   * @param terms the paid channels
   * @param weights `(periods)`: KPI units per scaled KPI, 0 in rows without a KPI value and before the window
   * @param kpiTotal K, KPI units
   */
  constructor(
    private readonly prior: Prior,
    private readonly terms: readonly MediaTerm[],
    private readonly weights: Float64Array,
    private readonly kpiTotal: number,
  ) {
    this.density = priorDensity(prior);
  }

  /** The share at the terms' last `forward`. */
  share(): number {
    let share = 0;
    for (const { coefficient, path } of this.terms) share += (coefficient * this.weighted(path.f)) / this.kpiTotal;
    return share;
  }

  /**
   * The log density of the share, after the terms' `forward`, −∞ outside the prior's support; what it gives to the
   * gradient by coefficients and transforms is added to the terms' `extra…`.
   */
  evaluate(): number {
    const share = this.share();
    const logDensity = this.density.logDensity(share);
    if (!Number.isFinite(logDensity)) return -Infinity;
    const byEffect = this.density.slope(share) / this.kpiTotal;
    for (const term of this.terms) {
      const byPath = byEffect * term.coefficient;
      term.extraCoefficient += byEffect * this.weighted(term.path.f);
      term.path.tangents.forEach((tangent, j) => {
        term.extraShape[j] = term.extraShape[j]! + byPath * this.weighted(tangent);
      });
    }
    return logDensity;
  }

  /**
   * A start whose share lies outside the prior's support, moved inside: all effects go up or down by the same step of
   * their coordinates, with which the share rises, until it is at the prior's median.
   * @param start a position, left as it is
   * @param effects indices of the channels' effects in it
   */
  movedInside(start: Float64Array, effects: readonly number[]): Float64Array {
    const shareAt = (position: Float64Array): number => {
      for (const term of this.terms) if (!Number.isFinite(term.forward(position))) return NaN;
      return this.share();
    };
    const at = (step: number): Float64Array => {
      const position = Float64Array.from(start);
      for (const index of effects) position[index] = position[index]! + step;
      return position;
    };
    const share = shareAt(start);
    if (!Number.isFinite(share) || Number.isFinite(this.density.logDensity(share))) return start;
    const aim = priorAtScore(this.prior, 0);
    let low = -widestStep;
    let high = widestStep;
    for (let halving = 0; halving < halvings; halving++) {
      const middle = (low + high) / 2;
      if (shareAt(at(middle)) > aim) high = middle;
      else low = middle;
    }
    return at((low + high) / 2);
  }

  private weighted(values: Float64Array): number {
    const { weights } = this;
    let sum = 0;
    for (let t = 0; t < weights.length; t++) sum += weights[t]! * values[t]!;
    return sum;
  }
}

/** Coordinates are near standard normal: farther than this no start makes sense. */
const widestStep = 12;
const halvings = 40;
