import { randomStream } from '../inference/index.js';
import type { Market, MarketChannel } from './market.js';
import type { MarketGroup } from './market-groups.js';

/**
 * Spend and media of one channel, `(groups × periods)` each: money, and units bought (the money itself without a cost
 * per unit).
 */
export interface SpendPath {
  readonly spend: Float64Array;
  readonly media: Float64Array;
}

/**
 * Flights come from a Gaussian copula: a latent AR(1) process per channel, mixed with one that all channels share
 * by the switch `correlatedFlights`, is on where it lies under the quantile of the channel's share of periods.
 * The level within a flight is log-normal, and follows demand by the switch `seasonMediaConfounding` (a demand-driven
 * channel follows it in full). A group has a latent process of its own, mixed with the national one; its spend follows
 * the number of its people.
 *
 * @param demand `(periods)`, baseline without media ÷ its mean
 */
export function drawSpendPaths(
  market: Market,
  groups: readonly MarketGroup[],
  demand: Float64Array,
  seed: number,
): SpendPath[] {
  const { periods } = market;
  const paths: SpendPath[] = [];
  for (const channel of market.channels) {
    const size = groups.length * periods;
    const path = { spend: new Float64Array(size), media: new Float64Array(size) };
    const leader = market.channels.findIndex(({ id }) => id === channel.follows?.channel);
    groups.forEach((group, g) => {
      const names = group.id === null ? [channel.id] : [channel.id, group.id];
      const planned =
        leader < 0
          ? ownAmounts(market, channel, group, demand, seed)
          : amountsOfFollower(
              channel,
              paths[leader]!.spend.subarray(g * periods, (g + 1) * periods),
              market.channels[leader]!.spend,
              randomStream(seed, 'level', ...names),
            );
      const price = randomStream(seed, 'cost', ...names);
      planned.forEach((amount, t) => {
        const cost = channel.costPerUnit === null ? 1 : channel.costPerUnit * Math.exp(0.05 * price.normal());
        if (!(amount > 0)) return;
        const spend = toCents(amount);
        path.spend[g * periods + t] = spend;
        path.media[g * periods + t] = channel.costPerUnit === null ? spend : Math.round(spend / cost);
      });
    });
    paths.push(path);
  }
  return paths;
}

/** `(periods)` money in one group by the channel's own flights, before rounding. */
function ownAmounts(
  market: Market,
  channel: MarketChannel,
  group: MarketGroup,
  demand: Float64Array,
  seed: number,
): Float64Array {
  const { periods } = market;
  const correlation = market.switches.correlatedFlights;
  const national = latentPath(channel.flight, periods, seed, 'flights', channel.id);
  const shared = market.groups?.sharedFlights ?? 1;
  const own =
    group.id === null
      ? national
      : mixed(latentPath(channel.flight, periods, seed, 'flights', channel.id, group.id), national, shared);
  const path = mixed(own, latentPath(channel.flight, periods, seed, 'flights', 'shared'), correlation);
  const threshold = onThreshold(path, channel);
  const level = randomStream(seed, 'level', ...(group.id === null ? [channel.id] : [channel.id, group.id]));
  const follow = channel.demandDriven ? 1 : market.switches.seasonMediaConfounding;
  return Float64Array.from({ length: periods }, (_, t) => {
    const amount = group.people * channel.spend * Math.exp(channel.spread * level.normal() - channel.spread ** 2 / 2);
    if (t < channel.startsAt || path[t]! > threshold) return 0;
    return amount * Math.max(0.05, 1 + follow * 2 * (demand[t]! - 1));
  });
}

/** In step with the leader's money, apart from a spread. */
function amountsOfFollower(
  channel: MarketChannel,
  leader: Float64Array,
  leaderSpend: number,
  level: ReturnType<typeof randomStream>,
): Float64Array {
  const spread = channel.follows!.spread;
  return leader.map((money) => (money / leaderSpend) * channel.spend * Math.exp(spread * level.normal()));
}

function latentPath(flight: number, periods: number, seed: number, ...names: string[]): Float64Array {
  const stream = randomStream(seed, ...names);
  const carry = Math.exp(-1 / flight);
  const path = new Float64Array(periods);
  let value = stream.normal();
  for (let t = 0; t < periods; t++) {
    path[t] = value;
    value = carry * value + Math.sqrt(1 - carry * carry) * stream.normal();
  }
  return path;
}

/** Two standard normal paths with the given correlation to the common one. */
function mixed(own: Float64Array, common: Float64Array, correlation: number): Float64Array {
  return own.map((value, t) => Math.sqrt(correlation) * common[t]! + Math.sqrt(1 - correlation) * value);
}

/** The level under which exactly the channel's share of its periods lies: short histories keep their share too. */
function onThreshold(path: Float64Array, channel: MarketChannel): number {
  if (channel.share >= 1) return Infinity;
  const values = path.slice(channel.startsAt).sort();
  const count = Math.max(1, Math.round(channel.share * values.length));
  return values[Math.min(count, values.length) - 1] ?? -Infinity;
}

function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
