import { randomStream } from '../inference/index.js';
import { saturate } from '../mixmodel/index.js';
import type { Market, MarketChannel } from './market.js';
import type { MarketGroup } from './market-groups.js';
import type { SpendPath } from './spend-paths.js';
import { lagsOf, trueAdstock } from './true-adstock.js';

/** What is true of one channel. Contributions and effects in KPI units, over all groups. */
export interface TrueChannel extends Pick<MarketChannel, 'id' | 'alpha' | 'adstock' | 'half' | 'slope'> {
  /** KPI units per unit of saturated scaled media; the sum over the groups. */
  readonly coefficient: number;
  /** Median of the positive media (per head where there are groups): the model file's default scale. */
  readonly mediaScale: number;
  /** In the market's order; one for a market as a whole. */
  readonly groups: readonly { readonly coefficient: number; readonly mediaScale: number }[];
  /** `(periods)` by which the effect of the same media is multiplied; what follows the data keeps the last. */
  readonly strength: Float64Array;
  readonly spend: number;
  /** Value caused within the data ÷ spend, and with the effect that follows the data. */
  readonly realisedRoi: number;
  readonly roi: number;
  /** Return of the next 1 % of spend, spread as the history, effect within the data. */
  readonly marginalRoi: number;
  /** `(groups × periods)` */
  readonly contribution: Float64Array;
}

/** The coefficient is what gives the stated ROI on the spend that was drawn. */
export function trueResponse(
  market: Market,
  channel: MarketChannel,
  groups: readonly MarketGroup[],
  path: SpendPath,
  seed: number,
): TrueChannel {
  const { periods } = market;
  const heads = groups.map(({ population }) => population ?? 1);
  const perHead = path.media.map((units, i) => units / heads[Math.floor(i / periods)]!);
  const mediaScale = medianOfPositive(perHead);
  const value = market.kpi.valuePerUnit ?? 1;
  const spend = total(path.spend);
  const sizes = groups.map((group, g) => {
    const apart =
      group.id === null
        ? 1
        : 1 + market.groups!.effectSpread * randomStream(seed, 'group effect', channel.id, group.id).normal();
    return { coefficient: heads[g]! * apart, mediaScale: mediaScale * heads[g]! };
  });
  const { id, alpha, adstock, half, slope } = channel;
  const unit = { id, alpha, adstock, half, slope, groups: sizes, strength: strengthPath(market, channel, seed) };
  const saturated = total(groupEffects(unit, path.media));
  const factor = (channel.roi * spend) / (saturated * value);
  const truth = {
    ...unit,
    groups: sizes.map((size) => ({ ...size, coefficient: size.coefficient * factor })),
  };
  const contribution = groupEffects(truth, path.media);
  const followed = total(groupEffects(truth, padded(path.media, periods, lagsOf(channel))));
  const more = total(
    groupEffects(
      truth,
      path.media.map((units) => units * 1.01),
    ),
  );
  return {
    ...truth,
    coefficient: truth.groups.reduce((sum, { coefficient }) => sum + coefficient, 0),
    mediaScale,
    spend,
    realisedRoi: (total(contribution) * value) / spend,
    roi: (followed * value) / spend,
    marginalRoi: ((more - total(contribution)) * value) / (0.01 * spend),
    contribution,
  };
}

type Curve = Pick<TrueChannel, 'alpha' | 'adstock' | 'half' | 'slope' | 'groups' | 'strength'>;

/**
 * KPI units caused in one group in each period of a path of media that starts from nothing, `(periods)`.
 * @param from place of the path's first period in the data
 */
export function effectOf(channel: Curve, media: Float64Array, group = 0, from = 0): Float64Array {
  const { coefficient, mediaScale } = channel.groups[group]!;
  const stock = trueAdstock(
    channel,
    media.map((units) => units / mediaScale),
  );
  const { strength } = channel;
  const last = strength.length - 1;
  return stock.map(
    (level, t) =>
      coefficient * strength[Math.min(last, from + t)]! * saturate('hill', level, channel.half, channel.slope, 0),
  );
}

/** The same for every group, `(groups × periods)` from the first period of the data. */
function groupEffects(channel: Curve, media: Float64Array): Float64Array {
  const count = channel.groups.length;
  const periods = media.length / count;
  const effect = new Float64Array(media.length);
  for (let g = 0; g < count; g++) {
    effect.set(effectOf(channel, media.subarray(g * periods, (g + 1) * periods), g), g * periods);
  }
  return effect;
}

const periodsPerYear = { daily: 365.25, weekly: 365.25 / 7, monthly: 12, quarterly: 4 } as const;

/** 1 throughout, or growth and a random walk of the logarithm, scaled to a mean of 1. */
function strengthPath(market: Market, { id, drift }: MarketChannel, seed: number): Float64Array {
  const path = new Float64Array(market.periods).fill(1);
  if (drift === null) return path;
  const stream = randomStream(seed, 'drift', id);
  const year = periodsPerYear[market.grain];
  let walk = 0;
  for (let t = 0; t < path.length; t++) {
    path[t] = Math.exp((drift.perYear * t) / year + walk);
    walk += (drift.sd / Math.sqrt(year)) * stream.normal();
  }
  const mean = total(path) / path.length;
  return path.map((value) => value / mean);
}

function medianOfPositive(values: Float64Array): number {
  const positive = values.filter((value) => value > 0).sort();
  if (positive.length === 0) throw new RangeError('a channel of the market is never on');
  const middle = positive.length >> 1;
  return positive.length % 2 === 1 ? positive[middle]! : (positive[middle - 1]! + positive[middle]!) / 2;
}

/** Every group's path with periods of nothing after it. */
function padded(values: Float64Array, periods: number, count: number): Float64Array {
  const groups = values.length / periods;
  const longer = new Float64Array(groups * (periods + count));
  for (let g = 0; g < groups; g++) {
    longer.set(values.subarray(g * periods, (g + 1) * periods), g * (periods + count));
  }
  return longer;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
