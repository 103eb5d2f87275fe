import { describe, expect, it } from 'vitest';
import { normalQuantile, randomStream } from '../../src/inference/index.js';
import { assess, type ChannelSpec, type ModelSpec, type Review } from '../../src/mixmodel/index.js';
import { hasDemandControl } from '../../src/mixmodel/review-demand.js';
import { regress } from '../../src/mixmodel/review-halves.js';
import { hasMessage, sourceMessage } from '../../src/language/index.js';
import { channelSpec, controlSpec, modelSpec, panelOf, prior } from './example-model.js';
import { sampledModel } from './sampled-model.js';

const periods = 104;
const random = randomStream(21, 'reviews');
const flighted = Float64Array.from({ length: periods }, () =>
  random.uniform() < 0.5 ? 50 + 50 * random.uniform() : 0,
);
const noise = Float64Array.from({ length: periods }, () => 10 * random.normal());
const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;

function specOf(channel: Partial<ChannelSpec>, fields: Partial<ModelSpec> = {}): ModelSpec {
  return modelSpec({
    channels: [channelSpec('tv', { ...linear, ...channel })],
    baseline: {
      intercept: prior.normal(1000, 500),
      trend: { kind: 'none' },
      season: { kind: 'none' },
      holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
    },
    scaling: { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null },
    ...fields,
  });
}

/** A draw-wise value with this mean and spread, the same normal quantiles whatever the number of draws. */
const around = (mean: number, sd: number) => (draw: number) => mean + sd * normalQuantile((draw + 0.5) / 200);

function reviewsOf(
  kpi: Float64Array,
  options: {
    readonly media?: Float64Array;
    readonly spec?: ModelSpec;
    readonly values?: Parameters<typeof sampledModel>[3];
  },
): readonly Review[] {
  const { media = flighted, spec = specOf({}), values = {} } = options;
  const panel = panelOf(periods, { kpi, channels: { tv: media } });
  const stated = { 'coefficient[tv]': around(2, 0.05), intercept: around(1000, 2), sigma: 10, ...values };
  return assess(sampledModel(spec, panel, 200, stated)).reviews;
}

const healthy = flighted.map((value, t) => 1000 + 2 * value + noise[t]!);
const find = (reviews: readonly Review[], code: string): Review | undefined =>
  reviews.find((review) => review.code === code);

