import { randomStream } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import { shapeParameters } from './media-shape.js';
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
export function priorTotals(
  context: Pick<KpiContext, 'seed' | 'kpi'>,
  medium: Pick<AssessedMedium, 'id' | 'spec' | 'effect' | 'returnsOfEffect'>,
): PriorTotals {
  const parameters = shapeParameters(medium.spec);
  const shape = new Float64Array(parameters.length);
  const stream = randomStream(context.seed, 'prior', context.kpi.id, medium.id);
  const roi = new Float64Array(priorDrawCount);
  const counted = new Float64Array(priorDrawCount);
  for (let d = 0; d < priorDrawCount; d++) {
    parameters.forEach(({ name, prior }, j) => {
      const value = samplePrior(prior, stream);
      shape[j] = name === 'alpha' ? Math.min(value, 1 - 1e-9) : value;
    });
    const effect = samplePrior(medium.effect.prior, stream);
    const totals = medium.returnsOfEffect(shape, effect);
    roi[d] = totals.roi;
    counted[d] = totals.counted;
  }
  return { roi, counted };
}
