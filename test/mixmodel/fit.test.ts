import { beforeAll, describe, expect, it } from 'vitest';
import { followingPeriods, type Panel } from '../../src/data/index.js';
import { baselinePaths } from '../../src/mixmodel/baseline.js';
import type { ChainRunner } from '../../src/mixmodel/chain-command.js';
import { drawColumn, drawCount, allRows } from '../../src/mixmodel/draw-columns.js';
import { fitModel, type SampledModel } from '../../src/mixmodel/fit.js';
import type { FitProgress } from '../../src/mixmodel/fit-kpi.js';
import { chainCommandExecutor } from '../../src/mixmodel/in-thread-runner.js';
import { dataRows } from '../../src/mixmodel/linear-design.js';
import { keyedNoise } from '../../src/mixmodel/keyed-noise.js';
import { MediaPath } from '../../src/mixmodel/media-path.js';
import { mediaResponses } from '../../src/mixmodel/media-response.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { planningDraws } from '../../src/mixmodel/planning-draws.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { channelSpec, exampleMarket, modelSpec, prior } from './example-model.js';

const truth = {
  tv: { alpha: 0.6, half: 0.8, slope: 1, roi: 3 },
  search: { alpha: 0.15, half: 1, slope: 1, roi: 2 },
};
const market = exampleMarket({ seed: 21, periods: 104, channels: truth, noise: 20 });
const spec = modelSpec({ channels: [channelSpec('tv'), channelSpec('search')] });

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: Float64Array, p: number): number {
  return Float64Array.from(values).sort()[Math.floor(p * (values.length - 1))]!;
}

