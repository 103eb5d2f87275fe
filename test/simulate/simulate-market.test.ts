import { describe, expect, it } from 'vitest';
import { readPanel, readTable } from '../../src/data/index.js';
import { readModelFile } from '../../src/files/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { simulateMarket, writeMarket } from '../../src/simulate/index.js';
import { sampleMarket } from './sample-market.js';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  const meanX = sum(x) / n;
  const meanY = sum(y) / n;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    xy += (x[i]! - meanX) * (y[i]! - meanY);
    xx += (x[i]! - meanX) ** 2;
    yy += (y[i]! - meanY) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

describe('a synthetic market', () => {
  it('is the sum of its parts, up to noise of the stated size', () => {
    const { kpi, environment, channels, market } = simulateMarket(sampleMarket({ periods: 520 }), 3);
    const residual = Array.from(
      kpi,
      (value, t) =>
        value - environment.level[t]! - channels.reduce((total, { contribution }) => total + contribution[t]!, 0),
    );
    const sd = Math.sqrt(sum(residual.map((value) => value ** 2)) / residual.length);
    expect(sd / (market.noise * market.baseline.level)).toBeGreaterThan(0.9);
    expect(sd / (market.noise * market.baseline.level)).toBeLessThan(1.1);
  });

  it('has the stated return on the money that was drawn', () => {
    const { channels, media } = simulateMarket(sampleMarket(), 1);
    channels.forEach((channel, index) => {
      const spend = sum(media[index]!.spend);
      expect(channel.realisedRoi).toBeCloseTo([1.5, 0, 1.5][index]!, 9);
      expect(sum(channel.contribution) / spend).toBeCloseTo(channel.realisedRoi, 9);
      expect(channel.roi).toBeGreaterThanOrEqual(channel.realisedRoi);
    });
  });

  it('gives the same digits for a seed and others for another', () => {
    const once = simulateMarket(sampleMarket(), 5);
    expect(simulateMarket(sampleMarket(), 5)).toEqual(once);
    expect(simulateMarket(sampleMarket(), 6).kpi).not.toEqual(once.kpi);
  });

  it('starts late and stays on as told', () => {
    const { media, market } = simulateMarket(sampleMarket(), 2);
    const on = Array.from(media[2]!.spend, (money) => money > 0);
    expect(on.indexOf(true)).toBe(40);
    expect(on.lastIndexOf(false)).toBe(39);
    const share = Array.from(media[0]!.spend).filter((money) => money > 0).length / market.periods;
    expect(share).toBeCloseTo(0.6, 1);
  });

  it('correlates flights, follows the season and breaks when its switches say so', () => {
    const season = [{ pair: 1, sin: 0.3, cos: 0 }];
    const quiet = sampleMarket({ periods: 520, baseline: { ...sampleMarket().baseline, season } });
    const with_ = (over: Partial<typeof quiet.switches>) =>
      simulateMarket({ ...quiet, switches: { ...quiet.switches, ...over } }, 4);
    const flights = (correlatedFlights: number) => {
      const { media } = with_({ correlatedFlights });
      return correlation(media[0]!.spend, media[1]!.spend);
    };
    expect(Math.abs(flights(0))).toBeLessThan(0.2);
    expect(flights(0.95)).toBeGreaterThan(0.5);
    const confounded = (seasonMediaConfounding: number) => {
      const { media, environment } = with_({ seasonMediaConfounding });
      return correlation(media[2]!.spend.slice(40), environment.season.slice(40));
    };
    expect(Math.abs(confounded(0))).toBeLessThan(0.15);
    expect(confounded(1)).toBeGreaterThan(0.5);
    const broken = with_({ structuralBreak: { period: 260, share: -0.2 } }).environment.structuralBreak;
    expect(broken[259]).toBe(0);
    expect(broken[260]).toBeCloseTo(-4000, 9);
  });

  it('measures lift tests around their truth with the stated error', () => {
    const liftTests = Array.from({ length: 40 }, (_, index) => ({
      channel: 'tv',
      region: null,
      start: 10 + 3 * index,
      periods: 6,
      spendFactor: 0,
      relativeError: 0.2,
    }));
    const tests = simulateMarket(sampleMarket({ liftTests }), 1).liftTests;
    const scores = tests.map(({ measured, truth, sd }) => (measured - truth) / sd);
    expect(Math.abs(sum(scores) / scores.length)).toBeLessThan(4 / Math.sqrt(scores.length));
    expect(Math.sqrt(sum(scores.map((z) => z * z)) / scores.length)).toBeLessThan(1.5);
    for (const { truth } of tests) expect(truth).toBeGreaterThanOrEqual(0);
  });

  it('knows its best split: no exchange of money between two channels gains', () => {
    const { optimum } = simulateMarket(sampleMarket(), 1);
    expect(sum(Object.values(optimum.best))).toBeCloseTo(optimum.budget, 4);
    expect(optimum.bestEffect).toBeGreaterThanOrEqual(optimum.currentEffect);
    expect(optimum.best['radio']).toBe(0);
    const bigger = simulateMarket(sampleMarket({ optimumBudget: optimum.budget * 1.2 }), 1).optimum;
    expect(bigger.bestEffect).toBeGreaterThan(optimum.bestEffect);
  });

  it.each(['en', 'zh-CN'] as const)('writes a table and a model file that read back without error (%s)', (language) => {
    const market = sampleMarket({
      language,
      price: { elasticity: -1, sd: 0.02 },
      promotion: { lift: 0.1, everyPeriods: 8, lasts: 2 },
      competitor: { effect: -0.02, sd: 1 },
      baseline: { ...sampleMarket().baseline, country: 'CN', holidays: { 'double11:during': 0.3 } },
      liftTests: [{ channel: 'tv', region: null, start: 60, periods: 6, spendFactor: 0, relativeError: 0.2 }],
    });
    const simulated = simulateMarket(market, 1);
    const files = writeMarket(simulated, '../model.schema.json');
    const bytes = (text: string) => new TextEncoder().encode(text);
    const model = readModelFile(bytes(files['model.yaml']), 'model.yaml');
    expect(model.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    const table = readTable('data.csv', bytes(files['data.csv']));
    const panel = readPanel(table.value!, columnsOf(model.value!), expectationsOf(model.value!));
    expect(panel.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(panel.value!.kpis[0]!.values).toEqual(simulated.kpi);
    const truth = JSON.parse(files['truth.json']) as { channels: { id: string; contribution: number[] }[] };
    expect(truth.channels.map(({ id }) => id)).toEqual(['tv', 'radio', 'search']);
    expect(truth.channels[0]!.contribution).toHaveLength(156);
  });

  it('keeps a stated return whatever the adstock, and lets its effect drift around it', () => {
    const delayed = { kind: 'delayed', alpha: 0.7, peak: 2, periods: 13 } as const;
    const weibull = { kind: 'weibull_pdf', shape: 2, scale: 3, periods: 13 } as const;
    const [tv, radio, search] = sampleMarket().channels;
    const market = sampleMarket({
      channels: [
        { ...tv!, alpha: 0, adstock: delayed, drift: { perYear: -0.5, sd: 0 } },
        { ...radio!, alpha: 0, adstock: weibull, roi: 2, drift: { perYear: 0, sd: 0.5 } },
        search!,
      ],
    });
    const { channels } = simulateMarket(market, 1);
    expect(channels[0]!.realisedRoi).toBeCloseTo(1.5, 9);
    expect(channels[1]!.realisedRoi).toBeCloseTo(2, 9);
    // 155 weeks at −50 % a year.
    expect(channels[0]!.strength[155]! / channels[0]!.strength[0]!).toBeCloseTo(Math.exp((-0.5 * 155 * 7) / 365.25), 9);
    expect(sum(channels[1]!.strength) / 156).toBeCloseTo(1, 9);
    expect(channels[2]!.strength.every((value) => value === 1)).toBe(true);
  });

  it('carries noise over as told, with the same spread', () => {
    const { kpi, environment, channels, market } = simulateMarket(sampleMarket({ periods: 1040, noiseCarry: 0.7 }), 3);
    const noise = kpi.map(
      (value, t) =>
        value - environment.level[t]! - channels.reduce((total, { contribution }) => total + contribution[t]!, 0),
    );
    expect(correlation(noise.subarray(1), noise.subarray(0, -1))).toBeCloseTo(0.7, 1);
    const sd = Math.sqrt(sum(noise.map((value) => value ** 2)) / noise.length);
    expect(sd / (market.noise * market.baseline.level)).toBeCloseTo(1, 0);
  });

  it('lets a demand that nobody sees move sales and the spend of demand-driven channels', () => {
    const [tv, , search] = sampleMarket().channels;
    const channels = [tv!, { ...search!, startsAt: 0, spread: 0.1, demandDriven: true }];
    const with_ = (seen: boolean) =>
      simulateMarket(sampleMarket({ periods: 520, channels, demand: { sd: 0.1, carry: 0.9, seen } }), 2);
    const { environment, media } = with_(false);
    expect(environment.seen.demand).toBeNull();
    expect(correlation(environment.demand!, media[1]!.spend)).toBeGreaterThan(0.6);
    expect(Math.abs(correlation(environment.demand!, media[0]!.spend))).toBeLessThan(0.25);
    expect(correlation(with_(true).environment.seen.demand!, environment.demand!)).toBeGreaterThan(0.999);
    expect(writeMarket(with_(true), '')['model.yaml']).toContain('column: demand_index');
  });

  it('lets a channel follow another', () => {
    const [tv, radio] = sampleMarket().channels;
    const follower = { ...radio!, follows: { channel: 'tv', spread: 0.05 } };
    const { media } = simulateMarket(sampleMarket({ channels: [tv!, follower] }), 2);
    expect(correlation(media[0]!.spend, media[1]!.spend)).toBeGreaterThan(0.99);
  });

  it('divides itself over regions: level by size, spend by people, effects normal around their mean', () => {
    const regions = Array.from({ length: 40 }, (_, index) => ({ id: `r${index}`, population: 1000 * (1 + index) }));
    const groups = { regions, effectSpread: 0.3, levelSpread: 0.1, sharedFlights: 0.5 };
    const simulated = simulateMarket(sampleMarket({ groups, noise: 0 }), 3);
    const { channels, media, kpi, environment, periods } = simulated;
    expect(kpi).toHaveLength(40 * 156);
    const [tv] = channels;
    expect(tv!.realisedRoi).toBeCloseTo(1.5, 9);
    const perHead = tv!.groups.map(({ coefficient }, g) => coefficient / regions[g]!.population);
    const mean = sum(perHead) / 40;
    const sd = Math.sqrt(sum(perHead.map((value) => (value - mean) ** 2)) / 40);
    expect(sd / mean).toBeGreaterThan(0.2);
    expect(sd / mean).toBeLessThan(0.42);
    periods.forEach((_, t) => {
      const everywhere = (values: Float64Array) => sum(simulated.groups.map((_group, g) => values[g * 156 + t]!));
      const caused = sum(channels.map(({ contribution }) => everywhere(contribution)));
      // Cents of forty regions.
      expect(everywhere(kpi)).toBeCloseTo(environment.level[t]! + caused, 0);
    });
    const spent = (g: number) => sum(media[2]!.spend.subarray(g * 156, (g + 1) * 156));
    expect(spent(39) / spent(0)).toBeGreaterThan(30);
    const files = writeMarket(simulated, '');
    expect(files['data.csv'].split('\n')).toHaveLength(40 * 156 + 2);
    expect(files['data.csv']).toMatch(/^week,region,population,sales,/);
    expect(files['model.yaml']).toContain('region: region, population: population');
  });
});
