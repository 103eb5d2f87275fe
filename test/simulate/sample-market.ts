import type { Market, MarketChannel } from '../../src/simulate/index.js';

const channel = (id: string, over: Partial<MarketChannel> = {}): MarketChannel => ({
  id,
  label: id,
  spend: 1000,
  spread: 0.3,
  share: 0.6,
  flight: 5,
  startsAt: 0,
  unit: null,
  costPerUnit: null,
  alpha: 0.5,
  adstock: null,
  drift: null,
  follows: null,
  half: 1,
  slope: 1,
  roi: 1.5,
  demandDriven: false,
  tags: [],
  ...over,
});

/** A small market with every switch off; tests turn on what they are about. */
export function sampleMarket(over: Partial<Market> = {}): Market {
  return {
    id: 'sample',
    title: 'Sample',
    currency: 'EUR',
    language: 'en',
    grain: 'weekly',
    start: '2023-01-02',
    periods: 156,
    kpi: { id: 'sales', label: 'Sales', kind: 'revenue', valuePerUnit: null },
    baseline: { level: 20_000, trendPerYear: 0, season: [], holidays: {}, country: null },
    noise: 0.02,
    noiseCarry: 0,
    channels: [
      channel('tv'),
      channel('radio', { roi: 0 }),
      channel('search', { share: 1, startsAt: 40, unit: 'clicks', costPerUnit: 2 }),
    ],
    price: null,
    promotion: null,
    competitor: null,
    demand: null,
    groups: null,
    switches: { correlatedFlights: 0, seasonMediaConfounding: 0, structuralBreak: null },
    liftTests: [],
    optimumBudget: null,
    ...over,
  };
}
