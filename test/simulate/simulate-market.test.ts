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
      liftTests: [{ channel: 'tv', start: 60, periods: 6, spendFactor: 0, relativeError: 0.2 }],
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
});
