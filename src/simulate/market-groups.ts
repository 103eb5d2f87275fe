import { randomStream } from '../inference/index.js';
import type { Market } from './market.js';

/** One region of a market, or the market as a whole. */
export interface MarketGroup {
  /** null: the market has no groups. */
  readonly id: string | null;
  readonly population: number | null;
  /** Share of the people: what spend follows. */
  readonly people: number;
  /** Share of the baseline. Both sum to 1 over the groups. */
  readonly baseline: number;
}

export function drawGroups(market: Market, seed: number): MarketGroup[] {
  if (market.groups === null) return [{ id: null, population: null, people: 1, baseline: 1 }];
  const { regions, levelSpread } = market.groups;
  const everyone = regions.reduce((sum, { population }) => sum + population, 0);
  const sizes = regions.map(
    ({ id, population }) => population * Math.exp(levelSpread * randomStream(seed, 'group level', id).normal()),
  );
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return regions.map(({ id, population }, index) => ({
    id,
    population,
    people: population / everyone,
    baseline: sizes[index]! / all,
  }));
}
