/** Sample quantiles by linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */

/** The quantile at p of values in ascending order; NaN of none. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  const share = at - below;
  // Equal neighbours may be infinite, and interpolating between them would give NaN.
  return share === 0 || low === high ? low : low + share * (high - low);
}

/** The quantiles at the probabilities given, in their order. The values are left as they are. */
export function quantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((p) => quantileOfSorted(sorted, p));
}
