import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/inference/index.js';
import { assess } from '../../src/mixmodel/index.js';
import { autocorrelations, correlation } from '../../src/mixmodel/assess-checks.js';
import { halfLife } from '../../src/mixmodel/half-life.js';
import { curvePoints } from '../../src/mixmodel/seen-spend.js';
import { channelSpec, modelSpec, panelOf, prior } from './example-model.js';
import { sampledModel } from './sampled-model.js';

const periods = 200;
const random = randomStream(11, 'checks');
const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;

/** A KPI of 1000 and noise, of which the model believes that its standard deviation is `sigma`. */
function checksOf(sigma: number, spend = (t: number) => 10 + (t % 7)) {
  const kpi = Float64Array.from({ length: periods }, () => 1000 + 20 * random.normal());
  const tv = Float64Array.from({ length: periods }, (_, t) => spend(t));
  const spec = modelSpec({
    channels: [channelSpec('tv', linear), channelSpec('radio', linear)],
    baseline: {
      intercept: prior.normal(0, 5),
      trend: { kind: 'none' },
      season: { kind: 'none' },
      holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
    },
    scaling: { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null },
  });
  const panel = panelOf(periods, { kpi, channels: { tv, radio: tv.map((value) => 50 - 2 * value) } });
  const fitted = sampledModel(spec, panel, 100, { intercept: 1000, sigma });
  return assess(fitted).kpis[0]!;
}

describe('checks period by period', () => {
  it('find a model with the right noise calibrated', () => {
    const { checks } = checksOf(20);
    expect(checks!.rows).toHaveLength(periods);
    expect(checks!.pit.counts.reduce((sum, count) => sum + count, 0)).toBe(periods);
    for (const { share, low, high } of checks!.coverage) {
      expect(share).toBeGreaterThanOrEqual(low);
      expect(share).toBeLessThanOrEqual(high);
    }
    const outside = checks!.pit.counts.filter((count) => count < checks!.pit.low || count > checks!.pit.high);
    expect(outside.length).toBeLessThanOrEqual(2);
  });

  it('find noise that is believed too small or too large', () => {
    const tooSure = checksOf(5).checks!;
    expect(tooSure.pit.counts[0]! + tooSure.pit.counts.at(-1)!).toBeGreaterThan(2 * tooSure.pit.high);
    expect(tooSure.coverage[1]!.share).toBeLessThan(tooSure.coverage[1]!.low);
    const tooVague = checksOf(80).checks!;
    expect(tooVague.coverage[1]!.share).toBeGreaterThan(tooVague.coverage[1]!.high);
  });

  it('have residuals of actual less mean, and media that go against each other', () => {
    const { checks, periods: shown } = checksOf(20);
    checks!.rows.forEach((row, t) => {
      expect(row.residual).toBeCloseTo(shown[t]!.actual! - 1000, 9);
    });
    expect(checks!.correlations.ids).toEqual(['tv', 'radio']);
    expect(checks!.correlations.values[0]).toBeCloseTo(1, 12);
    expect(checks!.correlations.values[1]).toBeCloseTo(-1, 12);
  });
});

describe('autocorrelation', () => {
  it('is that of an AR(1) process, ρ^k', () => {
    const rho = 0.7;
    const n = 20_000;
    const series = new Float64Array(n);
    for (let t = 1; t < n; t++) series[t] = rho * series[t - 1]! + random.normal();
    const rows = Int32Array.from({ length: n }, (_, t) => t);
    autocorrelations(series, rows, n, 5).forEach((value, k) => {
      expect(Math.abs(value - rho ** (k + 1))).toBeLessThan(0.03);
    });
  });

  it('leaves out pairs across a gap and across groups', () => {
    // Two groups of three periods, the second without its middle row: pairs (0,1), (1,2) in the first, none in the other.
    const rows = Int32Array.of(0, 1, 2, 3, 5);
    const residuals = Float64Array.of(1, -1, 1, 3, -4);
    const square = residuals.reduce((sum, value) => sum + value * value, 0);
    expect(autocorrelations(residuals, rows, 3, 2)).toEqual([-2 / square, (1 - 12) / square]);
  });

  it('of two series of which one stands still is nothing', () => {
    expect(correlation(Float64Array.of(1, 2, 3), Float64Array.of(4, 4, 4))).toBe(0);
  });
});

describe('half-life', () => {
  it.each([0.1, 0.5, 0.8, 0.93])('of geometric decay at α = %d is ln ½ ÷ ln α', (alpha) => {
    const weights = Float64Array.from({ length: 60 }, (_, lag) => alpha ** lag);
    expect(halfLife(weights)).toBeCloseTo(Math.log(0.5) / Math.log(alpha), 10);
  });

  it('counts from the peak of a delayed adstock', () => {
    const weights = Float64Array.from({ length: 30 }, (_, lag) => 0.6 ** ((lag - 3) ** 2));
    // 0.6^(d²) falls to ½ at d = √(ln ½ ÷ ln 0.6) = 1.16; on the log scale the line between 1 and 2 is a chord.
    expect(halfLife(weights)).toBeGreaterThan(1);
    expect(halfLife(weights)).toBeLessThan(1.17);
  });

  it('is short where the effect ends at once, and the number of lags where it does not end', () => {
    expect(halfLife(Float64Array.of(1))).toBe(1);
    expect(halfLife(Float64Array.of(1, 0, 0))).toBe(0.5);
    expect(halfLife(Float64Array.of(1, 0.99, 0.98))).toBe(3);
  });
});

describe('points of a curve', () => {
  it('go on a little beyond the largest spend seen, ascending', () => {
    const points = curvePoints(100, { least: 20, most: 300 });
    expect(points[0]).toBe(0);
    expect(points.at(-1)).toBeGreaterThanOrEqual(3.6);
    expect(points).toEqual([...new Set(points)].sort((a, b) => a - b));
    expect(curvePoints(100, { least: 90, most: 110 }).at(-1)).toBe(2);
    expect(curvePoints(0, { least: 0, most: 0 }).at(-1)).toBe(2);
    expect(curvePoints(1, { least: 1, most: 1e9 }).length).toBeLessThan(30);
  });
});
