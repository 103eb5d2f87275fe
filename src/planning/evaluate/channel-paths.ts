import { emptyTotals, type EffectTotals, type PreparedPath } from './effect-types.js';
import { effectTotals } from './media-effect.js';

/** Stretch of a channel's money on which its media moves along one path: media = fixed + (money − from) · perMoney. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly path: PreparedPath;
}

/** All the ways a channel can spend, by its total money from 0 on; stretches touch and ascend. */
export interface ChannelPaths {
  readonly stretches: readonly Stretch[];
}

/** At a kink, where two stretches meet, the effect has two slopes: that of the money before it and after it. */
export type Side = 'before' | 'after';

function stretchAt(channel: ChannelPaths, money: number, side: Side): Stretch {
  const found = channel.stretches.find(({ to }) => (side === 'before' ? money <= to : money < to));
  return found ?? channel.stretches.at(-1)!;
}

/** Effect per draw of a channel's total money, over the first `periods` of window and run-out. */
export function channelTotals(
  channel: ChannelPaths,
  money: number,
  periods: number,
  side: Side = 'before',
): EffectTotals {
  const { path, from } = stretchAt(channel, money, side);
  return effectTotals(path, money - from, periods, emptyTotals(path.carryIn.draws));
}
