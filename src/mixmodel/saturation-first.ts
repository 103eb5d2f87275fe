import type { KernelSpace } from './kernels/kernel-space.js';
import { saturationIn } from './kernels/transform-kernels.js';
import { LagWeights, convolve } from './lag-weights.js';
import { adstockParameters, saturationParameters, type MediaShape } from './media-shape.js';
import type { MediaSpec } from './model-spec.js';
import type { SaturationKernel } from './saturation.js';

/** How often those reached saw the media: what saturation acts on where a medium has reach and frequency. */
export interface Frequency {
  /** `(periods)`; ignored where nobody was reached. */
  readonly values: Float64Array;
  /** In every period before the first. */
  readonly before: number;
}

/**
 * One path of media saturated period by period, then adstocked: f = A(S(x)). With reach and frequency
 * f = A(reach · S(frequency)) (Zhang et al. 2023, "Bayesian hierarchical media mix model incorporating reach and
 * frequency data"), which has a value at no reach whatever the frequency there.
 */
export class SaturationFirstPath {
  readonly f: Float64Array;
  readonly tangents: readonly Float64Array[];
  /** `(periods + 1)`: what saturation acts on; the last place stands for every period before the first. */
  readonly input: Float64Array;
  /** `(periods + 1)`: what its value is multiplied by. */
  private readonly reach: Float64Array | null;
  private readonly saturation: SaturationKernel;
  private readonly weights: LagWeights;
  private readonly ones: Float64Array;
  /** `(periods + 1)`: value, its derivative by the input, by the first and the second parameter. */
  private readonly saturated: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  private readonly adstockCount: number;
  private readonly saturationCount: number;

  /**
   * @param media `(periods)` scaled media, or scaled reach where there is a frequency
   * @param before the same in every period before the first
   */
  constructor(
    spec: Pick<MediaSpec, 'adstock' | 'saturation'>,
    media: Float64Array,
    before: number,
    frequency: Frequency | null,
    space: KernelSpace,
  ) {
    const periods = media.length;
    const withBefore = (values: Float64Array, last: number): Float64Array => {
      const all = space.array(periods + 1);
      all.set(values);
      all[periods] = last;
      return all;
    };
    const own = withBefore(media, before);
    this.reach = frequency === null ? null : own;
    this.input = frequency === null ? own : withBefore(frequency.values, frequency.before);
    // Nobody reached: the frequency there means nothing.
    if (frequency !== null) own.forEach((reached, row) => (this.input[row] = reached > 0 ? this.input[row]! : 0));
    this.saturation = saturationIn(space, spec.saturation);
    this.weights = new LagWeights(spec.adstock, periods);
    this.ones = space.array(periods + 1).fill(1);
    this.saturated = [0, 1, 2, 3].map(() => space.array(periods + 1)) as unknown as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.adstockCount = adstockParameters(spec.adstock).length;
    this.saturationCount = saturationParameters(spec.saturation).length;
    this.f = new Float64Array(periods);
    this.tangents = Array.from({ length: this.adstockCount + this.saturationCount }, () => new Float64Array(periods));
  }

  evaluate(shape: MediaShape): void {
    const { weights, saturated, input, ones, reach, adstockCount, saturationCount, tangents } = this;
    const [value, byInput, byFirst, bySecond] = saturated;
    const [first, second] = [shape[adstockCount] ?? 1, shape[adstockCount + 1] ?? 1];
    this.saturation(input, ones, first, second, value, byInput, byFirst, bySecond);
    if (reach !== null) {
      for (let row = 0; row < reach.length; row++) {
        value[row] = value[row]! * reach[row]!;
        byFirst[row] = byFirst[row]! * reach[row]!;
        bySecond[row] = bySecond[row]! * reach[row]!;
      }
    }
    weights.at(shape);
    this.convolved(value, weights.weights, weights.beyond, this.f);
    for (let j = 0; j < adstockCount; j++) {
      this.convolved(value, weights.tangents[j]!, weights.beyondTangents[j]!, tangents[j]!);
    }
    for (let j = 0; j < saturationCount; j++) {
      this.convolved(j === 0 ? byFirst : bySecond, weights.weights, weights.beyond, tangents[adstockCount + j]!);
    }
  }

  private convolved(values: Float64Array, weights: Float64Array, beyond: number, out: Float64Array): void {
    convolve(values.subarray(0, out.length), values[out.length]!, weights, beyond, out);
  }
}
