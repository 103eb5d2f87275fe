import type { Panel, Series } from './panel.js';

/**
 * Every series of a panel, cut to some of its rows; `inLikelihood` is the caller's.
 * @param cut `(groups × periods)` to the rows wanted
 */
export function cutSeries(
  panel: Panel,
  cut: (values: Float64Array) => Float64Array,
): Pick<Panel, 'kpis' | 'channels' | 'organic' | 'treatments' | 'controls' | 'extras'> {
  const cutFrequency = ({ frequency }: Pick<Series, 'frequency'>): Pick<Series, 'frequency'> =>
    frequency === undefined ? {} : { frequency: cut(frequency) };
  const series = (all: readonly Series[]): Series[] =>
    all.map((one) => ({ ...one, values: cut(one.values), ...cutFrequency(one) }));
  return {
    kpis: panel.kpis.map((kpi) => ({
      ...kpi,
      values: cut(kpi.values),
      valuePerUnit: kpi.valuePerUnit === null ? null : cut(kpi.valuePerUnit),
    })),
    channels: panel.channels.map((channel) => ({
      ...channel,
      spend: cut(channel.spend),
      media: cut(channel.media),
      ...cutFrequency(channel),
    })),
    organic: series(panel.organic),
    treatments: series(panel.treatments),
    controls: series(panel.controls),
    ...(panel.extras === undefined ? {} : { extras: series(panel.extras) }),
  };
}
