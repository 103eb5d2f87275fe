import { mediaAdjoint, mediaGram } from '../panel-kernels.js';
import type { CompiledKernels, KernelSpace } from './kernel-space.js';

/** The loops over periods of a panel's density; all arrays of a call live in one space. */
export interface PanelKernels {
  readonly mediaGram: typeof mediaGram;
  readonly mediaAdjoint: typeof mediaAdjoint;
}

export function panelKernelsIn(space: KernelSpace): PanelKernels {
  return space.compiled === null ? { mediaGram, mediaAdjoint } : compiledPanelKernels(space.compiled);
}

/** The WebAssembly twins: two periods at a time, so sums are taken in another order. */
function compiledPanelKernels(compiled: CompiledKernels): PanelKernels {
  return {
    mediaGram(block, offset, media, columns, periods, gram) {
      compiled.mediaGram(block.byteOffset + 8 * offset, media, columns, periods, gram.byteOffset);
    },
    mediaAdjoint(block, offset, media, columns, periods, weights, out, place, stride) {
      const [from, to] = [block.byteOffset + 8 * offset, out.byteOffset + 8 * place];
      compiled.mediaAdjoint(from, media, columns, periods, weights.byteOffset, to, 8 * stride);
    },
  };
}
