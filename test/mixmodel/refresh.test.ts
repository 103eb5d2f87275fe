import { describe, expect, it } from 'vitest';
import { assess, fitModel, type FittedModel, type ModelSpec } from '../../src/mixmodel/index.js';
import { computeCalibration } from '../../src/mixmodel/calibration.js';
import { channelReturns } from '../../src/mixmodel/channel-returns.js';
import { experimentEffect } from '../../src/mixmodel/experiment-effect.js';
import { panelBefore } from '../../src/mixmodel/refit-panel.js';
import { computeRefresh } from '../../src/mixmodel/refresh.js';
import { restatement } from '../../src/mixmodel/restated.js';
import { exampleMarket, channelSpec, modelSpec, panelOf, prior } from './example-model.js';
import { sampledModel } from './sampled-model.js';
import type { Panel } from '../../src/data/index.js';

const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;
const flat = {
  intercept: prior.normal(0, 5),
  trend: { kind: 'none' },
  season: { kind: 'none' },
  holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
} as const;
const periods = 40;
const spend = Float64Array.from({ length: periods }, (_, t) => 10 + ((t * 7) % 11));
const kpi = Float64Array.from({ length: periods }, (_, t) => 500 + 3 * ((t * 5) % 13));
const unscaled = { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null } as const;
const small = modelSpec({ channels: [channelSpec('tv', linear)], baseline: flat, scaling: unscaled });
const smallPanel = panelOf(periods, { kpi, channels: { tv: spend } });

const altered = (panel: Panel, row: number, factor: number): Panel => ({
  ...panel,
  channels: panel.channels.map((channel) => ({
    ...channel,
    spend: channel.spend.map((value, t) => (t === row ? value * factor : value)),
    media: channel.media.map((value, t) => (t === row ? value * factor : value)),
  })),
});

describe('what was restated', () => {
  it('is nothing between a panel and itself, or its beginning', () => {
    expect(restatement(smallPanel, smallPanel).count).toBe(0);
    expect(restatement(panelBefore(smallPanel, 30), smallPanel).count).toBe(0);
  });

  it('is found where it is, the largest change first', () => {
    const twice = altered(altered(smallPanel, 5, 1.1), 20, 2);
    const found = restatement(panelBefore(smallPanel, 30), twice);
    expect(found.cells.map(({ period }) => period)).toEqual([20, 5].map((t) => smallPanel.periods[t]!.label));
    expect(found.cells[0]).toMatchObject({ part: 'spend', id: 'tv', old: spend[20], new: 2 * spend[20]! });
    expect(found.series).toHaveLength(1);
    expect(found.series[0]).toMatchObject({ periods: 2, from: smallPanel.periods[5]!.label });
    expect(restatement(smallPanel, altered(smallPanel, 39, 3)).count).toBe(1);
    expect(restatement(panelBefore(smallPanel, 30), altered(smallPanel, 35, 3)).count).toBe(0);
  });

  it('is found where a value came or went', () => {
    const gap: Panel = {
      ...smallPanel,
      kpis: smallPanel.kpis.map((one) => ({ ...one, values: one.values.map((v, t) => (t === 3 ? NaN : v)) })),
    };
    expect(restatement(smallPanel, gap).cells).toMatchObject([{ part: 'kpi', old: kpi[3], new: null }]);
    expect(restatement(gap, gap).count).toBe(0);
  });
});

describe('a lift test by the model', () => {
  it('is b · (actual − counterfactual spend) for a straight effect', () => {
    const fitted = sampledModel(small, smallPanel, 20, { 'coefficient[tv]': (d) => d / 10, intercept: 500, sigma: 1 });
    const [from, to] = [smallPanel.periods[10]!.label, smallPanel.periods[13]!.label];
    const test = {
      channel: 'tv',
      kpi: small.kpis[0]!.id,
      start: from,
      end: to,
      counterfactual: { pctOfActual: 25 },
      effect: 0,
      sd: 1,
      effectThrough: 'end',
      inData: false,
      sdFromElsewhere: false,
      shareOfMarket: 0.5,
      source: '',
    } as const;
    const money = spend.subarray(10, 14).reduce((a, b) => a + b, 0);
    experimentEffect(fitted, test).forEach((effect, d) => {
      expect(effect).toBeCloseTo(0.5 * 0.75 * money * (d / 10), 9);
    });
    expect(Array.from(channelReturns(fitted, test.kpi)[0]!.roi, (roi) => Number(roi.toFixed(9)))).toEqual(
      Array.from({ length: 20 }, (_, d) => d / 10),
    );
  });
});

