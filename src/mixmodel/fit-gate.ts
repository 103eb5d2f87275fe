import { checkGate, energyBfmi, meetsThresholds, type Convergence, type DrawStats } from '../inference/index.js';

/** Whether draws can be relied on, and the figures that say so. */
export interface Verdict {
  readonly maxRhat: number;
  readonly minBulkEss: number;
  readonly minTailEss: number;
  /** Places of the quantities that have not converged; with an early stop the first found only. */
  readonly failing: readonly number[];
  /** `rhat`, `bulk_ess`, `tail_ess`, `stuck`, `divergences`, `ebfmi`; empty when the gate is reached. */
  readonly missed: readonly string[];
}

const highestRhat = 1.01;
const leastEss = 400;
const highestDivergentShare = 0.001;
const leastEbfmi = 0.3;

/** A quick look that stops at the first failure; start at quantity `first`, the one that failed before. */
export function judge(quantities: readonly Float64Array[], stats: DrawStats, chains: number, first: number): Verdict {
  const report = checkGate(quantities, chains, { maxRhat: highestRhat, minEss: leastEss, stopEarly: true, first });
  return {
    maxRhat: report.maxRhat ?? NaN,
    minBulkEss: report.minBulkEss ?? NaN,
    minTailEss: report.minTailEss ?? NaN,
    failing: report.failing,
    missed: [...(report.passed ? [] : ['not_converged']), ...samplerFaults(stats, chains)],
  };
}

/** The whole verdict from the figures of every quantity. */
export function worstOf(
  figures: readonly Convergence[],
  quantities: readonly Float64Array[],
  stats: DrawStats,
  chains: number,
): Verdict {
  const moving = [...figures.keys()].filter((k) => !isConstant(quantities[k]!));
  const known = (pick: (figure: Convergence) => number | null): number[] =>
    moving.flatMap((k) => pick(figures[k]!) ?? []);
  const maxRhat = Math.max(...known(({ rhat }) => rhat));
  const minBulkEss = Math.min(...known(({ bulkEss }) => bulkEss));
  const minTailEss = Math.min(...known(({ tailEss }) => tailEss));
  const stuck = moving.some((k) => figures[k]!.rhat === null);
  return {
    maxRhat,
    minBulkEss,
    minTailEss,
    failing: moving.filter((k) => !meetsThresholds(figures[k]!, { maxRhat: highestRhat, minEss: leastEss })),
    missed: [
      ...(maxRhat < highestRhat ? [] : ['rhat']),
      ...(minBulkEss >= leastEss ? [] : ['bulk_ess']),
      ...(minTailEss >= leastEss ? [] : ['tail_ess']),
      ...(stuck ? ['stuck'] : []),
      ...samplerFaults(stats, chains),
    ],
  };
}

function samplerFaults(stats: DrawStats, chains: number): string[] {
  const divergent = stats.divergent.reduce((sum, flag) => sum + flag, 0) / stats.divergent.length;
  const mixes = energyBfmi(stats.energy, chains).every((value) => value !== null && value > leastEbfmi);
  return [...(divergent > highestDivergentShare ? ['divergences'] : []), ...(mixes ? [] : ['ebfmi'])];
}

function isConstant(values: Float64Array): boolean {
  return Number.isFinite(values[0]) && values.every((value) => value === values[0]);
}
