import { adstockLags, geometricAdstock } from './adstock.js';
import type { MediaSpec } from './model-spec.js';
import { fixedValue } from './priors.js';
import { hill, hillOfSlopeOne, logistic, unsaturated, type SaturationKernel } from './saturation.js';

/** Parameters of the transforms of one channel; those it does not have are ignored. */
export interface MediaShape {
  alpha: number;
  /** Half-saturation (Hill) or rate (logistic). */
  first: number;
  slope: number;
}

/**
 * One path of scaled media through adstock and saturation, with every derivative. Arrays are made once and rewritten
 * by each `evaluate`.
 */
export class MediaPath {
  /** `(periods)`: saturated adstocked media. */
  readonly f: Float64Array;
  /** `(periods)`: df/dα. */
  readonly fAlpha: Float64Array;
  /** `(periods)`: df/d half or df/d rate. */
  readonly fFirst: Float64Array;
  /** `(periods)`: df/d slope, zero where the slope is fixed at 1. */
  readonly fSlope: Float64Array;
  private readonly stock: Float64Array;
  private readonly stockSlope: Float64Array;
  private readonly saturation: SaturationKernel;
  private readonly lags: number;
  private readonly normalised: boolean;

  /**
   * @param media `(periods)` scaled media
   * @param before scaled media in every period before the first
   */
  constructor(
    spec: Pick<MediaSpec, 'adstock' | 'saturation'>,
    private readonly media: Float64Array,
    private readonly before: number,
  ) {
    const n = media.length;
    this.f = new Float64Array(n);
    this.fAlpha = new Float64Array(n);
    this.fFirst = new Float64Array(n);
    this.fSlope = new Float64Array(n);
    this.stock = Float64Array.from(media);
    this.stockSlope = new Float64Array(n);
    this.lags = spec.adstock.kind === 'none' ? 0 : adstockLags(spec.adstock);
    this.normalised = spec.adstock.kind === 'geometric' && spec.adstock.normalised;
    this.saturation = kernelOf(spec);
  }

  evaluate(shape: MediaShape): void {
    if (this.lags > 0) {
      geometricAdstock(this.media, this.before, shape.alpha, this.lags, this.normalised, this.stock, this.stockSlope);
    }
    this.saturation(
      this.stock,
      this.stockSlope,
      shape.first,
      shape.slope,
      this.f,
      this.fAlpha,
      this.fFirst,
      this.fSlope,
    );
  }

  /** `(periods)`: adstocked media of the last `evaluate`. */
  get adstocked(): Float64Array {
    return this.stock;
  }
}

function kernelOf(spec: Pick<MediaSpec, 'saturation'>): SaturationKernel {
  switch (spec.saturation.kind) {
    case 'none':
      return unsaturated;
    case 'logistic':
      return logistic;
    case 'hill':
      return fixedValue(spec.saturation.slope) === 1 ? hillOfSlopeOne : hill;
  }
}
