import type { Summary } from '../../mixmodel/index.js';

/**
 * Quantile of sorted values, linear between order statistics: type 7 of Hyndman & Fan (1996), the default of R and
 * NumPy. NaN for no values.
 */
export function quantileSorted(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return NaN;
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The eleven figures of a set of draws; `sd` divides by n − 1 and is 0 for one draw. */
export function summarise(draws: Float64Array): Summary {
  const sorted = draws.slice().sort();
  const mean = meanOf(draws);
  let squares = 0;
  for (const value of draws) squares += (value - mean) * (value - mean);
  return {
    mean,
    sd: draws.length > 1 ? Math.sqrt(squares / (draws.length - 1)) : 0,
    p025: quantileSorted(sorted, 0.025),
    p05: quantileSorted(sorted, 0.05),
    p10: quantileSorted(sorted, 0.1),
    p25: quantileSorted(sorted, 0.25),
    p50: quantileSorted(sorted, 0.5),
    p75: quantileSorted(sorted, 0.75),
    p90: quantileSorted(sorted, 0.9),
    p95: quantileSorted(sorted, 0.95),
    p975: quantileSorted(sorted, 0.975),
  };
}

/** Share of draws above a threshold; ties count half, so that a plan compared with itself is an even chance. */
export function chanceAbove(draws: Float64Array, threshold: number): number {
  let count = 0;
  for (const value of draws) count += value > threshold ? 1 : value === threshold ? 0.5 : 0;
  return count / draws.length;
}

/** Share of draws that reach a threshold. */
export function chanceReaching(draws: Float64Array, threshold: number): number {
  let count = 0;
  for (const value of draws) count += value >= threshold ? 1 : 0;
  return count / draws.length;
}
