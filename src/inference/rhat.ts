/**
 * R-hat, the ratio of what all chains together and each alone say about the spread; 1 when they agree.
 * Source: Vehtari et al. (2021), section 3.1.
 */
import { ascendingOrder } from './ascending-order.js';
import { isDiagnosable, splitChains } from './draws.js';
import { sampleMean, sampleVariance } from './moments.js';
import { quantileOfSorted } from './quantiles.js';
import { foldAbout, foldOrder, rankNormalise } from './rank-normalise.js';

/** The greater of the rank-normalised split R-hat of the values and of their distances from the median. */
export function rhat(values: Float64Array, chains: number): number | null {
  if (!isDiagnosable(values, chains)) return null;
  const split = splitChains(values, chains);
  const order = ascendingOrder(split);
  const bulk = rhatOf(rankNormalise(split, order), 2 * chains);
  return Math.max(bulk, foldedRhat(split, 2 * chains, order));
}

/** R-hat of the rank-normalised distances from the median: sees chains that differ in spread only. */
export function foldedRhat(split: Float64Array, chains: number, order: Uint32Array): number {
  const median = medianOf(split, order);
  const folded = foldAbout(split, median);
  const scores = rankNormalise(folded, foldOrder(split, order, folded, median));
  const value = rhatOf(scores, chains);
  // Two equally likely values fold onto one: nothing left to compare.
  return Number.isNaN(value) ? 1 : value;
}

/** As `quantileOfSorted` at ½, without gathering the sorted values. */
function medianOf(values: Float64Array, order: Uint32Array): number {
  const middle = order.subarray((order.length - 1) >> 1, (order.length >> 1) + 1);
  return quantileOfSorted(
    Float64Array.from(middle, (place) => values[place]!),
    0.5,
  );
}

/** √((n−1)/n + between/within) on chains × draws as they are. */
export function rhatOf(values: Float64Array, chains: number): number {
  const draws = values.length / chains;
  const means = new Float64Array(chains);
  let within = 0;
  for (let chain = 0; chain < chains; chain++) {
    const part = values.subarray(chain * draws, (chain + 1) * draws);
    means[chain] = sampleMean(part);
    within += sampleVariance(part) / chains;
  }
  return Math.sqrt((draws - 1) / draws + sampleVariance(means) / within);
}
