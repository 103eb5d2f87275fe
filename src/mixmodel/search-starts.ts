import { scatterStarts } from '../inference/index.js';
import type { CompiledTarget } from './compiled-target.js';

/** Starts of the mode search of one KPI, scattered about the priors' medians and brought to where there is a density. */
export function searchStarts(compiled: CompiledTarget, count: number, seed: number): Float64Array[] {
  const starts = scatterStarts(compiled.target.dimension, count, seed);
  const { movedInside } = compiled;
  return movedInside === undefined ? starts : starts.map((start) => movedInside(start));
}
