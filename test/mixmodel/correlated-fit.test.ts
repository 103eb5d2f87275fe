import { beforeAll, describe, expect, it } from 'vitest';
import { followingPeriods, type Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { assess } from '../../src/mixmodel/assess.js';
import { fitModel, type SampledModel } from '../../src/mixmodel/fit.js';
import { forecastHeldOut } from '../../src/mixmodel/holdout-forecast.js';
import { keyedNoise } from '../../src/mixmodel/keyed-noise.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { panelBefore } from '../../src/mixmodel/refit-panel.js';
import { channelSpec, exampleMarket, modelSpec, prior } from './example-model.js';

const periods = 156;
const truth = { tv: { alpha: 0.5, half: 0.8, slope: 1, roi: 3 }, search: { alpha: 0.1, half: 1, slope: 1, roi: 2 } };

/** The example market without its own noise, and AR(1) noise with a sd of 40 and ρ of 0.7; some rows masked. */
function correlatedMarket(seed: number): Panel {
  const { panel } = exampleMarket({ seed, periods, channels: truth, noise: 0 });
  const random = randomStream(seed, 'correlated');
  let noise = 40 * random.normal();
  const values = panel.kpis[0]!.values.map((value) => {
    noise = 0.7 * noise + 40 * Math.sqrt(1 - 0.7 ** 2) * random.normal();
    return value + noise;
  });
  const inLikelihood = panel.inLikelihood.map((_, row) => (row % 40 === 17 || row % 40 === 18 ? 0 : 1));
  return { ...panel, inLikelihood, kpis: [{ ...panel.kpis[0]!, values }] };
}

describe('a fit with AR(1) noise', () => {
  const panel = correlatedMarket(4);
  const plain = modelSpec({
    channels: [channelSpec('tv'), channelSpec('search')],
    baseline: { ...modelSpec().baseline, trend: { kind: 'none' } },
    fit: { ...modelSpec().fit, draws: 500 },
  });
  const spec: ModelSpec = { ...plain, noise: { ...plain.noise, ar: prior.beta(2, 2) } };
  let fitted: SampledModel;
  let independent: SampledModel;
  beforeAll(async () => {
    fitted = await fitModel(spec, panel, { seed: 3 });
    independent = await fitModel(plain, panel, { seed: 3 });
  });
  const column = (name: string, model = fitted): Float64Array => {
    const kpi = model.kpis[0]!;
    return drawColumn(kpi, name, allRows(kpi)).sort();
  };
  const at = (values: Float64Array, p: number): number => values[Math.floor(p * (values.length - 1))]!;

  it('recovers correlation, noise and effects', () => {
    expect(fitted.sampler.maxRhat).toBeLessThan(1.02);
    const { scale } = fitted.scales.kpis['sales']!;
    for (const [values, value] of [
      [column('ar'), 0.7],
      [column('sigma').map((sigma) => sigma * scale), 40],
      [column('roi[tv]'), 3],
      [column('roi[search]'), 2],
    ] as const) {
      expect(at(values, 0.01)).toBeLessThan(value);
      expect(at(values, 0.99)).toBeGreaterThan(value);
    }
    expect(at(column('ar'), 0.99) - at(column('ar'), 0.01)).toBeLessThan(0.4);
  });

  it('finds nothing left that carries over, where independent noise does', () => {
    const lag = (model: SampledModel) => assess(model).kpis[0]!.residualLag1;
    expect(Math.abs(lag(fitted))).toBeLessThan(0.2);
    expect(lag(independent)).toBeGreaterThan(0.4);
    const codes = (model: SampledModel) => assess(model).reviews.map(({ code }) => code);
    expect(codes(independent)).toContain('residual_autocorrelation');
    expect(codes(fitted)).not.toContain('residual_autocorrelation');
  });

  it('goes on from the last residual of each draw, and forgets it', () => {
    const kpi = fitted.kpis[0]!;
    const drawRows = allRows(kpi);
    const labels = followingPeriods(panel.periods.at(-1)!, 'weekly', 40).map(({ label }) => label);
    const options = { drawRows, fingerprint: 'f' };
    const noise = keyedNoise(fitted, 'sales', { ...options, periods: labels });
    const { scale } = fitted.scales.kpis['sales']!;
    const last = drawColumn(kpi, 'last_residual', drawRows);
    const ar = drawColumn(kpi, 'ar', drawRows);
    const sigma = drawColumn(kpi, 'sigma', drawRows);
    const draws = drawRows.length;
    const scores = (period: number): Float64Array =>
      Float64Array.from(drawRows, (_, d) => {
        const before = period === 0 ? last[d]! : noise[(period - 1) * draws + d]! / scale;
        const step = noise[period * draws + d]! / scale - ar[d]! * before;
        return step / (sigma[d]! * Math.sqrt(1 - ar[d]! ** 2));
      });
    for (const period of [0, 1, 39]) {
      const values = scores(period);
      const mean = values.reduce((sum, value) => sum + value, 0) / draws;
      const square = values.reduce((sum, value) => sum + value * value, 0) / draws;
      // Four standard errors.
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(draws));
      expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
    }
    // One at a time, or within the data, the same function of its period.
    const alone = keyedNoise(fitted, 'sales', { ...options, periods: [labels[20]!] });
    expect([...alone]).toEqual([...noise.slice(20 * draws, 21 * draws)]);
    const inside = keyedNoise(fitted, 'sales', { ...options, periods: [panel.periods[10]!.label] });
    const spread = Math.sqrt(inside.reduce((sum, value) => sum + value * value, 0) / draws) / scale;
    const typical = Math.sqrt(sigma.reduce((sum, value) => sum + value * value, 0) / draws);
    expect(Math.abs(spread / typical - 1)).toBeLessThan(0.1);
  });
});

/** Share of totals of the thirteen weeks after the data that fall into the 80 % interval of their forecast. */
async function coverage(ar: boolean): Promise<number> {
  let inside = 0;
  const markets = 24;
  for (let seed = 1; seed <= markets; seed++) {
    const panel = correlatedMarket(100 + seed);
    const known = 143;
    const spec = modelSpec({
      channels: [channelSpec('tv'), channelSpec('search')],
      baseline: { ...modelSpec().baseline, trend: { kind: 'none' } },
      noise: { kind: 'normal', sd: prior.halfnormal(2), ar: prior.fixed(ar ? 0.7 : 0) },
    });
    const fitted = await fitModel(spec, panelBefore(panel, known), { seed, chains: 1, draws: 250 });
    const forecast = forecastHeldOut(fitted, panel, 'sales', { origin: 1, from: known, to: periods });
    const draws = forecast.length / (periods - known);
    const totals = Float64Array.from({ length: draws }, (_, d) => {
      let sum = 0;
      for (let t = 0; t < periods - known; t++) sum += forecast[t * draws + d]!;
      return sum;
    }).sort();
    const actual = panel.kpis[0]!.values.slice(known).reduce((sum, value) => sum + value, 0);
    if (actual >= totals[Math.floor(0.1 * draws)]! && actual <= totals[Math.floor(0.9 * draws)]!) inside += 1;
  }
  return inside / markets;
}

describe('a forecast of thirteen weeks with autocorrelated noise', () => {
  it('covers what comes with AR(1) noise, and falls short without', async () => {
    const withAr = await coverage(true);
    const without = await coverage(false);
    // Binomial with 24 trials at 0.8: below 0.58 once in 200.
    expect(withAr).toBeGreaterThanOrEqual(0.58);
    expect(without).toBeLessThan(withAr);
  });
});
