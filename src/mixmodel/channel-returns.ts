import { summary } from '../inference/index.js';
import { kpiContext } from './assess-context.js';
import type { SampledModel } from './fit.js';
import type { Summary } from './fitted-model.js';
import { assessedMedia, noTotals } from './roi-medium.js';

/** ROI of every channel of one KPI, effect after the data included, `(draws)` each, in the order of the model file. */
export function channelReturns(
  sampled: SampledModel,
  kpiId: string,
): { readonly id: string; readonly roi: Float64Array }[] {
  const context = kpiContext(sampled, kpiId);
  const totals = noTotals();
  return assessedMedia(context).channels.map((medium) => ({
    id: medium.id,
    roi: Float64Array.from({ length: context.drawCount }, (_, draw) => {
      medium.totals(medium.parametersOf(draw), totals);
      return totals.roi;
    }),
  }));
}

/** The same as summaries by channel id. */
export function returnSummaries(sampled: SampledModel, kpiId: string): ReadonlyMap<string, Summary> {
  return new Map(channelReturns(sampled, kpiId).map(({ id, roi }) => [id, summary(roi)]));
}
