import type { ChannelSeries } from '../../data/index.js';

/** Active periods whose median price stands in where the reference period has none. */
const recentPeriods = 52;

/**
 * Money per unit of media in each window period before inflation: that of the reference period where money and media
 * were both spent, else the channel's median over its last 52 active periods. 1 where the media is the spend itself;
 * null where the channel has never had both.
 *
 * @param reference `(window)` indices into the data
 * @param end data periods before the window
 */
export function unitCosts(channel: ChannelSeries, reference: Int32Array, end: number): Float64Array | null {
  if (channel.mediaIsSpend) return new Float64Array(reference.length).fill(1);
  const cost = (t: number): number => channel.spend[t]! / channel.media[t]!;
  const active = (t: number): boolean => channel.spend[t]! > 0 && channel.media[t]! > 0;
  const recent: number[] = [];
  for (let t = end - 1; t >= 0 && recent.length < recentPeriods; t--) if (active(t)) recent.push(cost(t));
  if (recent.length === 0) return null;
  recent.sort((a, b) => a - b);
  const middle = recent.length >> 1;
  const median = recent.length % 2 === 1 ? recent[middle]! : (recent[middle - 1]! + recent[middle]!) / 2;
  return Float64Array.from(reference, (t) => (active(t) ? cost(t) : median));
}