describe('fit of a small market', () => {
  let fitted: SampledModel;
  const progress: FitProgress[] = [];
  beforeAll(async () => {
    fitted = await fitModel(spec, market.panel, { seed: 3, onProgress: (step) => progress.push(step) });
  });
  const kpi = () => fitted.kpis[0]!;
  const column = (name: string) => drawColumn(kpi(), name, allRows(kpi()));

  it('reaches the gate and says so', () => {
    const { sampler } = fitted;
    expect(sampler.gate).toBe(true);
    expect(sampler.missed).toEqual([]);
    expect(sampler.maxRhat).toBeLessThan(1.01);
    expect(Math.min(sampler.minBulkEss, sampler.minTailEss)).toBeGreaterThanOrEqual(400);
    expect(sampler.minEbfmi).toBeGreaterThan(0.3);
    expect(drawCount(kpi())).toBe(sampler.chains * sampler.draws);
    expect(kpi().diagnostics.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['alpha[tv]', 'roi[search]', 'sigma', 'contribution[tv]', 'curve[search:2]']),
    );
  });

  it('recovers the truth', () => {
    for (const [id, { alpha, roi }] of Object.entries(truth)) {
      const values = column(`roi[${id}]`);
      expect(quantile(values, 0.025)).toBeLessThan(roi);
      expect(quantile(values, 0.975)).toBeGreaterThan(roi);
      // The data say more than the prior, whose central 95 % is 0.2 to 7.
      expect(quantile(values, 0.975) - quantile(values, 0.025)).toBeLessThan(3);
      expect(quantile(column(`alpha[${id}]`), 0.02)).toBeLessThan(alpha);
      expect(quantile(column(`alpha[${id}]`), 0.98)).toBeGreaterThan(alpha);
    }
    const noise = mean(column('sigma')) * fitted.scales.kpis['sales']!.scale;
    expect(noise).toBeGreaterThan(15);
    expect(noise).toBeLessThan(26);
  });

  it('reports its progress in order', () => {
    expect(progress[0]!.phase).toBe('modes');
    expect(progress.at(-1)!.phase).toBe('draws');
    const gradients = progress.map((step) => step.gradients);
    expect(gradients).toEqual([...gradients].sort((a, b) => a - b));
    expect(gradients.at(-1)).toBe(fitted.sampler.gradients);
  });

  it('gives the same digits on a runner that runs commands in another order, on other targets', async () => {
    const scales = scalesOf(spec, market.panel);
    // Two executors stand for two threads; commands are dealt in turn and run backwards.
    const threads = [0, 1].map(() => chainCommandExecutor(spec, market.panel, scales));
    const backwards: ChainRunner = {
      run: async (commands) => {
        await Promise.resolve();
        const replies = commands
          .map((command, index) => ({ command, index }))
          .reverse()
          .map(({ command, index }) => ({ index, reply: threads[index % 2]!(structuredClone(command)) }));
        return replies.sort((a, b) => a.index - b.index).map(({ reply }) => reply);
      },
    };
    const again = await fitModel(spec, market.panel, { seed: 3, runner: backwards });
    expect(again.kpis[0]!.draws).toEqual(kpi().draws);
    expect(again.sampler).toEqual(fitted.sampler);
    const other = await fitModel(spec, market.panel, { seed: 4, draws: 100, warmup: 100 });
    expect(other.kpis[0]!.draws.slice(0, 50)).not.toEqual(kpi().draws.slice(0, 50));
  });

  it('adds up: baseline and media responses give the KPI that ROI and fit speak of', () => {
    const rows = planningDraws(fitted, 'sales', 50);
    const baseline = baselinePaths(fitted, 'sales', { drawRows: rows, rows: dataRows(market.panel), fingerprint: 'f' });
    const responses = mediaResponses(fitted, 'sales', rows);
    const rois = responses.map(({ id }) => drawColumn(kpi(), `roi[${id}]`, rows));
    const residuals: number[] = [];
    rows.forEach((_, d) => {
      const fit = Float64Array.from({ length: 104 }, (_unused, t) => baseline.total[t * rows.length + d]!);
      responses.forEach((response, c) => {
        const { media, spend } = market.panel.channels[c]!;
        const path = new MediaPath(
          spec.channels[c]!,
          media.map((value) => value / response.mediaScale),
          0,
        );
        path.evaluate([response.alpha[d]!, response.half[d]!, response.slope[d]!]);
        const effect = path.f.map((value) => value * response.coefficient[d]!);
        const total = effect.reduce((sum, value) => sum + value, 0);
        expect(total / spend.reduce((sum, value) => sum + value, 0)).toBeCloseTo(rois[c]![d]!, 8);
        effect.forEach((value, t) => {
          fit[t] = fit[t]! + value;
        });
      });
      market.panel.kpis[0]!.values.forEach((actual, t) => residuals.push(actual - fit[t]!));
    });
    const square = residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length;
    expect(Math.sqrt(square)).toBeGreaterThan(14);
    expect(Math.sqrt(square)).toBeLessThan(26);
  });

  it('chooses planning draws once, evenly over chains, and takes prefixes', () => {
    const all = planningDraws(fitted, 'sales');
    expect(all.length).toBe(Math.min(1000, drawCount(kpi())));
    expect(new Set(all).size).toBe(all.length);
    const perChain = new Array<number>(4).fill(0);
    for (const row of all) perChain[Math.floor(row / fitted.sampler.draws)]! += 1;
    expect(Math.max(...perChain) - Math.min(...perChain)).toBeLessThanOrEqual(1);
    expect([...planningDraws(fitted, 'sales', 64)]).toEqual([...all.slice(0, 64)]);
  });

  it('carries the trend on with random steps that other draws and lists do not move', () => {
    const future = followingPeriods(market.panel.periods.at(-1)!, 'weekly', 60);
    const rows = { periods: future, controls: {}, treatments: {}, holidays: {} };
    const drawRows = planningDraws(fitted, 'sales', 400);
    const drawn = baselinePaths(fitted, 'sales', { drawRows, rows, fingerprint: 'f' });
    const held = baselinePaths(fitted, 'sales', { drawRows, rows, fingerprint: 'f', trend: 'held' });
    const few = baselinePaths(fitted, 'sales', { drawRows: drawRows.slice(7, 9), rows, fingerprint: 'f' });
    expect(few.total[59 * 2 + 1]).toBe(drawn.total[59 * 400 + 8]);
    const { scale } = fitted.scales.kpis['sales']!;
    // The last knot of 104 rows is row 104: week 26 after it is one whole step on, week 52 two.
    for (const [week, steps] of [
      [27, 1],
      [53, 2],
    ] as const) {
      const moves = Array.from(
        { length: 400 },
        (_, d) => (drawn.total[(week - 1) * 400 + d]! - held.total[(week - 1) * 400 + d]!) / scale,
      );
      const sd = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length);
      // Four standard errors of a standard deviation of 400 draws.
      expect(Math.abs(sd / (0.5 * Math.sqrt(steps)) - 1)).toBeLessThan(4 / Math.sqrt(800));
    }
    const parts = Object.values(drawn.components).reduce((sum, part) => sum + part[5]!, 0);
    expect(parts).toBeCloseTo(drawn.total[5]!, 8);
  });

  it('makes noise that belongs to the period and the draw, not to the list', () => {
    const drawRows = planningDraws(fitted, 'sales', 500);
    const options = { drawRows, fingerprint: 'f' };
    const two = keyedNoise(fitted, 'sales', { ...options, periods: ['2024-01-01', '2024-01-08'] });
    const one = keyedNoise(fitted, 'sales', { ...options, periods: ['2024-01-08'] });
    expect([...one]).toEqual([...two.slice(500)]);
    const other = keyedNoise(fitted, 'sales', { ...options, fingerprint: 'g', periods: ['2024-01-08'] });
    expect([...other]).not.toEqual([...one]);
    const sd = Math.sqrt(one.reduce((sum, value) => sum + value * value, 0) / 500);
    const sigma = mean(drawColumn(kpi(), 'sigma', drawRows)) * fitted.scales.kpis['sales']!.scale;
    expect(Math.abs(sd / sigma - 1)).toBeLessThan(4 / Math.sqrt(1000));
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const stopped = fitModel(spec, market.panel, {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    await expect(stopped).rejects.toThrow();
  });
});

