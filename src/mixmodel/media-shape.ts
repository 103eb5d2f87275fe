import type { AdstockSpec, MediaSpec, Prior, SaturationSpec } from './model-spec.js';

/** Every parameter that a transform of media can have, as its columns are named: `alpha[tv]`. */
export type ShapeName = 'alpha' | 'peak' | 'shape' | 'scale' | 'half' | 'slope' | 'rate';

/** Every name, in the order in which they stand: those of the adstock, then those of the saturation. */
export const shapeNames: readonly ShapeName[] = ['alpha', 'peak', 'shape', 'scale', 'half', 'slope', 'rate'];

/** One parameter of the transforms of a medium, on the scale of its prior. */
export interface ShapeParameter {
  readonly name: ShapeName;
  readonly prior: Prior;
}

/** Values of the shape parameters of one medium, aligned with `shapeParameters` of it. */
export type MediaShape = ArrayLike<number>;

export function adstockParameters(adstock: AdstockSpec): readonly ShapeParameter[] {
  switch (adstock.kind) {
    case 'none':
      return [];
    case 'geometric':
    case 'binomial':
      return [{ name: 'alpha', prior: adstock.alpha }];
    case 'delayed':
      return [
        { name: 'alpha', prior: adstock.alpha },
        { name: 'peak', prior: adstock.peak },
      ];
    case 'weibull_pdf':
    case 'weibull_cdf':
      return [
        { name: 'shape', prior: adstock.shape },
        { name: 'scale', prior: adstock.scale },
      ];
  }
}

export function saturationParameters(saturation: SaturationSpec): readonly ShapeParameter[] {
  switch (saturation.kind) {
    case 'none':
      return [];
    case 'hill':
      return [
        { name: 'half', prior: saturation.half },
        { name: 'slope', prior: saturation.slope },
      ];
    case 'logistic':
      return [{ name: 'rate', prior: saturation.rate }];
  }
}

/** The parameters of a medium's transforms, fixed ones included, in the order of their columns. */
export function shapeParameters(media: Pick<MediaSpec, 'adstock' | 'saturation'>): readonly ShapeParameter[] {
  return [...adstockParameters(media.adstock), ...saturationParameters(media.saturation)];
}

/** Whether a value can be run through the transforms; sampled coordinates may reach the edge by rounding. */
export function shapeInBounds(name: ShapeName, value: number): boolean {
  switch (name) {
    case 'alpha':
      return value >= 0 && value < 1;
    case 'peak':
      return value >= 0 && value < Infinity;
    default:
      return value > 0 && value < Infinity;
  }
}
