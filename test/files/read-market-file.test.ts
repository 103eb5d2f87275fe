import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarketFile } from '../../src/files/index.js';
import { codes, placed } from './samples.js';

const text = `schema: mixplan/market@1
id: town
start: 2023-01-02
periods: 104
kpi: {id: sales}
baseline: {level: 1000}
channels:
  - {id: tv, spend: 50, alpha: 0.5, half: 1, roi: 2}
`;

describe('readMarketFile', () => {
  it('switches off what is not written', () => {
    const { value, faults } = readMarketFile(text, 'market.yaml');
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      title: 'town',
      grain: 'weekly',
      kpi: { id: 'sales', label: 'sales', kind: 'revenue', valuePerUnit: null },
      baseline: { trendPerYear: 0, season: [], holidays: {}, country: null },
      price: null,
      promotion: null,
      competitor: null,
      switches: { correlatedFlights: 0, seasonMediaConfounding: 0, structuralBreak: null },
      liftTests: [],
      optimumBudget: null,
    });
    expect(value?.channels[0]).toMatchObject({
      share: 1,
      startsAt: 0,
      costPerUnit: null,
      slope: 1,
      demandDriven: false,
    });
  });

  it('names every fault at its place', () => {
    const { value, faults } = readMarketFile(
      text.replace('level: 1000', 'level: 1000, country: CN, holidays: {"double12:during": 1, "618:later": 1}') +
        '  - {id: tv, spend: 0, alpha: 0.5, half: 1, roi: 2, starts_at: 200}\nlift_tests: [{channel: radio, start: 100, periods: 8, spend_factor: 0, relative_error: 0.2}]\nsesaon: 1\n',
      'market.yaml',
    );
    expect(value).toBeNull();
    expect(placed(faults).map((line) => line.split(' ')[0])).toEqual([
      'unknown-holiday',
      'unknown-phase',
      'duplicate-id',
      'number-too-small',
      'outside-market',
      'unknown-channel',
      'outside-market',
      'unknown-key',
    ]);
  });

  it('wants a country for holidays and no value for money', () => {
    const odd = text
      .replace('level: 1000', 'level: 1000, holidays: {"618:during": 1}')
      .replace('id: sales', 'id: sales, value_per_unit: 3');
    expect(codes(readMarketFile(odd, 'market.yaml').faults)).toEqual(['value-of-revenue', 'holiday-without-country']);
  });

  it('reads what lies outside the default family, and regions', () => {
    const { value, faults } = readMarketFile(
      `${text}  - {id: video, spend: 5, adstock: {kind: weibull_pdf, shape: 2, scale: 3}, half: 1, roi: 2, drift: {per_year: -0.2}, follows: {channel: tv, spread: 0.1}}
noise_carry: 0.4
demand: {sd: 0.1}
groups: {regions: [{id: north, population: 10}, {id: south, population: 20}]}
lift_tests: [{channel: tv, region: north, start: 10, periods: 8, spend_factor: 0, relative_error: 0.2}]
`,
      'market.yaml',
    );
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      noiseCarry: 0.4,
      demand: { sd: 0.1, carry: 0.9, seen: false },
      groups: { effectSpread: 0.3, levelSpread: 0.1, sharedFlights: 0.5 },
      liftTests: [{ region: 'north' }],
    });
    expect(value?.channels[1]).toMatchObject({
      adstock: { kind: 'weibull_pdf', periods: 13 },
      drift: { perYear: -0.2, sd: 0 },
    });
  });

  it('wants one adstock, a leader that stands before, and known regions', () => {
    const odd = `${text}  - {id: a, spend: 5, half: 1, roi: 2}
  - {id: b, spend: 5, alpha: 0.1, adstock: {kind: binomial, alpha: 0.5}, half: 1, roi: 2, follows: {channel: c, spread: 0}}
  - {id: c, spend: 5, alpha: 0.1, half: 1, roi: 2}
groups: {regions: [{id: north, population: 10}, {id: south, population: 20}]}
lift_tests: [{channel: tv, region: nrth, start: 10, periods: 8, spend_factor: 0, relative_error: 0.2}]
`;
    expect(codes(readMarketFile(odd, 'market.yaml').faults)).toEqual([
      'one-adstock',
      'one-adstock',
      'unknown-channel',
      'unknown-market-region',
    ]);
  });

  const root = new URL('../../', import.meta.url);
  const markets = ['models/', 'bench/'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('market.yaml'))
      .map((name) => folder + name),
  );
  it.each(markets)('reads %s', (name) => {
    expect(readMarketFile(readFileSync(new URL(name, root)), name).faults).toEqual([]);
  });
});
