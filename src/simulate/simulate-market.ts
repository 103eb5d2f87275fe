import { followingPeriods, makePeriods, parseIsoDay, type Period } from '../data/index.js';
import { randomStream } from '../inference/index.js';
import { drawEnvironment, withoutMedia, type Environment } from './environment.js';
import type { Market } from './market.js';
import { drawSpendPaths, type SpendPath } from './spend-paths.js';
import { drawLiftTests, type LiftTest } from './lift-tests.js';
import { trueOptimum, type TrueOptimum } from './true-optimum.js';
import { trueResponse, type TrueChannel } from './true-response.js';

/** A synthetic market: what the analyst is given, and everything that is true of it. */
export interface SimulatedMarket {
  readonly market: Market;
  readonly seed: number;
  readonly periods: readonly Period[];
  /** `(periods)`, KPI units, as the analyst sees it. */
  readonly kpi: Float64Array;
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
  const media = drawSpendPaths(market, relativeToMean(base), seed);
  const channels = market.channels.map((channel, index) => trueResponse(market, channel, media[index]!));
  const noise = randomStream(seed, 'noise');
  const kpi = base.map((value, t) => {
    const caused = channels.reduce((sum, channel) => sum + channel.contribution[t]!, 0);
    return rounded(market, value + caused + market.noise * market.baseline.level * noise.normal());
  });
  const liftTests = drawLiftTests(market, channels, media, periods, seed);
  return {
    market,
    seed,
    periods,
    kpi,
    environment,
    media,
    channels,
    liftTests,
    optimum: trueOptimum(market, channels, media),
  };
}

function marketPeriods(market: Market): Period[] {
  const first = parseIsoDay(market.start);
  if (first === null) throw new RangeError(`start of the market is not a date: ${market.start}`);
  const start = makePeriods([first], market.grain, 'start')[0]!;
  return [start, ...followingPeriods(start, market.grain, market.periods - 1)];
}

function relativeToMean(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}

/** Money to the cent; counts to the unit, never below zero. */
function rounded(market: Market, value: number): number {
  return market.kpi.kind === 'count' ? Math.max(0, Math.round(value)) : Math.round(value * 100) / 100;
}
