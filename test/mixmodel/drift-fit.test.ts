import { beforeAll, describe, expect, it } from 'vitest';
import { followingPeriods, type Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { assess } from '../../src/mixmodel/assess.js';
import { baselinePaths } from '../../src/mixmodel/baseline.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { fitModel, type SampledModel } from '../../src/mixmodel/fit.js';
import { dataRows } from '../../src/mixmodel/linear-design.js';
import type { ModelSpec } from '../../src/mixmodel/model-spec.js';
import { planningDraws } from '../../src/mixmodel/planning-draws.js';
import { channelSpec, exampleMarket, modelSpec, prior } from './example-model.js';

const periods = 156;
const truth = { tv: { alpha: 0.5, half: 0.8, slope: 1, roi: 3 }, search: { alpha: 0.1, half: 1, slope: 1, roi: 2 } };
const stepTruth = 12;

/** The example market with a level that walks by 12 a week; some weeks masked, the last three among them. */
function driftingMarket(seed: number): { readonly panel: Panel; readonly level: Float64Array } {
  const { panel } = exampleMarket({ seed, periods, channels: truth, noise: 25 });
  const random = randomStream(seed, 'drift');
  const level = new Float64Array(periods);
  for (let t = 1; t < periods; t++) level[t] = level[t - 1]! + stepTruth * random.normal();
  const values = panel.kpis[0]!.values.map((value, t) => value + level[t]!);
  const inLikelihood = panel.inLikelihood.map((_, row) => (row % 40 === 17 || row % 40 === 18 || row > 152 ? 0 : 1));
  return { panel: { ...panel, inLikelihood, kpis: [{ ...panel.kpis[0]!, values }] }, level };
}

describe('a fit with a drifting level', () => {
  const { panel, level } = driftingMarket(6);
  const base = modelSpec();
  const spec: ModelSpec = modelSpec({
    channels: [channelSpec('tv'), channelSpec('search')],
    baseline: { ...base.baseline, trend: { kind: 'drift', stepSd: prior.halfnormal(0.1) } },
    fit: { ...base.fit, draws: 500 },
  });
  let fitted: SampledModel;
  beforeAll(async () => {
    fitted = await fitModel(spec, panel, { seed: 3 });
  });
  const kpi = () => fitted.kpis[0]!;
  const scale = () => fitted.scales.kpis['sales']!.scale;
  const column = (name: string): Float64Array => drawColumn(kpi(), name, allRows(kpi())).sort();
  const at = (values: Float64Array, p: number): number => values[Math.floor(p * (values.length - 1))]!;

  it('recovers step, noise and effects', () => {
    expect(fitted.sampler.maxRhat).toBeLessThan(1.02);
    for (const [values, value] of [
      [column('step_sd').map((step) => step * scale()), stepTruth],
      [column('sigma').map((sigma) => sigma * scale()), 25],
      [column('roi[tv]'), 3],
      [column('roi[search]'), 2],
    ] as const) {
      expect(at(values, 0.005)).toBeLessThan(value);
      expect(at(values, 0.995)).toBeGreaterThan(value);
    }
  });

  it('brings the path of the level back, and the same path to whoever asks', () => {
    const drawRows = planningDraws(fitted, 'sales', 400);
    const options = { drawRows, rows: dataRows(panel), fingerprint: 'f' };
    const { components, total } = baselinePaths(fitted, 'sales', options);
    let covered = 0;
    for (let t = 0; t < periods; t++) {
      const values = Float64Array.from(
        drawRows,
        (_, d) => components.trend[t * 400 + d]! + components.level[t * 400 + d]!,
      );
      values.sort();
      const actual = 1000 + level[t]! + (30 * t) / periods;
      if (at(values, 0.05) <= actual && at(values, 0.95) >= actual) covered += 1;
    }
    // Neighbouring weeks agree with each other: the count is far from binomial.
    expect(covered / periods).toBeGreaterThan(0.65);
    const again = baselinePaths(fitted, 'sales', { ...options, drawRows: drawRows.slice(7, 9), fingerprint: 'g' });
    expect(again.total[20 * 2]).toBe(total[20 * 400 + 7]);
    const [periodOfPage] = assess(fitted).kpis[0]!.periods.slice(100, 101);
    const all = planningDraws(fitted, 'sales');
    const page = baselinePaths(fitted, 'sales', { ...options, drawRows: all });
    const mean = all.reduce((sum, _, d) => sum + page.total[100 * all.length + d]!, 0) / all.length;
    expect(periodOfPage!.baseline.mean).toBeCloseTo(mean, 6);
  });

  it('walks on from the last level of each draw, with its own step', () => {
    const drawRows = allRows(kpi());
    const draws = drawRows.length;
    const future = followingPeriods(panel.periods.at(-1)!, 'weekly', 30);
    const rows = { periods: future, controls: {}, treatments: {}, holidays: {} };
    const drawn = baselinePaths(fitted, 'sales', { drawRows, rows, fingerprint: 'f' });
    const held = baselinePaths(fitted, 'sales', { drawRows, rows, fingerprint: 'f', trend: 'held' });
    const last = drawColumn(kpi(), 'level', drawRows);
    const step = drawColumn(kpi(), 'step_sd', drawRows);
    expect(held.components.trend[29 * draws + 5]).toBeCloseTo(last[5]! * scale(), 9);
    // Row 152 is the last in the likelihood: week h after the data is h + 3 steps away.
    for (const h of [1, 10, 30]) {
      const scores = Float64Array.from(drawRows, (_, d) => {
        const moved = drawn.components.trend[(h - 1) * draws + d]! / scale() - last[d]!;
        return moved / (step[d]! * Math.sqrt(h + 3));
      });
      const square = scores.reduce((sum, value) => sum + value * value, 0) / draws;
      expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
    }
  });
});

describe('a fit with Student t noise', () => {
  it('is not led astray by outliers, and says how heavy the tails are', async () => {
    const { panel } = exampleMarket({ seed: 9, periods, channels: truth, noise: 20 });
    const values = panel.kpis[0]!.values.map((value, t) => value + (t % 19 === 7 ? (t % 2 === 0 ? 300 : -300) : 0));
    const base = modelSpec();
    const spec = modelSpec({
      channels: [channelSpec('tv'), channelSpec('search')],
      baseline: { ...base.baseline, trend: { kind: 'none' } },
      noise: {
        kind: 'student_t',
        sd: prior.halfnormal(2),
        ar: prior.fixed(0),
        df: prior.shifted(prior.gamma(2, 0.1), 2.5),
      },
      fit: { ...base.fit, draws: 500 },
    });
    const fitted = await fitModel(spec, { ...panel, kpis: [{ ...panel.kpis[0]!, values }] }, { seed: 3 });
    expect(fitted.sampler.maxRhat).toBeLessThan(1.02);
    const kpi = fitted.kpis[0]!;
    expect(kpi.columns).toEqual(expect.arrayContaining(['intercept', 'season[sin1]', 'df', 'sigma']));
    const column = (name: string): Float64Array => drawColumn(kpi, name, allRows(kpi)).sort();
    const at = (sorted: Float64Array, p: number): number => sorted[Math.floor(p * (sorted.length - 1))]!;
    expect(at(column('df'), 0.5)).toBeLessThan(6);
    const { scale } = fitted.scales.kpis['sales']!;
    expect(at(column('sigma'), 0.5) * scale).toBeLessThan(45);
    for (const [id, { roi }] of Object.entries(truth)) {
      expect(at(column(`roi[${id}]`), 0.005)).toBeLessThan(roi);
      expect(at(column(`roi[${id}]`), 0.995)).toBeGreaterThan(roi);
    }
    // The tails are those of the process, in the predictive checks as well.
    expect(assess(fitted).kpis[0]!.checks!.coverage.at(-1)!.share).toBeGreaterThan(0.85);
  });
});
