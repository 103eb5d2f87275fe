/**
 * Effective sample sizes. Source: Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), "Rank-normalization, folding
 * and localization: an improved R-hat", section 3.2, with Geyer's (1992) initial monotone sequence; the estimator is
 * that of ArviZ and posterior to the digit.
 *
 * Quantities are chains × draws. Null where `isDiagnosable` says no.
 */
import { ascendingOrder } from './ascending-order.js';
import { MeanAutocovariance } from './autocovariance.js';
import { isDiagnosable, splitChains } from './draws.js';
import { sampleVariance } from './moments.js';
import { quantileOfSorted } from './quantiles.js';
import { rankNormalise } from './rank-normalise.js';

/** For the centre of the distribution: of rank-normalised split chains. */
export function bulkEss(values: Float64Array, chains: number): number | null {
  if (!isDiagnosable(values, chains)) return null;
  const split = splitChains(values, chains);
  return essOf(rankNormalise(split, ascendingOrder(split)), 2 * chains);
}

/** For the tails: the lesser of those of the 5 % and 95 % quantiles. */
export function tailEss(values: Float64Array, chains: number): number | null {
  if (!isDiagnosable(values, chains)) return null;
  return tailEssOfSorted(values, chains, Float64Array.from(values).sort());
}

/** For the mean: of the split chains as they are. */
export function meanEss(values: Float64Array, chains: number): number | null {
  return isDiagnosable(values, chains) ? essOf(splitChains(values, chains), 2 * chains) : null;
}

/** For the quantile at p: of the indicator of lying at or below it. */
export function quantileEss(values: Float64Array, chains: number, p: number): number | null {
  if (!isDiagnosable(values, chains)) return null;
  return indicatorEss(values, chains, quantileOfSorted(Float64Array.from(values).sort(), p));
}

/** `tailEss` without its checks, where the order is known already. */
export function tailEssOfSorted(values: Float64Array, chains: number, sorted: Float64Array): number {
  return Math.min(
    indicatorEss(values, chains, quantileOfSorted(sorted, 0.05)),
    indicatorEss(values, chains, quantileOfSorted(sorted, 0.95)),
  );
}

function indicatorEss(values: Float64Array, chains: number, threshold: number): number {
  const below = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) below[i] = values[i]! <= threshold ? 1 : 0;
  return essOf(splitChains(below, chains), 2 * chains);
}

/**
 * The estimator itself, on chains that are split and transformed already. Constant values carry no autocorrelation:
 * as many as there are, as in ArviZ.
 */
export function essOf(values: Float64Array, chains: number): number {
  const count = values.length;
  const draws = count / chains;
  const autocovariance = new MeanAutocovariance(values, chains);
  const within = (autocovariance.at(0) * draws) / (draws - 1);
  const total = autocovariance.at(0) + (chains > 1 ? sampleVariance(autocovariance.chainMeans) : 0);
  if (!(total > 0)) return count;
  const correlation = (lag: number): number => 1 - (within - autocovariance.at(lag)) / total;
  const time = integratedTime(correlation, draws);
  // The bound keeps antithetic chains from claiming more than S log₁₀ S.
  return count / Math.max(time, 1 / Math.log10(count));
}

/** −1 + 2 Σ ρ over Geyer's initial monotone positive sequence of pairs. */
function integratedTime(correlation: (lag: number) => number, draws: number): number {
  const rho = [1, correlation(1)];
  let even = 1;
  let odd = rho[1]!;
  let t = 1;
  while (t < draws - 3 && even + odd > 0) {
    even = correlation(t + 1);
    odd = correlation(t + 2);
    if (even + odd >= 0) {
      rho[t + 1] = even;
      rho[t + 2] = odd;
    }
    t += 2;
  }
  const last = t - 2;
  // One more term where the pair as a whole was negative and its first half was not.
  const extra = even > 0 ? even : (rho[last + 1] ?? 0);
  for (let k = 1; k <= last - 2; k += 2) {
    const before = rho[k - 1]! + rho[k]!;
    if (rho[k + 1]! + rho[k + 2]! > before) {
      rho[k + 1] = before / 2;
      rho[k + 2] = before / 2;
    }
  }
  let sum = 0;
  for (let k = 0; k <= last; k++) sum += rho[k]!;
  return -1 + 2 * sum + extra;
}
