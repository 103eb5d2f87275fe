import { followingPeriods, makePeriods, parseIsoDay, type Period } from '../data/index.js';
import { randomStream } from '../inference/index.js';
import { drawEnvironment, withoutMedia, type Environment } from './environment.js';
import type { Market } from './market.js';
import { drawGroups, type MarketGroup } from './market-groups.js';
import { drawSpendPaths, type SpendPath } from './spend-paths.js';
import { drawLiftTests, type LiftTest } from './lift-tests.js';
import { trueOptimum, type TrueOptimum } from './true-optimum.js';
import { trueResponse, type TrueChannel } from './true-response.js';

/** A synthetic market: what the analyst is given, and everything that is true of it. */
export interface SimulatedMarket {
  readonly market: Market;
  readonly seed: number;
  readonly periods: readonly Period[];
  readonly groups: readonly MarketGroup[];
  /** `(groups × periods)`, KPI units, as the analyst sees it. */
  readonly kpi: Float64Array;
  /** Of all groups together; a group has its share of the baseline. */
  readonly environment: Environment;
  readonly media: readonly SpendPath[];
  readonly channels: readonly TrueChannel[];
  readonly liftTests: readonly LiftTest[];
  readonly optimum: TrueOptimum;
}

export function simulateMarket(market: Market, seed: number): SimulatedMarket {
  const periods = marketPeriods(market);
  const environment = drawEnvironment(market, periods, seed);
  const base = withoutMedia(environment);
  const groups = drawGroups(market, seed);
  const media = drawSpendPaths(market, groups, relativeToMean(base), seed);
  const channels = market.channels.map((channel, index) => trueResponse(market, channel, groups, media[index]!, seed));
  const kpi = new Float64Array(groups.length * periods.length);
  groups.forEach((group, g) => {
    const noise = noisePath(market, group, seed);
    base.forEach((value, t) => {
      const i = g * periods.length + t;
      const caused = channels.reduce((sum, channel) => sum + channel.contribution[i]!, 0);
      kpi[i] = rounded(market, group.baseline * value + caused + noise[t]!);
    });
  });
  const liftTests = drawLiftTests(market, groups, channels, media, periods, seed);
  return {
    market,
    seed,
    periods,
    groups,
    kpi,
    environment,
    media,
    channels,
    liftTests,
    optimum: trueOptimum(market, groups, channels, media),
  };
}

function marketPeriods(market: Market): Period[] {
  const first = parseIsoDay(market.start);
  if (first === null) throw new RangeError(`start of the market is not a date: ${market.start}`);
  const start = makePeriods([first], market.grain, 'start')[0]!;
  return [start, ...followingPeriods(start, market.grain, market.periods - 1)];
}

/** `(periods)`, KPI units: a stationary first-order process with the market's standard deviation. */
function noisePath(market: Market, group: MarketGroup, seed: number): Float64Array {
  const stream = randomStream(seed, 'noise', ...(group.id === null ? [] : [group.id]));
  const { noiseCarry: carry } = market;
  const path = new Float64Array(market.periods);
  let value = 0;
  for (let t = 0; t < path.length; t++) {
    value = t === 0 || carry === 0 ? stream.normal() : carry * value + Math.sqrt(1 - carry * carry) * stream.normal();
    path[t] = group.baseline * market.noise * market.baseline.level * value;
  }
  return path;
}

function relativeToMean(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}

/** Money to the cent; counts to the unit, never below zero. */
function rounded(market: Market, value: number): number {
  return market.kpi.kind === 'count' ? Math.max(0, Math.round(value)) : Math.round(value * 100) / 100;
}