const fit = async (spec: ModelSpec, panel: Panel): Promise<FittedModel> => {
  const sampled = await fitModel(spec, panel, { draws: 250 });
  return { ...sampled, assessment: assess(sampled) };
};

describe('a refresh and a calibration, fitted', () => {
  const truth = { alpha: 0.4, half: 0.8, slope: 1 };
  const { panel } = exampleMarket({
    periods: 110,
    seed: 4,
    channels: { tv: { ...truth, roi: 1.2 }, radio: { ...truth, roi: 0.8 } },
  });
  const spec = modelSpec({ channels: [channelSpec('tv'), channelSpec('radio')] });

  it('take the move of each ROI apart into steps that add up', async () => {
    const former = await fit(spec, panelBefore(panel, 96));
    const now = altered(panel, 40, 3);
    const fitted = await fit(spec, now);
    const refresh = await computeRefresh(former, 1, fitted);
    expect(refresh.newPeriods.count).toBe(14);
    expect(refresh.restated.count).toBeGreaterThan(0);
    expect(refresh.changedKeys).toEqual([]);
    expect(refresh.steps).toEqual(['restated', 'periods', 'scales']);
    refresh.channels.forEach(({ before, after, id }) => {
      const roi = (model: FittedModel) => model.assessment.kpis[0]!.channels.find((one) => one.id === id)!.roi;
      expect(after).toHaveLength(3);
      expect(before).toEqual(roi(former));
      expect(after.at(-1)).toEqual(roi(fitted));
    });
  }, 120_000);

  it('find what a changed model file changed, and keep fixed scales', async () => {
    const former = await fit(spec, panel);
    const changed: ModelSpec = {
      ...spec,
      noise: { ...spec.noise, sd: prior.halfnormal(1) },
      scaling: { ...spec.scaling, fixed: former.scales },
    };
    const refresh = await computeRefresh(former, 2, await fit(changed, panel));
    expect(refresh.changedKeys).toEqual(expect.arrayContaining(['noise.sd']));
    expect(refresh.steps).toEqual(['model']);
    expect(refresh.scales).toBe('fixed');
    expect(refresh.movedScales).toEqual([]);
  }, 120_000);

  it('is one step where the history begins otherwise', async () => {
    const former = await fit(spec, panelBefore(panel, 96));
    const shifted = { ...former, panel: { ...former.panel, periods: former.panel.periods.slice(1) } };
    const refresh = await computeRefresh(shifted, 1, await fit(spec, panel));
    expect(refresh.steps).toEqual(['all']);
  }, 120_000);

  it('show what a test did: ROI drawn to what was measured, and a conflict told', async () => {
    const channel = spec.channels[0]!.id;
    const [start, end] = [panel.periods[60]!.label, panel.periods[65]!.label];
    const base = {
      channel,
      kpi: spec.kpis[0]!.id,
      start,
      end,
      counterfactual: { pctOfActual: 0 },
      effectThrough: 'end',
      inData: false,
      sdFromElsewhere: false,
      shareOfMarket: 1,
      source: 'x',
    } as const;
    const alone = await fit(spec, panel);
    const says = experimentEffect(alone, { ...base, effect: 0, sd: 1 });
    const mean = says.reduce((a, b) => a + b, 0) / says.length;
    const sd = Math.sqrt(says.reduce((a, b) => a + (b - mean) ** 2, 0) / says.length);
    const tested: ModelSpec = { ...spec, experiments: [{ ...base, effect: mean + 6 * sd, sd: sd / 2 }] };
    const calibration = await computeCalibration(await fit(tested, panel));
    const [test] = calibration!.tests;
    expect(test!.distance).toBeGreaterThan(2);
    expect(calibration!.reviews.map(({ code, subject }) => [code, subject])).toEqual([['test_conflict', channel]]);
    expect(test!.with.mean).toBeGreaterThan(test!.without.mean);
    expect(Math.abs(test!.without.mean - mean) / sd).toBeLessThan(0.6);
    const moved = calibration!.channels.find(({ id }) => id === channel)!;
    expect(moved.with.mean).toBeGreaterThan(moved.without.mean);
    expect(await computeCalibration(alone)).toBeNull();
  }, 120_000);
});
