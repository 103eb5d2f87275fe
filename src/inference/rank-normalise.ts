/** Ranks turned into normal scores, which makes diagnostics indifferent to heavy tails (Vehtari et al. 2021, eq. 14). */
import { normalQuantile } from './normal.js';

/**
 * Φ⁻¹((rank − 3/8)/(S + 1/4)) of every value among all S, ties sharing their mean rank.
 * @param sorted the same values in ascending order
 */
export function rankNormalise(values: Float64Array, sorted: Float64Array): Float64Array {
  const count = values.length;
  const scores = scoresByPosition(sorted);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = scores[firstAtLeast(sorted, values[i]!)]!;
  return out;
}

/** The score of each position in the order; the first of a run of equal values stands for all of them. */
function scoresByPosition(sorted: Float64Array): Float64Array {
  const count = sorted.length;
  const scores = new Float64Array(count);
  for (let first = 0; first < count;) {
    let last = first;
    while (last + 1 < count && sorted[last + 1] === sorted[first]) last++;
    const meanRank = (first + last) / 2 + 1;
    scores[first] = normalQuantile((meanRank - 0.375) / (count + 0.25));
    first = last + 1;
  }
  return scores;
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** |x − centre| for every value. */
export function foldAbout(values: Float64Array, centre: number): Float64Array {
  return values.map((value) => Math.abs(value - centre));
}

/** The folded values in ascending order, merged from the two sides of the centre without sorting again. */
export function foldSorted(sorted: Float64Array, centre: number): Float64Array {
  const out = new Float64Array(sorted.length);
  let left = firstAtLeast(sorted, centre) - 1;
  let right = left + 1;
  for (let i = 0; i < out.length; i++) {
    const below = left >= 0 ? Math.abs(sorted[left]! - centre) : Infinity;
    const above = right < sorted.length ? Math.abs(sorted[right]! - centre) : Infinity;
    if (below < above) left--;
    else right++;
    out[i] = Math.min(below, above);
  }
  return out;
}
