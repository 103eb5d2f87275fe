import { ascendingOrder } from './ascending-order.js';
import { binomialQuantile } from './binomial.js';

/** Ranks of each chain's draws among the draws of all chains, counted in bins of equal width. */
export interface RankHistogram {
  /** One row per chain, one count per bin. */
  readonly counts: readonly (readonly number[])[];
  /** Count per bin of chains that agree. */
  readonly expected: number;
  /** 95 % of the counts of such chains lie between, were the draws independent. */
  readonly low: number;
  readonly high: number;
}

/**
 * Rank histograms per chain (Vehtari et al. 2021, section 4): flat where the chains explore the same distribution.
 * @param values chains × draws
 */
export function rankHistogram(values: Float64Array, chains: number, bins = 20): RankHistogram {
  const total = values.length;
  const draws = total / chains;
  const order = ascendingOrder(values);
  const counts = Array.from({ length: chains }, () => new Array<number>(bins).fill(0));
  for (let rank = 0; rank < total; rank++) {
    const chain = Math.floor(order[rank]! / draws);
    counts[chain]![Math.min(bins - 1, Math.floor((rank * bins) / total))]! += 1;
  }
  return {
    counts,
    expected: draws / bins,
    low: binomialQuantile(0.025, draws, 1 / bins),
    high: binomialQuantile(0.975, draws, 1 / bins),
  };
}
