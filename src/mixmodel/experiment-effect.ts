import { withChannel } from './altered-panel.js';
import { kpiContext } from './assess-context.js';
import { counterfactualMedia, experimentRows } from './experiment-media.js';
import type { SampledModel } from './fit.js';
import type { ExperimentSpec } from './model-spec.js';
import { assessedMedia } from './roi-medium.js';

/**
 * What a fitted model says a lift test should have measured, `(draws)` in KPI units of the tested part of the market:
 * share · b · Σ_t [f(actual)_t − f(counterfactual)_t] over the test, and its run-out where that is counted. National data.
 */
export function experimentEffect(sampled: SampledModel, test: ExperimentSpec): Float64Array {
  const { panel } = sampled;
  const rows = experimentRows(test, panel);
  const altered = withChannel(panel, test.channel, (channel) => ({
    spend: channel.spend,
    media: counterfactualMedia(test, panel, channel, rows),
  }));
  const context = kpiContext(sampled, test.kpi);
  const [actual, otherwise] = [context, kpiContext({ ...sampled, panel: altered }, test.kpi)].map((one) =>
    assessedMedia(one).channels.find(({ id }) => id === test.channel),
  );
  if (actual === undefined || otherwise === undefined) throw new RangeError(`no channel ${test.channel}`);
  const to = rows.to + (test.effectThrough === 'run_out' ? actual.runOut : 0);
  return Float64Array.from({ length: context.drawCount }, (_, draw) => {
    const parameters = actual.parametersOf(draw);
    actual.run(parameters);
    otherwise.run(parameters);
    let lift = 0;
    for (let row = rows.from; row < to; row++) lift += actual.path[row]! - otherwise.path[row]!;
    return parameters.coefficient * context.scale * test.shareOfMarket * lift;
  });
}