describe('reviews', () => {
  it('find nothing in a healthy model', () => {
    expect(reviewsOf(healthy, {})).toEqual([]);
  });

  it('media that the priors let cause more than the whole KPI', () => {
    const reviews = reviewsOf(healthy, {
      spec: specOf({ effect: { sales: { on: 'roi', prior: prior.lognormal(5, 1) } } }),
    });
    const review = find(reviews, 'prior_media_share')!;
    expect(review).toMatchObject({ severity: 'review', subject: null, threshold: 0.05 });
    expect(review.value).toBeGreaterThan(0.8);
  });

  it('a negative baseline: to be looked at from 0.2, failed from 0.8', () => {
    const negative = (chance: number) => (draw: number) => ((draw + 0.5) / 200 < chance ? -100 : 1000);
    expect(find(reviewsOf(healthy, { values: { intercept: negative(0.1) } }), 'negative_baseline')).toBeUndefined();
    const some = reviewsOf(healthy, { values: { intercept: negative(0.3) } });
    expect(find(some, 'negative_baseline')).toMatchObject({ severity: 'review', value: 0.3, threshold: 0.2 });
    expect(find(some, 'negative_baseline_quarter')).toMatchObject({ severity: 'review', value: 0.3 });
    const most = reviewsOf(healthy, { values: { intercept: negative(0.9) } });
    expect(find(most, 'negative_baseline')).toMatchObject({ severity: 'fail', value: 0.9, threshold: 0.8 });
  });

  it('a baseline that is negative in one quarter only', () => {
    const dip = Float64Array.from({ length: periods }, (_, t) => (t >= 40 && t < 55 ? -1 : 0));
    const spec = specOf({}, { controls: [controlSpec('dip', { standardise: false })] });
    const panel = panelOf(periods, { kpi: healthy, channels: { tv: flighted }, controls: { dip } });
    const stated = { 'coefficient[tv]': 2, intercept: 1000, 'control[dip]': 1500, sigma: 10 };
    const { reviews } = assess(sampledModel(spec, panel, 200, stated));
    expect(find(reviews, 'negative_baseline')).toBeUndefined();
    expect(find(reviews, 'negative_baseline_quarter')).toMatchObject({ severity: 'fail', value: 1 });
  });

  it('a single period that is hardly possible, by its label', () => {
    const odd = healthy.map((value, t) => (t === 30 ? value + 80 : value));
    const review = find(reviewsOf(odd, {}), 'unlikely_period')!;
    expect(review).toMatchObject({ severity: 'note', subject: '2022-08-01', threshold: 0.001 });
    expect(review.value).toBeLessThan(1e-6);
  });

  it('too many periods outside their range, and residuals that carry over', () => {
    const wave = healthy.map((value, t) => value + 60 * Math.sin(t / 6));
    const reviews = reviewsOf(wave, {});
    expect(find(reviews, 'periods_outside')!.value).toBeGreaterThan(0.3);
    expect(find(reviews, 'residual_autocorrelation')!.value).toBeGreaterThan(0.8);
  });

  it('media that explain nothing', () => {
    const unrelated = noise.map((value) => 1000 + value);
    const review = find(
      reviewsOf(unrelated, { values: { 'coefficient[tv]': around(0.1, 0.02) } }),
      'media_explain_little',
    )!;
    expect(review.value).toBeLessThan(0.01);
  });

  it('an effect that may be negative', () => {
    const reviews = reviewsOf(healthy, { values: { 'coefficient[tv]': (d: number) => (d < 30 ? -1 : 2) } });
    expect(find(reviews, 'negative_effect')).toMatchObject({ subject: 'tv', value: 0.15, threshold: 0.1 });
  });

  it('an effect that differs between the halves, and not one that does not', () => {
    const changed = flighted.map((value, t) => 1000 + (t < periods / 2 ? 1 : 3) * value + noise[t]!);
    const review = find(reviewsOf(changed, {}), 'unstable_effect')!;
    expect(review.subject).toBe('tv');
    expect(review.value).toBeGreaterThan(2);
    expect(find(reviewsOf(healthy, {}), 'unstable_effect')).toBeUndefined();
  });

  it('a half-saturation below nearly all spend', () => {
    const alwaysOn = Float64Array.from({ length: periods }, () => 60 + 80 * random.uniform());
    const spec = specOf({
      saturation: { kind: 'hill', half: prior.lognormal(2, 1), slope: prior.fixed(1) },
    });
    const at = (half: number) => {
      const kpi = alwaysOn.map((value, t) => 1000 + (500 * value) / (value + half) + noise[t]!);
      const values = { 'coefficient[tv]': 500, 'half[tv]': half, 'slope[tv]': 1 };
      return find(reviewsOf(kpi, { media: alwaysOn, spec, values }), 'half_below_data');
    };
    expect(at(20)!.value).toBeLessThan(0.4);
    expect(at(90)).toBeUndefined();
  });

  it('a flat always-on channel, but no flat flights', () => {
    const flat = Float64Array.from({ length: periods }, () => 100 + 3 * random.uniform());
    const kpi = flat.map((value, t) => 1000 + 2 * value + noise[t]!);
    const review = find(reviewsOf(kpi, { media: flat }), 'flat_always_on')!;
    expect(review.value).toBeLessThan(0.02);
    expect(review.threshold).toBe(0.1);
    expect(find(reviewsOf(healthy, {}), 'flat_always_on')).toBeUndefined();
  });

  it('an always-on channel that the baseline can follow, and not one with movements of its own', () => {
    const season = Float64Array.from({ length: periods }, (_, t) => 100 + 40 * Math.sin(t / 16) + random.normal());
    const jumpy = Float64Array.from({ length: periods }, () => 60 + 80 * random.uniform());
    const spec = (trend: ModelSpec['baseline']['trend']): ModelSpec => {
      const base = specOf({});
      return { ...base, baseline: { ...base.baseline, trend } };
    };
    const of = (media: Float64Array, trend: ModelSpec['baseline']['trend'], values = {}) => {
      const kpi = media.map((value, t) => 1000 + 2 * value + noise[t]!);
      return find(reviewsOf(kpi, { media, spec: spec(trend), values }), 'baseline_swallows');
    };
    const dense = { kind: 'knots', every: 4, step: prior.normal(0, 50) } as const;
    expect(of(season, dense)).toMatchObject({ subject: 'tv', severity: 'review', threshold: 0.8 });
    expect(of(season, dense)!.value).toBeGreaterThan(0.9);
    expect(of(season, { kind: 'knots', every: 52, step: prior.normal(0, 50) })).toBeUndefined();
    expect(of(jumpy, dense)).toBeUndefined();
    const drift = { kind: 'drift', stepSd: prior.halfnormal(1) } as const;
    expect(of(season, drift, { step_sd: 20 })!.value).toBeGreaterThan(0.9);
    expect(of(season, drift, { step_sd: 0.01 })).toBeUndefined();
    expect(of(jumpy, drift, { step_sd: 5 })).toBeUndefined();
  });

  it('a demand-driven channel without a demand control', () => {
    const demandDriven = specOf({ demandDriven: true });
    expect(find(reviewsOf(healthy, { spec: demandDriven }), 'demand_without_control')).toMatchObject({ subject: 'tv' });
    expect(hasDemandControl(demandDriven)).toBe(false);
    expect(hasDemandControl({ ...demandDriven, controls: [controlSpec('query_volume')] })).toBe(true);
    expect(hasDemandControl({ ...demandDriven, controls: [controlSpec('c1', { label: '搜索指数' })] })).toBe(true);
    expect(hasDemandControl({ ...demandDriven, controls: [controlSpec('price')] })).toBe(false);
  });
});

