/** The gate that draws must pass before anyone relies on them. */
import { convergence, type Convergence } from './summarise.js';

export interface GateThresholds {
  /** R-hat must be below. Default 1.01. */
  readonly maxRhat?: number;
  /** Bulk and tail effective sample size must reach. Default 400. */
  readonly minEss?: number;
}

export interface GateReport {
  readonly passed: boolean;
  /** Worst figures over the quantities looked at; null where none was diagnosable. */
  readonly maxRhat: number | null;
  readonly minBulkEss: number | null;
  readonly minTailEss: number | null;
  /** Places of the quantities that fail, in the list given; with `stopEarly` the first found only. */
  readonly failing: readonly number[];
}

export interface GateOptions extends GateThresholds {
  /** Leave off at the first failure; the figures then cover only what was looked at. */
  readonly stopEarly?: boolean;
  /** Look at this quantity first: one that failed before will most likely fail again. */
  readonly first?: number;
}

/**
 * Whether every quantity has converged. A quantity that is the same in every draw of every chain has no Monte Carlo
 * error and passes; one that is not finite, or stuck in some chain, fails.
 * @param quantities each chains × draws
 */
export function checkGate(quantities: readonly Float64Array[], chains: number, options: GateOptions = {}): GateReport {
  const failing: number[] = [];
  let maxRhat: number | null = null;
  let minBulkEss: number | null = null;
  let minTailEss: number | null = null;
  for (const k of lookingOrder(quantities.length, options.first)) {
    const figures = convergence(quantities[k]!, chains);
    if (figures.rhat !== null) maxRhat = Math.max(maxRhat ?? -Infinity, figures.rhat);
    if (figures.bulkEss !== null) minBulkEss = Math.min(minBulkEss ?? Infinity, figures.bulkEss);
    if (figures.tailEss !== null) minTailEss = Math.min(minTailEss ?? Infinity, figures.tailEss);
    if (meetsThresholds(figures, options) || isFixed(quantities[k]!)) continue;
    failing.push(k);
    if (options.stopEarly) break;
  }
  failing.sort((a, b) => a - b);
  return { passed: failing.length === 0, maxRhat, minBulkEss, minTailEss, failing };
}

/** Whether these figures are within the thresholds; not where one is not available. */
export function meetsThresholds(figures: Convergence, thresholds: GateThresholds = {}): boolean {
  const { maxRhat = 1.01, minEss = 400 } = thresholds;
  const { rhat, bulkEss, tailEss } = figures;
  return rhat !== null && rhat < maxRhat && (bulkEss ?? 0) >= minEss && (tailEss ?? 0) >= minEss;
}

function lookingOrder(count: number, first = 0): number[] {
  return Array.from({ length: count }, (_, i) => (i + first) % count);
}

function isFixed(values: Float64Array): boolean {
  return Number.isFinite(values[0]) && values.every((value) => value === values[0]);
}
