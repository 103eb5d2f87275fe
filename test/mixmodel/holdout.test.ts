import { describe, expect, it } from 'vitest';
import { assess, computeHoldout, fitModel, holdoutOrigins } from '../../src/mixmodel/index.js';
import { panelBefore, specBefore } from '../../src/mixmodel/refit-panel.js';
import type { ExperimentSpec } from '../../src/mixmodel/index.js';
import { channelSpec, exampleMarket, modelSpec, prior } from './example-model.js';

const { panel } = exampleMarket({
  seed: 8,
  periods: 100,
  channels: { tv: { alpha: 0.4, half: 1, slope: 1, roi: 2 }, radio: { alpha: 0.1, half: 1, slope: 1, roi: 1 } },
});
const spec = modelSpec({
  channels: [channelSpec('tv'), channelSpec('radio')],
  baseline: {
    intercept: prior.normal(0, 5),
    trend: { kind: 'linear', coefficient: prior.normal(0, 1) },
    season: { kind: 'fourier', pairs: 2, coefficient: prior.normal(0, 1) },
    holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
  },
  holdout: { periods: 13, origins: 2 },
});

describe('origins', () => {
  it('stand at the end of the data, one after the other', () => {
    expect(holdoutOrigins(spec, panel)).toEqual([
      { origin: 1, from: 74, to: 87 },
      { origin: 2, from: 87, to: 100 },
    ]);
  });

  it('need a year to train on', () => {
    const many = { ...spec, holdout: { periods: 13, origins: 5 } };
    expect(holdoutOrigins(many, panel).map(({ from }) => from)).toEqual([61, 74, 87]);
    expect(holdoutOrigins({ ...spec, holdout: { periods: 60, origins: 3 } }, panel)).toEqual([]);
    expect(holdoutOrigins({ ...spec, holdout: { periods: 13, origins: 0 } }, panel)).toEqual([]);
    expect(holdoutOrigins({ ...spec, holdout: { periods: 0, origins: 3 } }, panel)).toEqual([]);
  });
});

describe('the shortened model', () => {
  it('holds nothing after the origin', () => {
    const training = panelBefore(panel, 74);
    expect(training.periods).toHaveLength(74);
    expect(training.inLikelihood).toHaveLength(74);
    expect(training.kpis[0]!.values).toEqual(panel.kpis[0]!.values.slice(0, 74));
    expect(training.channels.map(({ spend, media }) => [spend.length, media.length])).toEqual([
      [74, 74],
      [74, 74],
    ]);
  });

  it('forgets lift tests that had not ended', () => {
    const test = (end: string): ExperimentSpec => ({
      channel: 'tv',
      kpi: 'sales',
      start: '2022-02-07',
      end,
      counterfactual: { spend: 0 },
      effect: 100,
      sd: 10,
      effectThrough: 'end',
      inData: true,
      sdFromElsewhere: false,
      shareOfMarket: 1,
      source: 'test',
    });
    const withTests = { ...spec, experiments: [test('2022-03-06'), test('2023-09-03')] };
    expect(specBefore(withTests, panel, 74, 'sales').experiments).toEqual([test('2022-03-06')]);
  });
});

describe('the holdout', () => {
  it('says that it is still to come until it is computed', async () => {
    const fitted = await fitModel(spec, panel, { draws: 50, chains: 2 });
    expect(assess(fitted).holdout).toMatchObject({ status: 'computing', origins: 2, periods: 13, points: [] });
  });

  it('forecasts what it has not seen, and is not moved by it', async () => {
    const fitted = { spec, panel, seed: 7, sampler: { ...emptySampler, chains: 2 } };
    const done: number[] = [];
    const holdout = await computeHoldout(fitted, { onProgress: (count) => done.push(count) });
    expect(done).toEqual([1, 2]);
    expect(holdout).toMatchObject({ status: 'done', origins: 2, periods: 13 });
    expect(holdout.points).toHaveLength(26);
    expect(holdout.naive.map(({ name }) => name)).toEqual(['last_year', 'drift', 'least_squares']);
    // Noise of 40 on sales of about 1200 a week; the market repeats itself, so the model must be near.
    expect(holdout.wape).toBeLessThan(0.08);
    expect(holdout.wape).toBeLessThan(holdout.naive[1]!.wape);
    expect(holdout.crps).toBeGreaterThan(0);
    expect(holdout.coverage80).toBeGreaterThan(0.4);
    expect(holdout.seconds).toBe(0);

    const { points } = holdout;
    const changed = {
      ...panel,
      kpis: panel.kpis.map((kpi) => ({ ...kpi, values: kpi.values.map((value, t) => (t < 87 ? value : 5)) })),
    };
    const again = await computeHoldout({ ...fitted, panel: changed });
    expect(again.points.map(({ predicted }) => predicted)).toEqual(points.map(({ predicted }) => predicted));
  });

  it('is none where there is nothing to hold out', async () => {
    const none = { ...spec, holdout: { periods: 13, origins: 0 } };
    const holdout = await computeHoldout({ spec: none, panel, seed: 7, sampler: emptySampler });
    expect(holdout).toMatchObject({ status: 'none', origins: 0, naive: [] });
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(computeHoldout({ spec, panel, seed: 7, sampler: emptySampler }, { signal })).rejects.toThrow(
      'stopped',
    );
  });
});

const emptySampler = {
  chains: 4,
  draws: 0,
  maxRhat: 1,
  minBulkEss: 0,
  minTailEss: 0,
  divergences: 0,
  minEbfmi: 1,
  gradients: 0,
  modes: 1,
  gate: true,
  missed: [],
} as const;
