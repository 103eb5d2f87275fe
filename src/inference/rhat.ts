/**
 * R-hat, the ratio of what all chains together and each alone say about the spread; 1 when they agree.
 * Source: Vehtari et al. (2021), section 3.1.
 */
import { isDiagnosable, splitChains } from './draws.js';
import { sampleMean, sampleVariance } from './moments.js';
import { quantileOfSorted } from './quantiles.js';
import { foldAbout, foldSorted, rankNormalise } from './rank-normalise.js';

/** The greater of the rank-normalised split R-hat of the values and of their distances from the median. */
export function rhat(values: Float64Array, chains: number): number | null {
  if (!isDiagnosable(values, chains)) return null;
  const split = splitChains(values, chains);
  const sorted = Float64Array.from(split).sort();
  const bulk = rhatOf(rankNormalise(split, sorted), 2 * chains);
  return Math.max(bulk, foldedRhat(split, 2 * chains, sorted));
}

/** R-hat of the rank-normalised distances from the median: sees chains that differ in spread only. */
export function foldedRhat(split: Float64Array, chains: number, sorted: Float64Array): number {
  const median = quantileOfSorted(sorted, 0.5);
  const scores = rankNormalise(foldAbout(split, median), foldSorted(sorted, median));
  const value = rhatOf(scores, chains);
  // Two equally likely values fold onto one: nothing left to compare.
  return Number.isNaN(value) ? 1 : value;
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
