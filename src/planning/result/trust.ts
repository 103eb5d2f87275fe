import type { FittedModel } from '../../mixmodel/index.js';
import type { Trust } from '../plan.js';

/** What the fit says of itself, for the KPI that money is judged by. */
export function trustOf(fitted: FittedModel, kpiId: string): Trust {
  const { assessment, sampler, spec } = fitted;
  const kpi = assessment.kpis.find(({ id }) => id === kpiId) ?? assessment.kpis[0]!;
  const labels = new Map(spec.channels.map(({ id, label }) => [id, label]));
  return {
    holdout: assessment.holdout,
    baselineShare: kpi.baselineShare,
    rSquared: kpi.rSquared,
    sampler: {
      chains: sampler.chains,
      draws: sampler.draws,
      maxRhat: sampler.maxRhat,
      minBulkEss: sampler.minBulkEss,
      minTailEss: sampler.minTailEss,
      divergences: sampler.divergences,
      gate: sampler.gate,
    },
    reviews: assessment.reviews,
    channels: kpi.channels.map(({ id, grade, gradeReasons, collinearity, roi }) => ({
      id,
      label: labels.get(id) ?? id,
      grade,
      gradeReasons,
      collinearity,
      roi,
      experiments: spec.experiments.filter((test) => test.channel === id).length,
    })),
    fit: kpi.periods.map(({ period, actual, fitted: mean, predicted }) => ({
      period,
      actual,
      fitted: mean,
      predicted,
    })),
  };
}