describe('fits of other shapes', () => {
  async function fitOf(fields: Partial<ModelSpec>, panel: Panel = market.panel): Promise<SampledModel> {
    return fitModel(modelSpec({ channels: [channelSpec('tv'), channelSpec('search')], ...fields }), panel, { seed: 5 });
  }

  it('samples Laplace season and knots, and keeps fixed parameters as constant columns', async () => {
    const { baseline } = modelSpec();
    const fitted = await fitOf({
      baseline: {
        ...baseline,
        trend: { kind: 'knots', every: 52, step: prior.laplace(0, 0.5) },
        season: { kind: 'fourier', pairs: 2, coefficient: prior.laplace(0, 1) },
      },
    });
    expect(fitted.sampler.gate).toBe(true);
    const kpi = fitted.kpis[0]!;
    expect(new Set(drawColumn(kpi, 'slope[tv]', allRows(kpi)))).toEqual(new Set([1]));
    expect(kpi.diagnostics.find(({ name }) => name === 'slope[tv]')!.rhat).toBeNull();
    expect(kpi.diagnostics.find(({ name }) => name === 'season[sin1]')!.bulkEss).toBeGreaterThan(400);
    // The season of the example market: 60 sin of the year, in KPI units.
    const wave = mean(drawColumn(kpi, 'season[sin1]', allRows(kpi))) * fitted.scales.kpis['sales']!.scale;
    expect(wave).toBeGreaterThan(45);
    expect(wave).toBeLessThan(75);
  });

  it('leans on a lift test where the data say little', async () => {
    const noisy = exampleMarket({ seed: 22, periods: 78, channels: truth, noise: 400, alwaysOn: true }).panel;
    const spend = noisy.channels[0]!.spend.subarray(40, 44).reduce((sum, value) => sum + value, 0);
    const claimed = 6;
    const without = await fitOf({}, noisy);
    const tested = await fitOf(
      {
        experiments: [
          {
            channel: 'tv',
            kpi: 'sales',
            start: noisy.periods[40]!.label,
            end: noisy.periods[43]!.label,
            counterfactual: { pctOfActual: 0 },
            effect: claimed * spend,
            sd: 0.05 * claimed * spend,
            effectThrough: 'run_out',
            inData: false,
            sdFromElsewhere: false,
            shareOfMarket: 1,
            source: 'test',
          },
        ],
      },
      noisy,
    );
    // What four weeks without television would have cost, through the run-out, per draw and money.
    const lift = (fitted: SampledModel): Float64Array => {
      const response = mediaResponses(fitted, 'sales')[0]!;
      const media = noisy.channels[0]!.media.map((value) => value / response.mediaScale);
      const dark = media.map((value, week) => (week >= 40 && week < 44 ? 0 : value));
      const [actual, counterfactual] = [media, dark].map((path) => new MediaPath(channelSpec('tv'), path, 0));
      return response.coefficient.map((coefficient, d) => {
        const shape = [response.alpha[d]!, response.half[d]!, 1];
        actual!.evaluate(shape);
        counterfactual!.evaluate(shape);
        const difference = actual!.f.reduce((sum, value, week) => sum + value - counterfactual!.f[week]!, 0);
        return (coefficient * difference) / spend;
      });
    };
    expect(quantile(lift(without), 0.5)).toBeLessThan(4);
    expect(Math.abs(mean(lift(tested)) / claimed - 1)).toBeLessThan(0.05);
    expect(quantile(lift(tested), 0.975) - quantile(lift(tested), 0.025)).toBeLessThan(1.3);
  });
});
