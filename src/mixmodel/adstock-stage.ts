import { adstockLags, geometricAdstock } from './adstock.js';
import type { KernelSpace } from './kernels/kernel-space.js';
import { compiledGeometricAdstock } from './kernels/transform-kernels.js';
import { LagWeights, convolve } from './lag-weights.js';
import { adstockParameters, type MediaShape } from './media-shape.js';
import type { AdstockSpec } from './model-spec.js';

/**
 * Media that do not change, run through an adstock whose parameters do: value and one tangent per parameter. Geometric
 * by recursion, every other kind by convolution with its weights.
 */
export class AdstockStage {
  /** `(periods)`: the media themselves without an adstock. */
  readonly value: Float64Array;
  /** One per adstock parameter, `(periods)` each. */
  readonly tangents: readonly Float64Array[];
  private readonly weights: LagWeights | null;
  private readonly media: Float64Array;
  private readonly geometric: typeof geometricAdstock;

  /**
   * @param media `(periods)`
   * @param before media in every period before the first
   */
  constructor(
    private readonly adstock: AdstockSpec,
    media: Float64Array,
    private readonly before: number,
    space: KernelSpace,
  ) {
    this.media = space.array(media.length);
    this.media.set(media);
    this.value = space.array(media.length);
    this.value.set(media);
    this.tangents = adstockParameters(adstock).map(() => space.array(media.length));
    this.geometric = space.compiled === null ? geometricAdstock : compiledGeometricAdstock(space.compiled);
    const convolved = adstock.kind !== 'none' && adstock.kind !== 'geometric';
    this.weights = convolved ? new LagWeights(adstock, adstock.periods) : null;
  }

  /** @param shape values of the adstock's parameters, then of others that are not read */
  evaluate(shape: MediaShape): void {
    const { adstock, media, before, value, tangents, weights } = this;
    if (adstock.kind === 'geometric') {
      this.geometric(media, before, shape[0]!, adstockLags(adstock), adstock.normalised, value, tangents[0]!);
    } else if (weights !== null) {
      weights.at(shape);
      convolve(media, before, weights.weights, 0, value);
      tangents.forEach((tangent, j) => {
        convolve(media, before, weights.tangents[j]!, 0, tangent);
      });
    }
  }
}
