import type { Panel } from '../data/index.js';
import { kpiWindow } from './kpi-window.js';
import type { ModelSpec, Prior, Scales } from './model-spec.js';
import { kpiUnit } from './scales.js';

/** Families that stay themselves when the variable is multiplied by any number, below zero too. */
export const stretchable = ['fixed', 'normal', 'laplace', 'uniform', 'truncated_normal', 'student_t'] as const;
export type StretchablePrior = Extract<Prior, { family: (typeof stretchable)[number] }>;

export function isStretchable(prior: Prior): prior is StretchablePrior {
  return (stretchable as readonly string[]).includes(prior.family);
}

/**
 * The model with every treatment's prior on its coefficient. The effect of a treatment is linear in its data, so a prior
 * on its share of the KPI is the same family on the coefficient: coefficient = share · K ÷ Σ unit · (x − baseline) ÷ sd,
 * with K the KPI's total over the window of the data and the sum in KPI units over the same rows and all groups.
 */
export function withTreatmentPriors(spec: ModelSpec, panel: Panel, scales: Scales, kpiId: string): ModelSpec {
  return {
    ...spec,
    treatments: spec.treatments.map((treatment) => {
      const { on, coefficient: share, ...rest } = treatment;
      if (on === undefined) return treatment;
      if (!isStretchable(share)) throw new RangeError(`a share with a ${share.family} prior`);
      return { ...rest, coefficient: stretchPrior(share, coefficientPerShare(panel, scales, kpiId, treatment.id)) };
    }),
  };
}

/** Coefficient at which the treatment makes up the whole KPI of the window. */
function coefficientPerShare(panel: Panel, scales: Scales, kpiId: string, id: string): number {
  const kpi = panel.kpis.find((series) => series.id === kpiId);
  const treatment = panel.treatments.find((series) => series.id === id);
  if (kpi === undefined || treatment === undefined) throw new RangeError(`no series ${kpiId} or ${id}`);
  const { center, scale } = scales.regressors[id] ?? { center: 0, scale: 1 };
  const periods = panel.periods.length;
  const { from, to } = kpiWindow(panel);
  let total = 0;
  let lift = 0;
  panel.groups.forEach((_, group) => {
    for (let row = group * periods + from; row < group * periods + to; row++) {
      if (!Number.isFinite(kpi.values[row])) continue;
      total += kpi.values[row]!;
      lift += (kpiUnit(scales, kpiId, group) * (treatment.values[row]! - center)) / scale;
    }
  });
  return total / lift;
}

/** The distribution of factor · x where x has this prior. */
export function stretchPrior(prior: StretchablePrior, factor: number): StretchablePrior {
  const size = Math.abs(factor);
  const shift = prior.shift * factor;
  const ends = (low: number, high: number): { low: number; high: number } =>
    factor < 0 ? { low: high * factor, high: low * factor } : { low: low * factor, high: high * factor };
  switch (prior.family) {
    case 'fixed':
      return { ...prior, shift, value: prior.value * factor };
    case 'normal':
      return { ...prior, shift, mean: prior.mean * factor, sd: prior.sd * size };
    case 'laplace':
      return { ...prior, shift, location: prior.location * factor, scale: prior.scale * size };
    case 'student_t':
      return { ...prior, shift, location: prior.location * factor, scale: prior.scale * size };
    case 'uniform':
      return { ...prior, shift, ...ends(prior.low, prior.high) };
    case 'truncated_normal':
      return {
        ...prior,
        shift,
        mean: prior.mean * factor,
        sd: prior.sd * size,
        ...ends(prior.low, prior.high),
      };
  }
}
