/** The figures by which a quantity is shown, and whether they can be believed. */
import { ascendingOrder, gather } from './ascending-order.js';
import { isDiagnosable, quantityOf, splitChains, type Draws } from './draws.js';
import { essOf, tailEssOfSorted } from './effective-sample-size.js';
import { sampleMean, sampleVariance } from './moments.js';
import { quantileOfSorted } from './quantiles.js';
import { rankNormalise } from './rank-normalise.js';
import { foldedRhat, rhatOf } from './rhat.js';

export interface Summary {
  readonly mean: number;
  /** With n − 1. */
  readonly sd: number;
  readonly p025: number;
  readonly p05: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p975: number;
}

/** Null: not available, see `isDiagnosable`. */
export interface Convergence {
  readonly rhat: number | null;
  readonly bulkEss: number | null;
  readonly tailEss: number | null;
}

export interface QuantitySummary extends Summary, Convergence {}

/** One entry per coordinate. */
export function summarise(draws: Draws): QuantitySummary[] {
  return Array.from({ length: draws.dimension }, (_, k) => summariseQuantity(quantityOf(draws, k), draws.chains));
}

/** Of one quantity, chains × draws. */
export function summariseQuantity(values: Float64Array, chains: number): QuantitySummary {
  return { ...summary(values), ...convergence(values, chains) };
}

/** Of any values, wherever they came from. NaN of none. */
export function summary(values: Float64Array): Summary {
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): number => quantileOfSorted(sorted, p);
  return {
    mean: sampleMean(values),
    sd: Math.sqrt(sampleVariance(values)),
    p025: at(0.025),
    p05: at(0.05),
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p90: at(0.9),
    p95: at(0.95),
    p975: at(0.975),
  };
}

/** R-hat, bulk and tail effective sample size of one quantity, chains × draws, sorted once for all three. */
export function convergence(values: Float64Array, chains: number): Convergence {
  if (!isDiagnosable(values, chains)) return { rhat: null, bulkEss: null, tailEss: null };
  const split = splitChains(values, chains);
  const order = ascendingOrder(values);
  const splitOrder = split === values ? order : ascendingOrder(split);
  const scores = rankNormalise(split, splitOrder);
  return {
    rhat: Math.max(rhatOf(scores, 2 * chains), foldedRhat(split, 2 * chains, splitOrder)),
    bulkEss: essOf(scores, 2 * chains),
    tailEss: tailEssOfSorted(values, chains, gather(values, order)),
  };
}
