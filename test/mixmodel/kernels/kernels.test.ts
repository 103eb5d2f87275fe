import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelName, kernelSpace, type KernelSpace } from '../../../src/mixmodel/kernels/kernel-space.js';
import { compiledSaturation } from '../../../src/mixmodel/kernels/transform-kernels.js';
import { hill, hillOfSlopeOne, logistic, type SaturationKernel } from '../../../src/mixmodel/saturation.js';

/** What the WebAssembly kernels must keep to against the JavaScript ones. */
const tolerance = 1e-10;

const level = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
  fc.double({ min: 1e-3, max: 50, noNaN: true }),
  fc.double({ min: 50, max: 1e6, noNaN: true }),
);
const levels = fc.array(level, { minLength: 1, maxLength: 33 });
const parameter = fc.double({ min: 0.01, max: 20, noNaN: true });

function copyInto(space: KernelSpace, values: Float64Array): Float64Array {
  const copy = space.array(values.length);
  copy.set(values);
  return copy;
}

/** Both kernels on the same input: value and three derivatives each. */
function both(kernel: SaturationKernel, media: readonly number[], first: number, slope: number): Float64Array[][] {
  const u = Float64Array.from(media);
  const du = u.map((value, t) => Math.cos(t) * (1 + value));
  const n = u.length;
  const space = kernelSpace(6 * n, 6);
  const plain = [0, 1, 2, 3].map(() => new Float64Array(n));
  const fast = [0, 1, 2, 3].map(() => space.array(n));
  kernel(u, du, first, slope, plain[0]!, plain[1]!, plain[2]!, plain[3]!);
  const twin = compiledSaturation(space.compiled!, kernel);
  twin(copyInto(space, u), copyInto(space, du), first, slope, fast[0]!, fast[1]!, fast[2]!, fast[3]!);
  return [plain, fast];
}

function expectNear(plain: Float64Array, fast: Float64Array, scale: number): void {
  // What is nothing beside media and parameter is compared with those: the JavaScript logistic kernel has its slope at
  // saturation from 1 − (1 − e^−x), which keeps 1e−16 of 1 and no digit of its own.
  plain.forEach((value, t) => {
    const size = Math.max(Math.abs(value), 1e-5 * scale);
    expect(Math.abs(fast[t]! - value)).toBeLessThanOrEqual(tolerance * size);
  });
}

describe('WebAssembly kernels', () => {
  it('run on this engine', () => {
    expect(kernelName()).toBe('wasm-simd');
  });

  it.each([
    ['hill', hill],
    ['hill of slope 1', hillOfSlopeOne],
    ['logistic', logistic],
  ])('%s equals the JavaScript kernel', (_, kernel) => {
    fc.assert(
      fc.property(levels, parameter, parameter, (media, first, slope) => {
        const [plain, fast] = both(kernel, media, first, slope);
        plain!.forEach((values, i) => {
          expectNear(values, fast![i]!, (1 + first) * Math.max(1, ...media));
        });
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('gives half at the half-saturation, to the last digit', () => {
    const [, fast] = both(hill, [0.7, 0.7, 0.7], 0.7, 3.1);
    expect([...fast![0]!]).toEqual([0.5, 0.5, 0.5]);
    expect([...fast![3]!]).toEqual([0, 0, 0]);
  });

  it('dot products equal plain sums, whatever the length', () => {
    for (let n = 1; n <= 40; n++) {
      const space = kernelSpace(2 * n, 2);
      const [a, b] = [space.array(n), space.array(n)];
      a.forEach((_, t) => {
        a[t] = Math.sin(t + n);
        b[t] = Math.cos(3 * t);
      });
      const expected = a.reduce((sum, value, t) => sum + value * b[t]!, 0);
      const found = space.compiled!.dot(n + (n % 2), a.byteOffset, b.byteOffset);
      expect(found).toBeCloseTo(expected, 12);
    }
  });

  it('refuse more arrays than their memory was made for', () => {
    const space = kernelSpace(8192, 1);
    space.array(8192);
    expect(() => space.array(8192)).toThrow(RangeError);
  });

  it('are what their source compiles to', async () => {
    const script = new URL('../../../.config/kernels.mjs', import.meta.url).href;
    const { compileKernels } = (await import(script)) as { compileKernels: () => Promise<string> };
    const kept = readFileSync(new URL('../../../src/mixmodel/kernels/compiled-kernels.ts', import.meta.url), 'utf8');
    expect(kept).toBe(await compileKernels());
  });
});
