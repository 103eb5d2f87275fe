import { randomStream, type RandomStream } from '../../src/inference/index.js';
import type { Market, MarketChannel } from '../../src/simulate/index.js';

/** What of a market lies outside the fitted family; `none` is a market that the default model can describe. */
export const families = ['none', 'other adstock', 'drifting effects', 'unseen demand'] as const;
export type Family = (typeof families)[number];

/** Every second market is in the family; the others take turns. */
export function familyOf(number: number): Family {
  return number % 2 === 1 ? 'none' : families[1 + ((number / 2) % 3)]!;
}

const log = Math.log;

/**
 * Market `number` of the benchmark, from 1: four to eight channels over two to three years. Sizes, returns, saturation,
 * flights and noise are drawn wider than the priors of the model file in some respects (a tenth of the channels brings
 * nothing) and narrower in others (nobody keeps a channel that loses nine tenths of its money).
 */
export function drawMarket(number: number): { readonly market: Market; readonly family: Family } {
  const family = familyOf(number);
  const random = randomStream(number, 'decision market');
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const periods = [104, 130, 156][random.integer(3)]!;
  const count = 4 + random.integer(5);
  const channels = Array.from({ length: count }, (_, index) => drawChannel(index, family, random));
  // What media bring in a week, and how much of sales that is.
  const brought = channels.reduce((sum, { spend, share, roi }) => sum + spend * share * roi, 0);
  const share = between(0.1, 0.35);
  const level = brought > 0 ? (brought * (1 - share)) / share : 1e6;
  const market: Market = {
    id: `market-${number}`,
    title: `Market ${number}`,
    currency: 'EUR',
    language: 'en',
    grain: 'weekly',
    start: '2023-01-02',
    periods,
    kpi: { id: 'sales', label: 'Sales', kind: 'revenue', valuePerUnit: null },
    baseline: {
      level,
      trendPerYear: between(-0.05, 0.08),
      season: [
        { pair: 1, sin: between(-0.08, 0.08), cos: between(-0.08, 0.08) },
        { pair: 2, sin: between(-0.03, 0.03), cos: between(-0.03, 0.03) },
      ],
      country: null,
      holidays: {},
    },
    noise: between(0.015, 0.05),
    noiseCarry: 0,
    channels,
    price: random.uniform() < 0.5 ? { elasticity: between(-2, -0.5), sd: 0.02 } : null,
    promotion:
      random.uniform() < 0.5 ? { lift: between(0.03, 0.12), everyPeriods: 8 + random.integer(5), lasts: 2 } : null,
    competitor: random.uniform() < 0.5 ? { effect: between(-0.03, 0), sd: 1 } : null,
    demand: family === 'unseen demand' ? { sd: between(0.04, 0.1), carry: 0.9, seen: false } : null,
    groups: null,
    switches: {
      correlatedFlights: between(0, 0.4),
      seasonMediaConfounding: between(0, 0.5),
      structuralBreak: null,
    },
    liftTests: [],
    optimumBudget: null,
  };
  return { market, family };
}

function drawChannel(index: number, family: Family, random: RandomStream): MarketChannel {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  // The first of the channels answers demand, where there is one that nobody sees.
  const isSearch = index === 0;
  const share = isSearch || random.uniform() < 0.25 ? 1 : between(0.35, 0.85);
  const alpha = isSearch ? between(0, 0.25) : between(0.05, 0.75);
  const channel: MarketChannel = {
    id: isSearch ? 'search' : `channel_${index}`,
    label: isSearch ? 'Search' : `Channel ${index}`,
    spend: Math.exp(log(30_000) + 0.7 * random.normal()),
    spread: between(0.2, 0.5),
    share,
    flight: share < 1 ? between(3, 8) : 1,
    startsAt: 0,
    unit: null,
    costPerUnit: null,
    alpha,
    adstock: null,
    half: Math.exp(log(0.9) + 0.5 * random.normal()),
    slope: 1,
    roi: random.uniform() < 0.1 ? 0 : Math.exp(log(1.3) + 0.6 * random.normal()),
    demandDriven: isSearch && family === 'unseen demand',
    tags: [],
    drift: family === 'drifting effects' ? { perYear: between(-0.3, 0.3), sd: between(0, 0.3) } : null,
    follows: null,
  };
  if (family !== 'other adstock' || isSearch) return channel;
  const weibull = random.uniform() < 0.5;
  return {
    ...channel,
    alpha: 0,
    adstock: weibull
      ? { kind: 'weibull_pdf', periods: 13, shape: between(1.2, 3), scale: between(1.5, 5) }
      : { kind: 'delayed', periods: 13, alpha: between(0.4, 0.85), peak: between(1, 3) },
    // Response that starts late is what S-curves were made for.
    slope: between(1, 2),
  };
}
