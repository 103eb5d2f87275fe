import type { Panel } from '../data/index.js';
import { groupRows } from './group-rows.js';
import type { ExperimentSpec, ModelSpec } from './model-spec.js';

/** One group of a panel as a panel of its own; series are views. */
export function groupPanel(panel: Panel, group: number): Panel {
  const cut = (values: Float64Array): Float64Array => groupRows(values, panel, group);
  const series = <S extends { readonly values: Float64Array }>(all: readonly S[]): S[] =>
    all.map((one) => ({ ...one, values: cut(one.values) }));
  const periods = panel.periods.length;
  return {
    ...panel,
    groups: [panel.groups[group]!],
    population: panel.population?.subarray(group, group + 1) ?? null,
    inLikelihood: panel.inLikelihood.subarray(group * periods, (group + 1) * periods),
    kpis: panel.kpis.map((kpi) => ({
      ...kpi,
      values: cut(kpi.values),
      valuePerUnit: kpi.valuePerUnit === null ? null : cut(kpi.valuePerUnit),
    })),
    channels: panel.channels.map((channel) => ({ ...channel, spend: cut(channel.spend), media: cut(channel.media) })),
    organic: series(panel.organic),
    treatments: series(panel.treatments),
    controls: series(panel.controls),
    ...(panel.extras === undefined ? {} : { extras: series(panel.extras) }),
  };
}

/** Groups in which a lift test ran, by their places; all where it names neither region nor audience. */
export function experimentGroups(
  data: ModelSpec['data'],
  test: Pick<ExperimentSpec, 'region' | 'audience'>,
  groups: readonly string[],
): number[] {
  const region = test.region ?? null;
  const audience = test.audience ?? null;
  return [...groups.keys()].filter((group) => {
    const name = groups[group]!;
    // A group is `region`, `audience` or `region|audience`, by the columns that the data name.
    const [first, second] = data.region !== null && data.audience !== null ? name.split('|') : [name, name];
    const own = data.region === null ? null : first;
    const people = data.audience === null ? null : second;
    return (region === null || region === own) && (audience === null || audience === people);
  });
}
