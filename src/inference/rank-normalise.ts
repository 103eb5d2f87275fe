/** Ranks turned into normal scores, which makes diagnostics indifferent to heavy tails (Vehtari et al. 2021, eq. 14). */
import { normalQuantile } from './normal.js';

/**
 * Φ⁻¹((rank − 3/8)/(S + 1/4)) of every value among all S, ties sharing their mean rank.
 * @param order `ascendingOrder` of the values
 */
export function rankNormalise(values: Float64Array, order: Uint32Array): Float64Array {
  const count = values.length;
  const scores = scoresOf(count);
  const out = new Float64Array(count);
  for (let first = 0; first < count;) {
    const value = values[order[first]!]!;
    let last = first;
    while (last + 1 < count && values[order[last + 1]!] === value) last++;
    const score = first === last ? scores[first]! : scoreOf((first + last) / 2, count);
    for (let i = first; i <= last; i++) out[order[i]!] = score;
    first = last + 1;
  }
  return out;
}

function scoreOf(place: number, count: number): number {
  return normalQuantile((place + 1 - 0.375) / (count + 0.25));
}

let kept = new Float64Array(0);

/** The scores of 0 … count − 1; the last ones are kept, since quantities come in rows of equal length. */
function scoresOf(count: number): Float64Array {
  if (kept.length !== count) kept = Float64Array.from({ length: count }, (_, place) => scoreOf(place, count));
  return kept;
}

/** |x − centre| for every value. */
export function foldAbout(values: Float64Array, centre: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(values[i]! - centre);
  return out;
}

/**
 * The ascending order of the folded values, merged from the two sides of the centre without sorting again.
 * @param order of the values before folding
 */
export function foldOrder(values: Float64Array, order: Uint32Array, folded: Float64Array, centre: number): Uint32Array {
  const count = order.length;
  const out = new Uint32Array(count);
  let right = 0;
  while (right < count && values[order[right]!]! < centre) right++;
  let left = right - 1;
  for (let i = 0; i < count; i++) {
    const below = left >= 0 ? folded[order[left]!]! : Infinity;
    const above = right < count ? folded[order[right]!]! : Infinity;
    out[i] = below < above ? order[left--]! : order[right++]!;
  }
  return out;
}
