import { AdstockStage } from './adstock-stage.js';
import { plainSpace, type KernelSpace } from './kernels/kernel-space.js';
import { saturationIn } from './kernels/transform-kernels.js';
import { adstockParameters, shapeParameters, type MediaShape, type ShapeName } from './media-shape.js';
import type { MediaSpec } from './model-spec.js';
import type { SaturationKernel } from './saturation.js';
import { SaturationFirstPath, type Frequency } from './saturation-first.js';

/** The transforms of a medium, its effect left aside. */
export type MediaTransforms = Pick<MediaSpec, 'adstock' | 'saturation' | 'order'>;

/**
 * One path of scaled media through its transforms, with its derivative by every shape parameter. Arrays are made once
 * and rewritten by each `evaluate`.
 */
export class MediaPath {
  /** Names of the shape parameters, in the order in which shapes and tangents stand. */
  readonly names: readonly ShapeName[];
  /** `(periods)`: transformed media. */
  readonly f: Float64Array;
  /** One per name, `(periods)` each: df / d parameter. Zero for a Hill slope fixed at 1. */
  readonly tangents: readonly Float64Array[];
  private readonly stage: AdstockFirst | SaturationFirstPath;

  /**
   * @param media `(periods)` scaled media, or scaled reach where there is a frequency
   * @param before the same in every period before the first
   * @param space where the arrays live, and with it the kernel
   */
  constructor(
    spec: MediaTransforms,
    media: Float64Array,
    before: number,
    frequency: Frequency | null = null,
    space: KernelSpace = plainSpace,
  ) {
    this.names = shapeParameters(spec).map(({ name }) => name);
    this.stage =
      spec.order === 'saturation_first' || frequency !== null
        ? new SaturationFirstPath(spec, media, before, frequency, space)
        : new AdstockFirst(spec, media, before, space);
    this.f = this.stage.f;
    this.tangents = this.stage.tangents;
  }

  /** @param shape aligned with `names` */
  evaluate(shape: MediaShape): void {
    this.stage.evaluate(shape);
  }

  /** `(periods)`: what saturation acted on in the last `evaluate`: adstocked media, the media itself, or frequency. */
  get saturationInput(): Float64Array {
    return this.stage.input.subarray(0, this.f.length);
  }
}

/** f = S(A(x)). */
class AdstockFirst {
  readonly f: Float64Array;
  readonly tangents: readonly Float64Array[];
  readonly input: Float64Array;
  private readonly adstock: AdstockStage;
  private readonly saturation: SaturationKernel;
  private readonly adstockCount: number;
  /** `(periods)`: df/du where several adstock parameters share it, else the tangent of the only one or unused. */
  private readonly byInput: Float64Array;
  /** `(periods)`: du by the only adstock parameter, ones where there are several, zeros without. */
  private readonly inner: Float64Array;
  private readonly bySaturation: readonly [Float64Array, Float64Array];

  constructor(spec: MediaTransforms, media: Float64Array, before: number, space: KernelSpace) {
    const periods = media.length;
    this.adstock = new AdstockStage(spec.adstock, media, before, space);
    this.input = this.adstock.value;
    this.saturation = saturationIn(space, spec.saturation);
    this.adstockCount = adstockParameters(spec.adstock).length;
    this.f = space.array(periods);
    this.tangents = shapeParameters(spec).map(() => space.array(periods));
    this.byInput = this.adstockCount === 1 ? this.tangents[0]! : space.array(periods);
    this.inner =
      this.adstockCount === 1 ? this.adstock.tangents[0]! : space.array(periods).fill(this.adstockCount > 1 ? 1 : 0);
    const own = this.tangents.slice(this.adstockCount);
    this.bySaturation = [own[0] ?? space.array(periods), own[1] ?? space.array(periods)];
  }

  evaluate(shape: MediaShape): void {
    const { adstock, adstockCount, byInput, f, tangents } = this;
    adstock.evaluate(shape);
    const [first, second] = [shape[adstockCount] ?? 1, shape[adstockCount + 1] ?? 1];
    this.saturation(this.input, this.inner, first, second, f, byInput, this.bySaturation[0], this.bySaturation[1]);
    if (adstockCount < 2) return;
    for (let j = 0; j < adstockCount; j++) {
      const own = adstock.tangents[j]!;
      const out = tangents[j]!;
      for (let t = 0; t < f.length; t++) out[t] = byInput[t]! * own[t]!;
    }
  }
}
