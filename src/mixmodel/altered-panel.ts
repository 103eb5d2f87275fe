import type { ChannelSeries, Panel } from '../data/index.js';

/** The panel with one channel's spend and media changed; everything else is shared. */
export function withChannel(
  panel: Panel,
  id: string,
  change: (channel: ChannelSeries) => Pick<ChannelSeries, 'spend' | 'media'>,
): Panel {
  return {
    ...panel,
    channels: panel.channels.map((channel) => (channel.id === id ? { ...channel, ...change(channel) } : channel)),
  };
}

/** The panel with the spend and media of every channel multiplied from a row on. National data. */
export function withScaledSpend(panel: Panel, factor: number, from: number): Panel {
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value, row) => (row >= from ? value * factor : value));
  return {
    ...panel,
    channels: panel.channels.map((channel) => ({
      ...channel,
      spend: scaled(channel.spend),
      media: scaled(channel.media),
    })),
  };
}
