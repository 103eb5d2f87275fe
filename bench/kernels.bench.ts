import { hill, logistic, type SaturationKernel } from '../src/mixmodel/saturation.js';
import { kernelName, kernelSpace } from '../src/mixmodel/kernels/kernel-space.js';
import { panelKernelsIn } from '../src/mixmodel/kernels/panel-twins.js';
import { compiledSaturation } from '../src/mixmodel/kernels/transform-kernels.js';
import { mediaAdjoint, mediaGram } from '../src/mixmodel/panel-kernels.js';

/** The WebAssembly kernels beside the JavaScript ones, on the same arrays in one run: medians of runs taken in turn. */
const turns = 15;
const enough = 20_000_000;

function seconds(work: () => void, times: number): number {
  const started = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  return process.cpuUsage(started).user / 1e6 / times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** @param size multiplications or cells of one call, to choose the number of calls of a turn */
function compare(name: string, size: number, plain: () => void, compiled: () => void): void {
  const times = Math.max(10, Math.round(enough / size / turns));
  const pairs = Array.from({ length: turns }, () => [seconds(plain, times), seconds(compiled, times)] as const);
  const [slow, fast] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
  const ratio = median(pairs.map(([a, b]) => a / b));
  console.log(`${name}: ${(1e6 * slow).toFixed(1)} µs, ${(1e6 * fast).toFixed(1)} µs, ${ratio.toFixed(2)} times`);
}

function saturation(name: string, kernel: SaturationKernel, rows: number): void {
  const space = kernelSpace(6 * rows, 6);
  const [u, du, ...out] = Array.from({ length: 6 }, () => space.array(rows));
  u!.forEach((_, t) => (u![t] = t % 17 === 0 ? 0 : Math.exp(3 * Math.sin(1.3 * t))));
  du!.forEach((_, t) => (du![t] = Math.cos(t)));
  const plainU = Float64Array.from(u!);
  const plainDu = Float64Array.from(du!);
  const plain = out.map(() => new Float64Array(rows));
  const twin = compiledSaturation(space.compiled!, kernel);
  compare(
    `${name}, ${rows} periods`,
    8 * rows,
    () => {
      kernel(plainU, plainDu, 0.8, 1.7, plain[0]!, plain[1]!, plain[2]!, plain[3]!);
    },
    () => {
      twin(u!, du!, 0.8, 1.7, out[0]!, out[1]!, out[2]!, out[3]!);
    },
  );
}

function products(media: number, columns: number, periods: number): void {
  const space = kernelSpace(columns * (periods + columns) + (media + 1) * (columns + periods), 4);
  const block = space.array(columns * periods);
  block.forEach((_, i) => (block[i] = Math.sin(1.7 * i)));
  const gram = space.array(columns * columns);
  const weights = space.array((media + 1) * columns).fill(0.3);
  const out = space.array(media * periods);
  const [plainBlock, plainWeights] = [Float64Array.from(block), Float64Array.from(weights)];
  const [plainGram, plainOut] = [new Float64Array(gram.length), new Float64Array(out.length)];
  const twins = panelKernelsIn(space);
  const size = media * columns * periods;
  const shape = `${media} media, ${columns} columns, ${periods} periods`;
  compare(
    `products of one group, ${shape}`,
    size,
    () => {
      mediaGram(plainBlock, 0, media, columns, periods, plainGram);
    },
    () => {
      twins.mediaGram(block, 0, media, columns, periods, gram);
    },
  );
  compare(
    `their adjoint, ${shape}`,
    size,
    () => {
      mediaAdjoint(plainBlock, 0, media, columns, periods, plainWeights, plainOut, 0, periods);
    },
    () => {
      twins.mediaAdjoint(block, 0, media, columns, periods, weights, out, 0, periods);
    },
  );
}

console.log(`kernel of fits here: ${kernelName()}; JavaScript, WebAssembly, ratio`);
if (kernelName() === 'wasm-simd') {
  saturation('Hill', hill, 936);
  saturation('logistic', logistic, 936);
  products(6, 20, 156);
  products(30, 48, 208);
} else {
  console.log('no WebAssembly SIMD on this engine: nothing to compare');
}
