import { describe, expect, it } from 'vitest';
import { quantiles, randomStream } from '../../src/inference/index.js';
import { assess, fitModel, scalesOf } from '../../src/mixmodel/index.js';
import { accuracyOf, errorSumCount, errorSums } from '../../src/mixmodel/assess-draws.js';
import { explainedShare } from '../../src/mixmodel/assess-explained.js';
import { lagOneCorrelation } from '../../src/mixmodel/assess-residuals.js';
import { channelSpec, controlSpec, exampleMarket, modelSpec, organicSpec, panelOf, prior } from './example-model.js';
import { sampledModel } from './sampled-model.js';

const periods = 60;
const random = randomStream(3, 'assess');
const spend = Float64Array.from({ length: periods }, () => (random.uniform() < 0.6 ? 50 + 50 * random.uniform() : 0));
const kpi = Float64Array.from({ length: periods }, () => 900 + 200 * random.uniform());
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const flatBaseline = {
  intercept: prior.normal(0, 5),
  trend: { kind: 'none' },
  season: { kind: 'none' },
  holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
} as const;
const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;
const unscaled = { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null } as const;

describe('a linear model without carry-over', () => {
  const spec = modelSpec({ channels: [channelSpec('tv', linear)], baseline: flatBaseline, scaling: unscaled });
  const panel = panelOf(periods, { kpi, channels: { tv: spend } });
  // b = 1, 2, 3, …: means, shares and returns are those of an arithmetic series.
  const draws = 400;
  const fitted = sampledModel(spec, panel, draws, {
    'coefficient[tv]': (d) => (d + 1) / 100,
    intercept: 1000,
    sigma: 1e-9,
  });
  const meanB = (draws + 1) / 200;
  const assessed = assess(fitted).kpis[0]!;
  const tv = assessed.channels[0]!;

  it('has b · spend as contribution, by period and in all', () => {
    expect(tv.spend).toBeCloseTo(total(spend), 9);
    expect(tv.contribution.mean).toBeCloseTo(meanB * total(spend), 6);
    tv.contributions.forEach((contribution, period) => {
      expect(contribution.mean).toBeCloseTo(meanB * spend[period]!, 6);
    });
  });

  it('has b as realised ROI, ROI and marginal ROI', () => {
    for (const roi of [tv.realisedRoi, tv.roi, tv.marginalRoi]) {
      expect(roi.mean).toBeCloseTo(meanB, 8);
      expect(roi.p50).toBeCloseTo(meanB, 8);
    }
  });

  it('shares out the KPI between media and baseline', () => {
    expect(tv.share.mean).toBeCloseTo((meanB * total(spend)) / total(kpi), 9);
    expect(assessed.baselineShare.mean).toBeCloseTo(1 - tv.share.mean, 9);
  });

  it('fits baseline + effect', () => {
    expect(assessed.periods).toHaveLength(periods);
    assessed.periods.forEach((period, t) => {
      expect(period.actual).toBe(kpi[t]);
      expect(period.baseline.mean).toBeCloseTo(1000, 6);
      expect(period.fitted.mean).toBeCloseTo(1000 + meanB * spend[t]!, 6);
      expect(period.predicted.mean).toBeCloseTo(period.fitted.mean, 5);
    });
  });

  it('has a straight response curve through nothing', () => {
    const active = spend.filter((value) => value > 0);
    const average = total(active) / active.length;
    expect(tv.curve[0]).toMatchObject({ multiple: 0, spend: 0 });
    for (const { multiple, spend: money, effect } of tv.curve) {
      expect(money).toBeCloseTo(multiple * average, 9);
      expect(effect.mean).toBeCloseTo(meanB * money, 8);
    }
    expect(tv.curve.at(-1)!.multiple).toBeGreaterThanOrEqual(2);
    expect(tv.decay.map(({ mean }) => mean)).toEqual([1]);
  });

  it('gives the same digits again', () => {
    expect(JSON.stringify(assess(fitted))).toBe(JSON.stringify(assess(fitted)));
  });
});

