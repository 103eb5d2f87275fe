import { bestSplit, effectOfMoney, type MoneyCurve, type SimulatedMarket } from '../../src/simulate/index.js';

/** Weeks of the plans: a year, so that every channel has money in the reference. */
export const planPeriods = 52;

/** Where plans meet: the money and flights of the last year, repeated, and what money then really brings. */
export interface Arena {
  readonly ids: readonly string[];
  /** `(channels)` money of the reference. */
  readonly current: Float64Array;
  readonly budget: number;
  /** `(channels)` of `(planPeriods)` share of a channel's money by week. */
  readonly shares: readonly Float64Array[];
  /** What money on one channel really brings, effect after the plan included. */
  readonly truth: readonly ((money: number) => number)[];
}

export function arenaOf(simulated: SimulatedMarket): Arena {
  const { market, channels, media } = simulated;
  const past = media.map(({ spend }) => spend.subarray(-planPeriods));
  const current = Float64Array.from(past, (spend) => Math.round(100 * total(spend)) / 100);
  const shares = past.map((spend) => spend.map((money) => money / total(spend)));
  return {
    ids: channels.map(({ id }) => id),
    current,
    budget: total(current),
    shares,
    truth: channels.map((channel, c) => effectOfMoney(market, channel, media[c]!, 0, shares[c]!)),
  };
}

export function trueEffect(arena: Arena, spend: ArrayLike<number>): number {
  return arena.truth.reduce((sum, effect, c) => sum + effect(spend[c]!), 0);
}

/** The best split by any curves, within boldness (of 1) around the reference. */
export function bestWithin(
  arena: Arena,
  boldness: number,
  curves: readonly ((money: number) => number)[],
): Float64Array {
  const within: MoneyCurve[] = curves.map((effect, c) => ({
    low: Math.max(0, arena.current[c]! * (1 - boldness)),
    high: arena.current[c]! * (1 + boldness),
    effect,
  }));
  const found = bestSplit(within, arena.budget, { spendAll: true, starts: [arena.current] });
  if (found === null) throw new RangeError('bounds around the reference hold its budget');
  return found.spend;
}

export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
