import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/inference/index.js';
import { commonMediaPrior } from '../../src/mixmodel/common-media-prior.js';
import { samplePrior } from '../../src/mixmodel/prior-quantile.js';
import { panelOf } from './example-model.js';

const spends = { tv: [30, 50, 20], search: [10, 0, 30], print: [5, 5, 10] };
const series = (values: readonly number[]): Float64Array => Float64Array.from(values);
const panel = panelOf(3, {
  kpi: series([100, 140, 160]),
  channels: Object.fromEntries(Object.entries(spends).map(([id, values]) => [id, series(values)])),
});

describe('the common prior on media of a KPI without value', () => {
  it('is the log-normal with the mean and sd of Google Meridian', () => {
    const { mu, sigma } = commonMediaPrior(panel, 'sales')!;
    // KPI 400; spend 100, 40, 20.
    const mean = (0.4 * 400) / 160;
    const sd = (0.2 * 400) / Math.sqrt(100 ** 2 + 40 ** 2 + 20 ** 2);
    expect(Math.exp(mu + sigma ** 2 / 2)).toBeCloseTo(mean, 12);
    expect(Math.sqrt(Math.exp(sigma ** 2) - 1) * Math.exp(mu + sigma ** 2 / 2)).toBeCloseTo(sd, 12);
    expect(mu).toBeCloseTo(Math.log(mean) - 0.5 * Math.log((sd / mean) ** 2 + 1), 12);
  });

  it('gives all media together 40 % ± 20 % of the KPI', () => {
    const common = commonMediaPrior(panel, 'sales')!;
    const stream = randomStream(1, 'returns');
    const shares = Array.from(
      { length: 40_000 },
      () => [100, 40, 20].reduce((sum, spend) => sum + samplePrior(common, stream) * spend, 0) / 400,
    );
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const sd = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length);
    // Four Monte-Carlo errors of the mean, and about as many of the sd of a skewed sum.
    expect(Math.abs(mean - 0.4)).toBeLessThan(0.004);
    expect(Math.abs(sd - 0.2)).toBeLessThan(0.008);
  });

  it('counts the window of the KPI, and all groups', () => {
    const early = {
      ...panel,
      inLikelihood: Uint8Array.of(0, 1, 1),
      kpis: [{ ...panel.kpis[0]!, values: series([NaN, 140, 160]) }],
    };
    const late = panelOf(2, {
      kpi: series([140, 160]),
      channels: { tv: series([50, 20]), search: series([0, 30]), print: series([5, 10]) },
    });
    expect(commonMediaPrior(early, 'sales')).toEqual(commonMediaPrior(late, 'sales'));
    const twice = (values: Float64Array): Float64Array => Float64Array.from([...values, ...values]);
    const two = {
      ...panel,
      groups: ['north', 'south'],
      inLikelihood: new Uint8Array(6).fill(1),
      kpis: panel.kpis.map((kpi) => ({ ...kpi, values: twice(kpi.values) })),
      channels: panel.channels.map((own) => ({ ...own, spend: twice(own.spend), media: twice(own.media) })),
    };
    const both = commonMediaPrior(two, 'sales')!;
    const one = commonMediaPrior(panel, 'sales')!;
    expect(both.mu).toBeCloseTo(one.mu, 12);
    expect(both.sigma).toBeCloseTo(one.sigma, 12);
  });

  it('is none where nothing was spent or counted', () => {
    const nothing = panelOf(3, { kpi: series([1, 2, 3]), channels: { tv: new Float64Array(3) } });
    expect(commonMediaPrior(nothing, 'sales')).toBeNull();
    const unsold = panelOf(3, { kpi: new Float64Array(3), channels: { tv: series([1, 2, 3]) } });
    expect(commonMediaPrior(unsold, 'sales')).toBeNull();
  });
});