describe('carry-over and saturation', () => {
  const alpha = 0.5;
  const lastWeek = new Float64Array(periods);
  lastWeek[periods - 1] = 80;
  const spec = modelSpec({
    channels: [
      channelSpec('tv', {
        adstock: { kind: 'geometric', periods: 4, alpha: prior.beta(1, 3), normalised: false },
        saturation: { kind: 'none' },
      }),
    ],
    baseline: flatBaseline,
    scaling: unscaled,
  });

  it('counts the effect after the data in ROI, not in realised ROI', () => {
    const panel = panelOf(periods, { kpi, channels: { tv: lastWeek } });
    const fitted = sampledModel(spec, panel, 10, { 'alpha[tv]': alpha, 'coefficient[tv]': 2, sigma: 1 });
    const tv = assess(fitted).kpis[0]!.channels[0]!;
    expect(tv.realisedRoi.mean).toBeCloseTo(2, 9);
    expect(tv.roi.mean).toBeCloseTo(2 * (1 + 0.5 + 0.25 + 0.125), 9);
    expect(tv.marginalRoi.mean).toBeCloseTo(tv.roi.mean, 7);
    expect(tv.contribution.mean).toBeCloseTo(160, 9);
    expect(tv.decay.map(({ mean }) => mean)).toEqual([1, 0.5, 0.25, 0.125]);
  });

  it('has the Hill curve and its slope', () => {
    const flat = new Float64Array(periods).fill(30);
    const panel = panelOf(periods, { kpi, channels: { tv: flat } });
    const half = 20;
    const hill = modelSpec({
      channels: [
        channelSpec('tv', {
          adstock: { kind: 'none' },
          saturation: { kind: 'hill', half: prior.lognormal(3, 0.5), slope: prior.fixed(2) },
        }),
      ],
      baseline: flatBaseline,
      scaling: unscaled,
    });
    const fitted = sampledModel(hill, panel, 10, {
      'half[tv]': half,
      'slope[tv]': 2,
      'coefficient[tv]': 100,
      sigma: 1,
    });
    const tv = assess(fitted).kpis[0]!.channels[0]!;
    const at = (u: number): number => (100 * u * u) / (u * u + half * half);
    for (const { spend: money, effect } of tv.curve) expect(effect.mean).toBeCloseTo(at(money), 9);
    expect(tv.roi.mean).toBeCloseTo(at(30) / 30, 9);
    expect(tv.marginalRoi.mean).toBeCloseTo((at(30.3) - at(30)) / 0.3, 8);
  });

  it('counts value, not units, where a KPI unit is worth money', () => {
    const counts = modelSpec({
      kpis: [{ id: 'sales', label: 'Orders', column: 'orders', kind: 'count', valuePerUnit: { value: 7 } }],
      channels: [channelSpec('tv', linear)],
      baseline: flatBaseline,
      scaling: unscaled,
    });
    const panel = panelOf(periods, { kpi, channels: { tv: spend }, valuePerUnit: new Float64Array(periods).fill(7) });
    const tv = assess(sampledModel(counts, panel, 10, { 'coefficient[tv]': 0.2, sigma: 1 })).kpis[0]!.channels[0]!;
    expect(tv.roi.mean).toBeCloseTo(1.4, 9);
    expect(tv.contribution.mean).toBeCloseTo(0.2 * total(spend), 8);
  });

  it('tells organic media and controls apart from paid media', () => {
    const control = Float64Array.from({ length: periods }, (_, t) => t);
    const withOthers = modelSpec({
      channels: [channelSpec('tv', linear)],
      organic: [organicSpec('mail', linear)],
      controls: [controlSpec('price', { standardise: false })],
      baseline: flatBaseline,
      scaling: unscaled,
    });
    const panel = panelOf(periods, {
      kpi,
      channels: { tv: spend },
      organic: { mail: spend },
      controls: { price: control },
    });
    const assessed = assess(
      sampledModel(withOthers, panel, 10, {
        'coefficient[tv]': 1,
        'coefficient[mail]': 3,
        'control[price]': -2,
        intercept: 500,
        sigma: 1,
      }),
    ).kpis[0]!;
    expect(assessed.others).toMatchObject([
      { id: 'mail', kind: 'organic' },
      { id: 'price', kind: 'control' },
    ]);
    expect(assessed.others[0]!.contribution.mean).toBeCloseTo(3 * total(spend), 7);
    expect(assessed.others[1]!.contribution.mean).toBeCloseTo(-2 * total(control), 7);
    expect(assessed.baselineShare.mean).toBeCloseTo(1 - total(spend) / total(kpi), 9);
    expect(assessed.periods[9]!.baseline.mean).toBeCloseTo(500 + 3 * spend[9]! - 18, 7);
    // The same media twice cannot be told apart.
    expect(assessed.channels[0]!.collinearity).toBeCloseTo(1, 9);
  });

  it('leaves media history out of spend and contribution, and masked weeks out of the fit', () => {
    const panel = panelOf(periods, { kpi, channels: { tv: spend } });
    panel.inLikelihood.fill(0, 0, 6);
    panel.inLikelihood[20] = 0;
    const model = modelSpec({ channels: [channelSpec('tv', linear)], baseline: flatBaseline, scaling: unscaled });
    const assessed = assess(sampledModel(model, panel, 10, { 'coefficient[tv]': 1, sigma: 1 })).kpis[0]!;
    expect(assessed.channels[0]!.spend).toBeCloseTo(total(spend.subarray(6)), 9);
    expect(assessed.channels[0]!.contribution.mean).toBeCloseTo(total(spend.subarray(6)), 9);
    expect(assessed.periods).toHaveLength(periods - 6);
    expect(assessed.periods[14]!.actual).toBeNull();
    expect(assessed.periods[13]!.actual).toBe(kpi[19]);
  });
});

