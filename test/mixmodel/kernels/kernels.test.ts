import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelName, kernelSpace, type KernelSpace } from '../../../src/mixmodel/kernels/kernel-space.js';
import { geometricAdstock } from '../../../src/mixmodel/adstock.js';
import { panelKernelsIn } from '../../../src/mixmodel/kernels/panel-twins.js';
import { compiledGeometricAdstock, compiledSaturation } from '../../../src/mixmodel/kernels/transform-kernels.js';
import { mediaAdjoint, mediaGram } from '../../../src/mixmodel/panel-kernels.js';
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

  it('geometric adstock equals the JavaScript recursion to the last digit', () => {
    const media = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    });
    const lags = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 20 }));
    const alphas = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(media, lags, alphas, fc.boolean(), (values, window, alpha, normalised) => {
        const n = values.length;
        const space = kernelSpace(3 * n, 3);
        const [value, slope] = [new Float64Array(n), new Float64Array(n)];
        const [fast, fastSlope] = [space.array(n), space.array(n)];
        const before = values[0]! / 2;
        geometricAdstock(Float64Array.from(values), before, alpha, window, normalised, value, slope);
        const twin = compiledGeometricAdstock(space.compiled!);
        twin(copyInto(space, Float64Array.from(values)), before, alpha, window, normalised, fast, fastSlope);
        expect(fast).toEqual(value);
        expect(fastSlope).toEqual(slope);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it.each([
    [1, 4, 7],
    [2, 8, 156],
    [5, 12, 155],
    [6, 12, 1],
    [7, 16, 52],
  ])(
    'products of a panel with %i media, %i columns, %i periods equal the JavaScript ones',
    (media, columns, periods) => {
      const offset = columns * periods;
      const space = kernelSpace(2 * offset + (columns + media + 1) * columns + (media + 1) * (periods + 3), 4);
      const block = space.array(2 * offset);
      const weights = space.array((media + 1) * columns);
      block.forEach((_, i) => (block[i] = Math.sin(1.7 * i)));
      weights.forEach((_, i) => (weights[i] = Math.cos(0.3 * i)));
      const [gram, out] = [space.array(columns * columns), space.array((media + 1) * (periods + 3))];
      const [plainGram, plainOut] = [new Float64Array(gram.length), new Float64Array(out.length)];
      const twins = panelKernelsIn(space);
      twins.mediaGram(block, offset, media, columns, periods, gram);
      mediaGram(block, offset, media, columns, periods, plainGram);
      twins.mediaAdjoint(block, offset, media, columns, periods, weights, out, 2, periods + 3);
      mediaAdjoint(block, offset, media, columns, periods, weights, plainOut, 2, periods + 3);
      plainGram.forEach((value, i) => {
        expect(Math.abs(gram[i]! - value)).toBeLessThanOrEqual(tolerance);
      });
      plainOut.forEach((value, i) => {
        expect(Math.abs(out[i]! - value)).toBeLessThanOrEqual(tolerance);
      });
    },
  );

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
