import { geometricWeights, negligible, type geometricAdstock } from '../adstock.js';
import type { SaturationSpec } from '../model-spec.js';
import { hill, hillOfSlopeOne, logistic, saturationKernel, type SaturationKernel } from '../saturation.js';
import type { CompiledKernels, KernelSpace } from './kernel-space.js';

/** The kernel of a saturation whose arrays live in `space`. */
export function saturationIn(space: KernelSpace, saturation: SaturationSpec): SaturationKernel {
  const kernel = saturationKernel(saturation);
  return space.compiled === null ? kernel : compiledSaturation(space.compiled, kernel);
}

/**
 * The WebAssembly twins of the JavaScript saturation kernels, equal to 1e−10; all arrays must come from the space
 * that `compiled` belongs to.
 */
export function compiledSaturation(compiled: CompiledKernels, kernel: SaturationKernel): SaturationKernel {
  const even = (values: Float64Array): number => values.length + (values.length % 2);
  if (kernel === hill) {
    return (u, du, half, slope, f, fAlpha, fHalf, fSlope) => {
      compiled.hill(
        even(u),
        u.byteOffset,
        du.byteOffset,
        half,
        slope,
        f.byteOffset,
        fAlpha.byteOffset,
        fHalf.byteOffset,
        fSlope.byteOffset,
      );
    };
  }
  if (kernel === hillOfSlopeOne) {
    return (u, du, half, _slope, f, fAlpha, fHalf) => {
      const [at, by] = [u.byteOffset, du.byteOffset];
      compiled.hillOfSlopeOne(even(u), at, by, half, f.byteOffset, fAlpha.byteOffset, fHalf.byteOffset);
    };
  }
  if (kernel === logistic) {
    return (u, du, rate, _slope, f, fAlpha, fRate) => {
      const [at, by] = [u.byteOffset, du.byteOffset];
      compiled.logistic(even(u), at, by, rate, f.byteOffset, fAlpha.byteOffset, fRate.byteOffset);
    };
  }
  return kernel;
}

/** The twin of the JavaScript adstock by recursion, with the same operations in the same order. */
export function compiledGeometricAdstock(compiled: CompiledKernels): typeof geometricAdstock {
  return (media, before, alpha, lags, normalised, value, slope) => {
    const { window, lastWeight, lastWeightSlope, sum, sumSlope, scale, drift } = geometricWeights(
      media.length,
      alpha,
      lags,
      normalised,
    );
    compiled.geometricAdstock(
      media.length,
      media.byteOffset,
      before,
      alpha,
      window,
      lastWeight,
      lastWeightSlope,
      sum,
      sumSlope,
      scale,
      drift,
      negligible,
      value.byteOffset,
      slope.byteOffset,
    );
  };
}
