import { compiledKernels } from './compiled-kernels.js';

/** Which code computes the transforms of a fit. Digits are promised per kernel, so fingerprints name it. */
export type KernelName = 'js' | 'wasm-simd';

/** What the compiled module offers; offsets in bytes, rows even. See `assembly/kernels.ts` for the formulas. */
export interface CompiledKernels {
  hill(
    rows: number,
    u: number,
    du: number,
    half: number,
    slope: number,
    f: number,
    fAlpha: number,
    fHalf: number,
    fSlope: number,
  ): void;
  hillOfSlopeOne(rows: number, u: number, du: number, half: number, f: number, fAlpha: number, fHalf: number): void;
  logistic(rows: number, u: number, du: number, rate: number, f: number, fAlpha: number, fRate: number): void;
  geometricAdstock(
    rows: number,
    media: number,
    before: number,
    alpha: number,
    window: number,
    lastWeight: number,
    lastWeightSlope: number,
    sum: number,
    sumSlope: number,
    scale: number,
    drift: number,
    negligible: number,
    value: number,
    slope: number,
  ): void;
  mediaGram(block: number, media: number, columns: number, periods: number, gram: number): void;
  mediaAdjoint(
    block: number,
    media: number,
    columns: number,
    periods: number,
    weights: number,
    out: number,
    strideBytes: number,
  ): void;
}

/**
 * Memory in which the arrays of one density live, with the kernels that work on it. In WebAssembly all arrays that are
 * handed to one call must come from the same space.
 */
export interface KernelSpace {
  /** null: the JavaScript kernels, which work on any array. */
  readonly compiled: CompiledKernels | null;
  /** Zeros. In WebAssembly a cell of padding follows an odd length: kernels work on two rows at a time. */
  array(length: number): Float64Array;
}

/** Arrays of the engine's own, for the JavaScript kernels. */
export const plainSpace: KernelSpace = { compiled: null, array: (length) => new Float64Array(length) };

const pageBytes = 65_536;

/** The part of the engine's WebAssembly that is used; its types come with the browser's, which this room has not. */
interface Engine {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const engine = (globalThis as { readonly WebAssembly?: Engine }).WebAssembly;

let module: object | null | undefined;

/** Most arrays that one media path keeps, and the lengths by which they may exceed its periods. */
const arraysOfPath = 16;
const excessOfPath = 2;

/** A space for the arrays of so many media paths; memory that is not used is not taken. */
export function kernelSpaceOfPaths(paths: number, periods: number): KernelSpace {
  return kernelSpace(paths * arraysOfPath * (periods + excessOfPath), paths * arraysOfPath);
}

/** The compiled module; null where the engine has no WebAssembly SIMD. Compiled once per thread (3 KB). */
function kernelModule(): object | null {
  if (module === undefined) {
    const bytes = Uint8Array.from(atob(compiledKernels), (character) => character.charCodeAt(0));
    module = engine?.validate(bytes) === true ? new engine.Module(bytes) : null;
  }
  return module;
}

/** The kernel that fits use on this engine. */
export function kernelName(): KernelName {
  return kernelModule() === null ? 'js' : 'wasm-simd';
}

/**
 * A space for arrays of `doubles` numbers in all, WebAssembly where the engine has it. The memory never grows, since
 * growing would take the arrays away; one array more than was asked for is a RangeError.
 * @param count number of arrays: each may be padded by one number
 */
export function kernelSpace(doubles: number, count: number): KernelSpace {
  const compiledModule = kernelModule();
  if (engine === undefined || compiledModule === null) return plainSpace;
  const bytes = 8 * (doubles + count);
  const memory = new engine.Memory({ initial: Math.max(1, Math.ceil(bytes / pageBytes)) });
  const instance = new engine.Instance(compiledModule, { env: { memory } });
  let used = 0;
  return {
    compiled: instance.exports as CompiledKernels,
    array(length) {
      const at = used;
      used += 8 * (length + (length % 2));
      if (used > bytes) throw new RangeError('more arrays than the kernel space was made for');
      return new Float64Array(memory.buffer, at, length);
    },
  };
}
