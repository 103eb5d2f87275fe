import type { Comparison } from '../../planning/index.js';

/** What `compare --json` prints: a projection of the comparison, names as in the contract. */
export function compareDocument(comparison: Comparison): object {
  return {
    baseline: comparison.baseline,
    plans: comparison.plans,
    comparable: comparison.comparable,
    assumptions: comparison.assumptions,
    inputs: comparison.inputs,
    kpis: comparison.kpis.map((kpi) => ({
      id: kpi.id,
      values: kpi.values,
      delta: kpi.delta,
      probabilityBetter: kpi.probabilityBetter,
      wholeDelta: kpi.wholeDelta,
      wholeProbabilityBetter: kpi.wholeProbabilityBetter,
      probabilityOfTarget: kpi.probabilityOfTarget,
    })),
    allocation: comparison.allocation,
  };
}