describe('normal regression', () => {
  it('is least squares under flat priors, with its covariance', () => {
    const one = new Float64Array(periods).fill(1);
    const flat = { mean: 0, sd: 1e6 };
    const { mean, covariance } = regress([one, flighted], healthy, [flat, flat], (x) => x.map((value) => value / 100))!;
    const average = (v: Float64Array): number => v.reduce((s, x) => s + x, 0) / v.length;
    const sxx = flighted.reduce((s, x) => s + (x - average(flighted)) ** 2, 0);
    const sxy = flighted.reduce((s, x, i) => s + (x - average(flighted)) * (healthy[i]! - average(healthy)), 0);
    expect(mean[1]).toBeCloseTo(sxy / sxx, 6);
    expect(covariance[3]).toBeCloseTo(100 / sxx, 9);
  });

  it('weighs prior and data by their precision', () => {
    const y = Float64Array.of(4, 4, 4, 4);
    const { mean, covariance } = regress([new Float64Array(4).fill(1)], y, [{ mean: 0, sd: 1 }], (x) =>
      x.map((value) => value / 4),
    )!;
    expect(mean[0]).toBeCloseTo(2, 12);
    expect(covariance[0]).toBeCloseTo(0.5, 12);
  });
});

describe('words', () => {
  it.each([
    ...['prior_media_share', 'negative_baseline', 'negative_baseline_quarter', 'periods_outside', 'unlikely_period'],
    ...['residual_autocorrelation', 'media_explain_little', 'negative_effect', 'unstable_effect', 'half_below_data'],
    ...['flat_always_on', 'demand_without_control'],
  ])('has a sentence for %s in both languages', (code) => {
    const key = `review.${code}`;
    expect(hasMessage(key)).toBe(true);
    if (hasMessage(key)) expect(sourceMessage('en', key)).not.toBe(sourceMessage('zh-CN', key));
  });
});

describe('a jump of the level', () => {
  const jumped = (size: number) => healthy.map((value, t) => value + (t >= 60 ? size : 0));

  it('fails the model, at its period', () => {
    const found = find(reviewsOf(jumped(120), {}), 'level_break');
    expect(found).toMatchObject({ severity: 'fail', subject: '2023-02-27' });
    expect(found!.value).toBeGreaterThan(found!.threshold);
  });

  it('is no review where it lies within the noise, or where the level wanders', () => {
    expect(find(reviewsOf(jumped(2), {}), 'level_break')).toBeUndefined();
    const steps = randomStream(5, 'wander');
    let level = 0;
    const wandering = healthy.map((value) => {
      level = 0.9 * level + 4 * steps.normal();
      return value + level;
    });
    expect(find(reviewsOf(wandering, {}), 'level_break')).toBeUndefined();
  });
});
