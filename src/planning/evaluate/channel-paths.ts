import { effectTotals, emptyTotals, type EffectTotals, type PreparedPath } from './media-effect.js';

/** Stretch of a channel's money on which its media moves along one path: media = fixed + money · perMoney. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly path: PreparedPath;
}

/** All the ways a channel can spend, by its total money from 0 on; stretches touch and ascend. */
export interface ChannelPaths {
  readonly stretches: readonly Stretch[];
}

function stretchAt(channel: ChannelPaths, money: number): Stretch {
  for (const stretch of channel.stretches) if (money <= stretch.to) return stretch;
  return channel.stretches.at(-1)!;
}

/** Effect per draw of a channel's total money, over the first `periods` of window and run-out. */
export function channelTotals(channel: ChannelPaths, money: number, periods: number, out?: EffectTotals): EffectTotals {
  const { path } = stretchAt(channel, money);
  return effectTotals(path, money, periods, out ?? emptyTotals(path.carryIn.draws));
}
