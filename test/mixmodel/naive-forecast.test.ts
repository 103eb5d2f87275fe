import { MultivariateLinearRegression } from 'ml-regression';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/inference/index.js';
import { driftForecast, lastYearForecast, type NaiveInput } from '../../src/mixmodel/naive-forecast.js';
import { leastSquaresForecast, usableSpends } from '../../src/mixmodel/naive-least-squares.js';
import { panelOf, prior } from './example-model.js';

const periods = 130;
const origin = { origin: 1, from: 117, to: 130 };
const random = randomStream(11, 'naive');
const tv = Float64Array.from({ length: periods }, () => 1e6 * random.uniform());
const radio = Float64Array.from({ length: periods }, () => 1e4 * random.uniform());

function input(kpi: Float64Array, channels: Readonly<Record<string, Float64Array>> = { tv, radio }): NaiveInput {
  const holidays = { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) } as const;
  return { panel: panelOf(periods, { kpi, channels }), kpi, origin, holidays };
}

describe('same period last year', () => {
  it('is exact where every year is the same', () => {
    const kpi = Float64Array.from({ length: periods }, (_, t) => 100 + (t % 52));
    const { mean, sd } = lastYearForecast(input(kpi));
    expect([...mean]).toEqual([...kpi.subarray(117)]);
    expect(Math.max(...sd)).toBe(0);
  });

  it('has the spread of its errors in training', () => {
    // Alternating from year to year: every error is ±10.
    const kpi = Float64Array.from({ length: periods }, (_, t) => 100 + (Math.floor(t / 52) % 2) * 10);
    const { mean, sd } = lastYearForecast(input(kpi));
    expect(sd[0]).toBeCloseTo(10, 12);
    expect(mean[0]).toBe(110);
  });

  it('never looks at what is held out', () => {
    const kpi = Float64Array.from({ length: periods }, () => random.uniform());
    const changed = kpi.map((value, t) => (t < 117 ? value : 1e9));
    for (const forecast of [lastYearForecast, driftForecast]) {
      expect(forecast(input(changed))).toEqual(forecast(input(kpi)));
    }
    expect(leastSquaresForecast(input(changed), MultivariateLinearRegression)).toEqual(
      leastSquaresForecast(input(kpi), MultivariateLinearRegression),
    );
  });
});

describe('last value with drift', () => {
  it('goes on along a straight line', () => {
    const kpi = Float64Array.from({ length: periods }, (_, t) => 5 + 3 * t);
    const { mean, sd } = driftForecast(input(kpi));
    mean.forEach((value, i) => {
      expect(value).toBeCloseTo(kpi[117 + i]!, 9);
    });
    expect(Math.max(...sd)).toBeLessThan(1e-9);
  });

  it('spreads like a random walk with an estimated drift', () => {
    const kpi = Float64Array.from({ length: periods }, (_, t) => (t % 2 === 0 ? 1 : -1));
    const { sd } = driftForecast(input(kpi));
    expect(sd[3]! / sd[0]!).toBeCloseTo(Math.sqrt((4 * (1 + 4 / 116)) / (1 + 1 / 116)), 12);
  });

  it('starts from the last value that is known', () => {
    const kpi = Float64Array.from({ length: periods }, (_, t) => (t === 116 ? NaN : 7 + t));
    expect(driftForecast(input(kpi)).mean[0]).toBeCloseTo(124, 9);
  });
});

describe('least squares on raw spend', () => {
  const kpi = tv.map((value, t) => 400 + 2e-4 * value + 0.03 * radio[t]!);

  it('is exact for a linear market, whatever the units', () => {
    const { mean, sd } = leastSquaresForecast(input(kpi), MultivariateLinearRegression);
    mean.forEach((value, i) => {
      expect(value / kpi[117 + i]!).toBeCloseTo(1, 8);
    });
    expect(Math.max(...sd)).toBeLessThan(1e-6);
  });

  it('leaves out channels that the others already give, and those never on', () => {
    const double = tv.map((value) => 2 * value);
    const never = new Float64Array(periods);
    const rows = Array.from({ length: 117 }, (_, row) => row);
    expect(usableSpends([tv, double, never, radio], rows).map(({ values }) => values)).toEqual([tv, radio]);
    const forecast = leastSquaresForecast(input(kpi, { tv, double, never, radio }), MultivariateLinearRegression);
    forecast.mean.forEach((value, i) => {
      expect(value / kpi[117 + i]!).toBeCloseTo(1, 8);
    });
  });

  it('has the textbook prediction error for one spend', () => {
    const noisy = kpi.map((value) => value + 20 * random.normal());
    const { sd } = leastSquaresForecast(input(noisy, { tv }), MultivariateLinearRegression);
    const n = 117;
    const train = tv.subarray(0, n);
    const mean = (v: Float64Array): number => v.reduce((s, x) => s + x, 0) / v.length;
    const sxx = train.reduce((s, x) => s + (x - mean(train)) ** 2, 0);
    const y = noisy.subarray(0, n);
    const slope = train.reduce((s, x, i) => s + (x - mean(train)) * (y[i]! - mean(y)), 0) / sxx;
    const rss = y.reduce((s, v, i) => s + (v - mean(y) - slope * (train[i]! - mean(train))) ** 2, 0);
    const expected = Math.sqrt((rss / (n - 2)) * (1 + 1 / n + (tv[120]! - mean(train)) ** 2 / sxx));
    expect(sd[3]! / expected).toBeCloseTo(1, 9);
  });

  it('is the mean where nothing was ever spent', () => {
    const { mean } = leastSquaresForecast(
      input(
        kpi.map((_, t) => t % 2),
        { tv: new Float64Array(periods) },
      ),
      MultivariateLinearRegression,
    );
    expect(mean[0]).toBeCloseTo(58 / 117, 12);
  });
});
