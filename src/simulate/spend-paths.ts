import { randomStream } from '../inference/index.js';
import type { Market, MarketChannel } from './market.js';

/** Spend and media of one channel, `(periods)` each: money, and units bought (the money itself without a cost per unit). */
export interface SpendPath {
  readonly spend: Float64Array;
  readonly media: Float64Array;
}

/**
 * Flights come from a Gaussian copula: a latent AR(1) process per channel, mixed with one that all channels share
 * by the switch `correlatedFlights`, is on where it lies under the quantile of the channel's share of periods.
 * The level within a flight is log-normal, and follows demand by the switch `seasonMediaConfounding` (a demand-driven
 * channel follows it in full).
 *
 * @param demand `(periods)`, baseline without media ÷ its mean
 */
export function drawSpendPaths(market: Market, demand: Float64Array, seed: number): SpendPath[] {
  const shared = (channel: MarketChannel) => latentPath(channel.flight, market.periods, seed, 'flights', 'shared');
  return market.channels.map((channel) => {
    const own = latentPath(channel.flight, market.periods, seed, 'flights', channel.id);
    const common = shared(channel);
    const correlation = market.switches.correlatedFlights;
    const threshold = onThreshold(own, common, correlation, channel);
    const level = randomStream(seed, 'level', channel.id);
    const price = randomStream(seed, 'cost', channel.id);
    const follow = channel.demandDriven ? 1 : market.switches.seasonMediaConfounding;
    const spend = new Float64Array(market.periods);
    const media = new Float64Array(market.periods);
    for (let t = 0; t < market.periods; t++) {
      const amount = channel.spend * Math.exp(channel.spread * level.normal() - channel.spread ** 2 / 2);
      const cost = channel.costPerUnit === null ? 1 : channel.costPerUnit * Math.exp(0.05 * price.normal());
      if (t < channel.startsAt || latent(own, common, correlation, t) > threshold) continue;
      spend[t] = toCents(amount * Math.max(0.05, 1 + follow * 2 * (demand[t]! - 1)));
      media[t] = channel.costPerUnit === null ? spend[t]! : Math.round(spend[t]! / cost);
    }
    return { spend, media };
  });
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

function latent(own: Float64Array, common: Float64Array, correlation: number, t: number): number {
  return Math.sqrt(correlation) * common[t]! + Math.sqrt(1 - correlation) * own[t]!;
}

/** The level under which exactly the channel's share of its periods lies: short histories keep their share too. */
function onThreshold(own: Float64Array, common: Float64Array, correlation: number, channel: MarketChannel): number {
  if (channel.share >= 1) return Infinity;
  const values: number[] = [];
  for (let t = channel.startsAt; t < own.length; t++) values.push(latent(own, common, correlation, t));
  values.sort((a, b) => a - b);
  const count = Math.max(1, Math.round(channel.share * values.length));
  return values[Math.min(count, values.length) - 1] ?? -Infinity;
}

export function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
