import { randomStream } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import { samplePrior } from './prior-quantile.js';
import type { AssessedMedium } from './roi-medium.js';

/** Prior draws per medium: 1 % of them are enough for the 5 % that reviews ask about. */
export const priorDrawCount = 2000;

/** What the priors alone say of one medium, `(priorDrawCount)` each. */
export interface PriorTotals {
  /** ROI, effect after the data included. */
  readonly roi: Float64Array;
  /** KPI units over the rows with a KPI value. */
  readonly counted: Float64Array;
}

/** Pushes prior draws of a medium through the very function that makes ROI of posterior draws. */
export function priorTotals(context: KpiContext, medium: AssessedMedium): PriorTotals {
  const { spec } = medium;
  const { adstock, saturation } = spec;
  const stream = randomStream(context.seed, 'prior', context.kpi.id, medium.id);
  const roi = new Float64Array(priorDrawCount);
  const counted = new Float64Array(priorDrawCount);
  for (let d = 0; d < priorDrawCount; d++) {
    const alpha = adstock.kind === 'geometric' ? Math.min(samplePrior(adstock.alpha, stream), 1 - 1e-9) : 0;
    const half = saturation.kind === 'hill' ? samplePrior(saturation.half, stream) : 1;
    const slope = saturation.kind === 'hill' ? samplePrior(saturation.slope, stream) : 1;
    const rate = saturation.kind === 'logistic' ? samplePrior(saturation.rate, stream) : 1;
    const effect = samplePrior(medium.effect.prior, stream);
    const totals = medium.returnsOfEffect({ alpha, half, slope, rate }, effect);
    roi[d] = totals.roi;
    counted[d] = totals.counted;
  }
  return { roi, counted };
}
