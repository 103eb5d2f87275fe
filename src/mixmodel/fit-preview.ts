import { multiplyLower, randomStream, summary, type Mode } from '../inference/index.js';
import type { CompiledTarget } from './density.js';
import type { Summary } from './fitted-model.js';

/**
 * What the mode says before anything is sampled: draws of the normal distribution about it whose covariance is the
 * inverse Hessian (Laplace's approximation). Never a posterior: it is shown while one waits, and saved nowhere.
 */
export interface FitPreview {
  readonly kpi: string;
  readonly draws: number;
  readonly channels: readonly {
    readonly id: string;
    /** Realised ROI, as its prior is written on. */
    readonly roi: Summary;
  }[];
}

const previewDraws = 200;
const attempts = 12;

/** @param modes distinct modes, best first; the best one speaks */
export function previewOf(compiled: CompiledTarget, modes: readonly Mode[], seed: number): FitPreview | null {
  const mode = modes[0];
  if (mode === undefined) return null;
  const { target, columns, displayed, kpi } = compiled;
  const n = target.dimension;
  const rows = new Float64Array(previewDraws * columns.length);
  const shown = new Float64Array(displayed.length);
  const gradient = new Float64Array(n);
  const position = new Float64Array(n);
  for (let d = 0; d < previewDraws; d++) {
    const random = randomStream(seed, 'preview', kpi, d);
    const z = Float64Array.from({ length: n }, () => random.normal());
    const offset = multiplyLower(mode.metric.factor, n, z, new Float64Array(n));
    // A draw beyond the support comes half the way back until it is inside.
    for (let attempt = 0, share = 1; attempt <= attempts; attempt++, share = attempt === attempts ? 0 : share / 2) {
      for (let i = 0; i < n; i++) position[i] = mode.position[i]! + share * offset[i]!;
      if (Number.isFinite(target.logDensityAndGradient(position, gradient))) break;
    }
    compiled.record(position, random, rows.subarray(d * columns.length, (d + 1) * columns.length), shown);
  }
  const channels = columns.flatMap((column, at) => {
    const id = /^roi\[([^@\]]+)\]$/.exec(column)?.[1];
    if (id === undefined) return [];
    const values = Float64Array.from({ length: previewDraws }, (_, d) => rows[d * columns.length + at]!);
    return [{ id, roi: summary(values) }];
  });
  return { kpi, draws: previewDraws, channels };
}
