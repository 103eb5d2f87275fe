import { dayOfYear, holidayShares, parseIsoDay, weekdayOf, type Period } from '../data/index.js';
import { randomStream } from '../inference/index.js';
import type { Market } from './market.js';

/** The market without media, `(periods)` each, in KPI units; their sum is the KPI's expectation before media. */
export interface Environment {
  readonly level: Float64Array;
  readonly season: Float64Array;
  readonly holidays: Float64Array;
  readonly price: Float64Array;
  readonly promotion: Float64Array;
  readonly competitor: Float64Array;
  readonly structuralBreak: Float64Array;
  /** Demand that no column of the table need show; null where the market has none. */
  readonly demand: Float64Array | null;
  /** What the analyst sees: price index, promotion depth (0–1), competitor index, demand index. */
  readonly seen: {
    readonly price: Float64Array | null;
    readonly promotion: Float64Array | null;
    readonly competitor: Float64Array | null;
    readonly demand: Float64Array | null;
  };
}

const daysPerYear = 365.25;

export function drawEnvironment(market: Market, periods: readonly Period[], seed: number): Environment {
  const count = periods.length;
  const { level } = market.baseline;
  const fill = (value: (t: number, period: Period) => number) =>
    Float64Array.from(periods, (period, t) => value(t, period));
  const none = () => new Float64Array(count);

  const price = market.price
    ? autoregressive(count, 0.9, market.price.sd, seed, 'price').map((z) => round4(1 + z))
    : null;
  const promotion = market.promotion ? promotionPath(market.promotion, count, seed) : null;
  const competitor = market.competitor
    ? autoregressive(count, 0.8, 1, seed, 'competitor').map((z) => round4(100 * (1 + 0.15 * z)))
    : null;
  const demand = market.demand ? autoregressive(count, market.demand.carry, market.demand.sd, seed, 'demand') : null;

  return {
    level: fill(
      (_t, period) => level * (1 + (market.baseline.trendPerYear * (period.start - periods[0]!.start)) / daysPerYear),
    ),
    season: fill((_t, period) => {
      const weekday = market.grain === 'daily' ? (market.baseline.weekday?.[weekdayOf(period.start)] ?? 0) : 0;
      const angle = (2 * Math.PI * dayOfYear(parseIsoDay(period.label) ?? period.start)) / daysPerYear;
      return market.baseline.season.reduce(
        (sum, wave) => sum + level * (wave.sin * Math.sin(wave.pair * angle) + wave.cos * Math.cos(wave.pair * angle)),
        level * weekday,
      );
    }),
    holidays: holidayEffect(market, periods),
    price: price ? fill((t) => level * market.price!.elasticity * (price[t]! - 1)) : none(),
    promotion: promotion ? fill((t) => level * market.promotion!.lift * promotion[t]!) : none(),
    competitor: competitor ? fill((t) => (level * market.competitor!.effect * (competitor[t]! - 100)) / 15) : none(),
    structuralBreak: fill((t) => {
      const jump = market.switches.structuralBreak;
      return jump && t >= jump.period ? level * jump.share : 0;
    }),
    demand: demand?.map((value) => level * value) ?? null,
    seen: {
      price,
      promotion,
      competitor,
      demand: market.demand?.seen ? demand!.map((value) => round4(100 * (1 + value))) : null,
    },
  };
}

/** Sum of all parts, `(periods)`, KPI units. */
export function withoutMedia(environment: Environment): Float64Array {
  const { level, season, holidays, price, promotion, competitor, structuralBreak, demand } = environment;
  const parts = [season, holidays, price, promotion, competitor, structuralBreak, ...(demand ? [demand] : [])];
  return level.map((value, t) => parts.reduce((sum, part) => sum + part[t]!, value));
}

function holidayEffect(market: Market, periods: readonly Period[]): Float64Array {
  const effect = new Float64Array(periods.length);
  if (market.baseline.country === null) return effect;
  for (const term of holidayShares({ country: market.baseline.country, include: 'default', windows: {} }, periods)) {
    const share = market.baseline.holidays[term.id] ?? 0;
    for (let t = 0; t < effect.length; t++) effect[t]! += market.baseline.level * share * term.shares[t]!;
  }
  return effect;
}

/** A stationary AR(1) path with the given standard deviation. */
function autoregressive(count: number, carry: number, sd: number, seed: number, name: string): Float64Array {
  const stream = randomStream(seed, name);
  let value = stream.normal();
  return new Float64Array(count).map(() => {
    const now = value;
    value = carry * value + Math.sqrt(1 - carry * carry) * stream.normal();
    return sd * now;
  });
}

function promotionPath(promotion: NonNullable<Market['promotion']>, count: number, seed: number): Float64Array {
  const stream = randomStream(seed, 'promotion');
  const path = new Float64Array(count);
  let next = stream.integer(promotion.everyPeriods);
  while (next < count) {
    const depth = round4(0.5 + 0.5 * stream.uniform());
    for (let t = next; t < Math.min(count, next + promotion.lasts); t++) path[t] = depth;
    next += promotion.everyPeriods + stream.integer(3) - 1;
  }
  return path;
}

function round4(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