describe('priors pushed through the same function', () => {
  it('gives back the ROI prior where nothing comes after the data', () => {
    const spec = modelSpec({
      channels: [channelSpec('tv', { adstock: { kind: 'none' } })],
      baseline: flatBaseline,
    });
    const panel = panelOf(periods, { kpi, channels: { tv: spend } });
    const fitted = sampledModel(spec, panel, 10, { 'half[tv]': 1, 'slope[tv]': 1, 'coefficient[tv]': 1, sigma: 1 });
    const { priorRoi } = assess(fitted).kpis[0]!.channels[0]!;
    // LogNormal(0.2, 0.9); 2000 draws: the median's standard error is 0.03 of it, the tail's 0.06.
    expect(Math.abs(Math.log(priorRoi.p50) - 0.2)).toBeLessThan(0.08);
    expect(Math.abs(Math.log(priorRoi.p95) - (0.2 + 0.9 * 1.645))).toBeLessThan(0.15);
  });
});

describe('accuracy', () => {
  it('is one and nothing for a perfect prediction', () => {
    const rows = Int32Array.from({ length: periods }, (_, t) => t);
    const sums = new Float64Array(errorSumCount);
    errorSums(kpi, kpi, rows, sums, 0);
    expect(accuracyOf(sums, 0, rows.length)).toEqual({ rSquared: 1, rmse: 0, mae: 0 });
  });

  it('is var(prediction) ÷ (var(prediction) + var(error))', () => {
    const actual = Float64Array.of(1, 2, 3, 4);
    const predicted = Float64Array.of(2, 2, 4, 4);
    const sums = new Float64Array(errorSumCount);
    errorSums(actual, predicted, Int32Array.of(0, 1, 2, 3), sums, 0);
    const { rSquared, rmse, mae } = accuracyOf(sums, 0, 4);
    expect(rSquared).toBeCloseTo(1 / 1.25, 12);
    expect(rmse).toBeCloseTo(Math.SQRT1_2, 12);
    expect(mae).toBeCloseTo(0.5, 12);
  });

  it('knows the autocorrelation of an alternating and of a broken series', () => {
    const zero = new Float64Array(6);
    const alternating = Float64Array.of(1, -1, 1, -1, 1, -1);
    expect(lagOneCorrelation(alternating, zero, Int32Array.of(0, 1, 2, 3, 4, 5))).toBeCloseTo(-5 / 6, 12);
    // Rows 1 and 3 are no neighbours.
    expect(lagOneCorrelation(alternating, zero, Int32Array.of(0, 1, 3, 4))).toBeCloseTo(-2 / 4, 12);
  });

  it('explains a column by others exactly, and by itself once', () => {
    const a = Float64Array.of(1, 2, 3, 4, 5, 6);
    const b = Float64Array.of(1, -1, 2, -2, 3, -3);
    const sum = a.map((value, i) => 5 + 2 * value - b[i]!);
    expect(explainedShare([a, b], sum)).toBeCloseTo(1, 12);
    expect(explainedShare([a, a, a], a)).toBeCloseTo(1, 12);
    expect(explainedShare([], a)).toBe(0);
    // R² of a simple regression is the squared correlation.
    const mean = (v: Float64Array): number => total(v) / v.length;
    const cov = (v: Float64Array, w: Float64Array): number =>
      v.reduce((s, x, i) => s + (x - mean(v)) * (w[i]! - mean(w)), 0);
    expect(explainedShare([b], a)).toBeCloseTo(cov(a, b) ** 2 / (cov(a, a) * cov(b, b)), 12);
  });
});

describe('a real fit', () => {
  it('has the sampled ROI as realised ROI, draw by draw, and the same digits twice', async () => {
    const { panel } = exampleMarket({
      seed: 5,
      periods: 80,
      channels: { tv: { alpha: 0.4, half: 1, slope: 1, roi: 1.5 }, radio: { alpha: 0.1, half: 1, slope: 1, roi: 0.8 } },
    });
    const spec = modelSpec({ channels: [channelSpec('tv'), channelSpec('radio')] });
    const fitted = await fitModel(spec, panel, { draws: 250, chains: 2 });
    const [first, second] = [assess(fitted), assess(fitted)];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    const [sampled] = fitted.kpis;
    for (const channel of first.kpis[0]!.channels) {
      const column = sampled!.columns.indexOf(`roi[${channel.id}]`);
      const values = Float64Array.from(
        { length: 500 },
        (_, d) => sampled!.draws[d * sampled!.columns.length + column]!,
      );
      const mean = total(values) / values.length;
      expect(channel.realisedRoi.mean / mean).toBeCloseTo(1, 10);
      expect(channel.realisedRoi.p975).toBeCloseTo(quantiles(values, [0.975])[0]!, 10);
      expect(channel.roi.mean).toBeGreaterThanOrEqual(channel.realisedRoi.mean);
      expect(channel.marginalRoi.mean).toBeLessThan(channel.roi.mean);
    }
    expect(first.holdout).toMatchObject({ status: 'computing', origins: 2 });
    expect(scalesOf(spec, panel)).toEqual(fitted.scales);
  });
});
