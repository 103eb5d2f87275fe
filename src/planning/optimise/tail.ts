/**
 * Conditional value at risk: the mean of the worst `share` of draws, the last of them in part.
 *
 * Source: Rockafellar & Uryasev, Journal of Risk 2 (2000).
 */
export function tailMean(values: Float64Array, share: number): number {
  const weights = tailWeights(values, share);
  return values.reduce((sum, value, d) => sum + weights[d]! * value, 0);
}

/** `(draws)` weights of the worst `share` of draws, summing to 1: the admissible ones under which the mean is least. */
export function tailWeights(values: Float64Array, share: number): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  const weights = new Float64Array(values.length);
  const most = 1 / (share * values.length);
  let left = 1;
  for (const d of order) {
    if (left <= 0) break;
    weights[d] = Math.min(most, left);
    left -= weights[d];
  }
  return weights;
}
