import { allocate, type PiecewiseCurve } from '../planning/index.js';
import type { Market } from './market.js';
import type { SpendPath } from './spend-paths.js';
import { adstockPeriods, effectOf, type TrueChannel } from './true-response.js';

/** The best split of a budget over the periods that follow the data, spent evenly, by the true curves. */
export interface TrueOptimum {
  readonly budget: number;
  readonly periods: number;
  /** Money over the window by channel: the best split, and the budget split as in the last periods of the data. */
  readonly best: Readonly<Record<string, number>>;
  readonly current: Readonly<Record<string, number>>;
  /** KPI units caused, effect after the window included. */
  readonly bestEffect: number;
  readonly currentEffect: number;
}

const windowPeriods = 13;
const nodes = 800;

export function trueOptimum(
  market: Market,
  channels: readonly TrueChannel[],
  media: readonly SpendPath[],
): TrueOptimum {
  const past = media.map(({ spend }) => spend.subarray(-windowPeriods).reduce((sum, money) => sum + money, 0));
  const pastTotal = past.reduce((sum, money) => sum + money, 0);
  const budget = market.optimumBudget ?? pastTotal;
  const effects = channels.map((channel, index) => evenEffect(channel, media[index]!));
  const best = allocate(
    effects.map((effect) => curveUpTo(budget, effect)),
    budget,
    { spendAll: false },
  );
  if (best === null) throw new RangeError('curves from zero to the budget always hold it');
  const current = past.map((money) => (pastTotal > 0 ? (budget * money) / pastTotal : budget / past.length));
  const named = (spend: ArrayLike<number>) =>
    Object.fromEntries(channels.map((channel, index) => [channel.id, spend[index]!]));
  const effectOfSpend = (spend: ArrayLike<number>) =>
    effects.reduce((sum, effect, index) => sum + effect(spend[index]!), 0);
  return {
    budget,
    periods: windowPeriods,
    best: named(best.spend),
    current: named(current),
    bestEffect: effectOfSpend(best.spend),
    currentEffect: effectOfSpend(current),
  };
}

/** Whole effect of money spread evenly over the window, on top of what the history still carries. */
function evenEffect(channel: TrueChannel, { spend, media }: SpendPath): (money: number) => number {
  const bought = media.reduce((sum, units) => sum + units, 0);
  const paid = spend.reduce((sum, money) => sum + money, 0);
  const history = media.slice(-adstockPeriods);
  const path = new Float64Array(history.length + windowPeriods + adstockPeriods);
  path.set(history);
  const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const carried = sumOf(effectOf(channel, path));
  return (money) => {
    const units = ((money / windowPeriods) * bought) / paid;
    path.fill(units, history.length, history.length + windowPeriods);
    return sumOf(effectOf(channel, path)) - carried;
  };
}

/** Nodes lie denser near zero, where responses bend most. */
function curveUpTo(most: number, effect: (money: number) => number): PiecewiseCurve {
  const x = Float64Array.from({ length: nodes + 1 }, (_, i) => most * (i / nodes) ** 2);
  return { x, y: x.map(effect) };
}
