import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contributionOf, recoveryMarket } from '../../bench/recovery/generator.js';
import { recoverySet, setNames } from '../../bench/recovery/sets.js';
import { randomStream } from '../../src/inference/index.js';
import { hasSharedData, sharedData } from '../support/fit-file.js';

describe.skipIf(!hasSharedData)('the recovery generator beside the published sets', () => {
  it.each(['small', 'growing', 'medium'] as const)(
    'turns the published spend of %s into its published contributions',
    (name) => {
      const set = recoverySet(name, randomStream(1));
      const table = columnsOf(`recovery/${name}_business_20250715.csv`);
      const truth = columnsOf(`recovery/${name}_business_20250715.truth_contributions.csv`);
      const geo = table.get('geo')!;
      for (const region of set.regions) {
        const rows = [...geo.keys()].filter((row) => geo[row] === region);
        const pick = (column: readonly string[]) => Float64Array.from(rows, (row) => Number(column[row]));
        set.channels.forEach((channel, c) => {
          const found = contributionOf(channel, pick(table.get(`x${c + 1}_${channel.name}`)!), set.baseSales);
          const published = pick(truth.get(`contribution_x${c + 1}_${channel.name}`)!);
          expect(rows).toHaveLength(set.periods);
          found.forEach((value, t) => {
            expect(value).toBeCloseTo(published[t]!, 4);
          });
        });
      }
    },
  );

  it('draws sales and spend of the same size and spread as the published ones', () => {
    const published = columnsOf('recovery/small_business_20250715.csv');
    const seeds = Array.from({ length: 400 }, (_, index) => index + 1);
    const markets = seeds.map((seed) => recoveryMarket('small', seed));
    const inRange = (value: number, drawn: readonly number[]) => {
      expect(value).toBeGreaterThanOrEqual(Math.min(...drawn));
      expect(value).toBeLessThanOrEqual(Math.max(...drawn));
    };
    inRange(
      meanOf(published.get('y')!.map(Number)),
      markets.map(({ kpi }) => meanOf(kpi)),
    );
    markets[0]!.set.channels.forEach(({ name }, c) => {
      const column = published.get(`x${c + 1}_${name}`)!.map(Number);
      inRange(
        meanOf(column),
        markets.map(({ spend }) => meanOf(spend[c]!)),
      );
      inRange(
        shareOn(column),
        markets.map(({ spend }) => shareOn(spend[c]!)),
      );
    });
  });
});

describe('the recovery generator', () => {
  it.each(setNames)('draws %s: everything counted, nothing negative, the same again', (name) => {
    const market = recoveryMarket(name, 2);
    const size = market.set.regions.length * market.set.periods;
    expect(market.kpi).toHaveLength(size);
    for (const path of [market.kpi, ...market.spend, ...market.controls, ...market.contributions]) {
      expect(path).toHaveLength(size);
      expect(path.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
    expect(recoveryMarket(name, 2).kpi).toEqual(market.kpi);
    expect(recoveryMarket(name, 3).kpi).not.toEqual(market.kpi);
  });
});

function columnsOf(file: string): ReadonlyMap<string, readonly string[]> {
  const [header, ...rows] = readFileSync(resolve(sharedData, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return new Map(header!.map((name, index) => [name, rows.map((row) => row[index]!)]));
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOn(values: ArrayLike<number>): number {
  return meanOf(Array.from(values, (value) => (value > 0 ? 1 : 0)));
}
