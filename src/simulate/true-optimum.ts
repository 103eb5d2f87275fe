import { bestSplit, type MoneyCurve } from './best-split.js';
import type { Market } from './market.js';
import type { MarketGroup } from './market-groups.js';
import type { SpendPath } from './spend-paths.js';
import { effectOf, type TrueChannel } from './true-response.js';
import { lagsOf } from './true-adstock.js';

/** The best split of a budget over the periods that follow the data, spent evenly, by the true curves. */
export interface TrueOptimum {
  readonly budget: number;
  readonly periods: number;
  /**
   * Money over the window by channel (`channel@region` where there are groups): the best split, and the budget split as
   * in the last periods of the data.
   */
  readonly best: Readonly<Record<string, number>>;
  readonly current: Readonly<Record<string, number>>;
  /** KPI units caused, effect after the window included. */
  readonly bestEffect: number;
  readonly currentEffect: number;
}

const windowPeriods = 13;
const evenly = new Float64Array(windowPeriods).fill(1 / windowPeriods);

export function trueOptimum(
  market: Market,
  groups: readonly MarketGroup[],
  channels: readonly TrueChannel[],
  media: readonly SpendPath[],
): TrueOptimum {
  const places = channels.flatMap((channel, c) =>
    groups.map(({ id }, g) => ({
      name: id === null ? channel.id : `${channel.id}@${id}`,
      past: total(pathOf(market, media[c]!.spend, g).subarray(-windowPeriods)),
      effect: effectOfMoney(market, channel, media[c]!, g, evenly),
    })),
  );
  const pastTotal = places.reduce((sum, { past }) => sum + past, 0);
  const budget = market.optimumBudget ?? pastTotal;
  const current = Float64Array.from(places, ({ past }) =>
    pastTotal > 0 ? (budget * past) / pastTotal : budget / places.length,
  );
  const curves: MoneyCurve[] = places.map(({ effect }) => ({ low: 0, high: budget, effect }));
  const best = bestSplit(curves, budget, { spendAll: false, starts: [current] });
  if (best === null) throw new RangeError('curves from zero to the budget always hold it');
  const named = (spend: Float64Array) => Object.fromEntries(places.map(({ name }, i) => [name, spend[i]!]));
  return {
    budget,
    periods: windowPeriods,
    best: named(best.spend),
    current: named(current),
    bestEffect: best.effect,
    currentEffect: places.reduce((sum, { effect }, i) => sum + effect(current[i]!), 0),
  };
}

/**
 * Whole effect (after the window included) of money on one channel in one group, spent over the periods that follow
 * the data, on top of what the history still carries. Bought at the mean price of the data.
 * @param shares `(window)` share of the money by period
 */
export function effectOfMoney(
  market: Market,
  channel: TrueChannel,
  path: SpendPath,
  group: number,
  shares: Float64Array,
): (money: number) => number {
  const lags = lagsOf(channel);
  const media = pathOf(market, path.media, group);
  const unitsPerMoney = total(media) / total(pathOf(market, path.spend, group));
  const history = media.slice(-lags);
  const plan = new Float64Array(history.length + shares.length + lags);
  plan.set(history);
  const from = market.periods - history.length;
  const carried = total(effectOf(channel, plan, group, from));
  return (money) => {
    shares.forEach((share, t) => {
      plan[history.length + t] = money * share * unitsPerMoney;
    });
    return total(effectOf(channel, plan, group, from)) - carried;
  };
}

function pathOf(market: Market, values: Float64Array, group: number): Float64Array {
  return values.subarray(group * market.periods, (group + 1) * market.periods);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
