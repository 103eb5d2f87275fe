import { describe, expect, it } from 'vitest';
import { normalQuantile, randomStream } from '../../src/inference/index.js';
import { valueOfTests, weightedSd, weightsGiven } from '../../src/planning/value-of-tests.js';
import { channelSpec, modelSpec, panelOf, prior } from '../mixmodel/example-model.js';
import { sampledModel } from '../mixmodel/sampled-model.js';

const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;
const periods = 60;
const draws = 1000;
const spend = Float64Array.from({ length: periods }, () => 100);
const kpi = Float64Array.from({ length: periods }, (_, t) => 5000 + (t % 9));
const random = randomStream(5, 'value of tests');
const scores = [0, 1].map(() => {
  const order = random.permutation(draws);
  return Float64Array.from(order, (place) => normalQuantile((place + 0.5) / draws));
});

/** Two channels of straight effect: ROI ~ Normal(mean, sd), independent. */
function fitted(roi: readonly (readonly [mean: number, sd: number])[], sigma: number) {
  const spec = modelSpec({
    channels: ['tv', 'radio'].map((id) => channelSpec(id, linear)),
    baseline: {
      intercept: prior.normal(0, 5),
      trend: { kind: 'none' },
      season: { kind: 'none' },
      holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
    },
    scaling: { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null },
  });
  const panel = panelOf(periods, { kpi, channels: { tv: spend, radio: spend } });
  const column = (c: number) => (d: number) => roi[c]![0] + roi[c]![1] * scores[c]![d]!;
  return sampledModel(spec, panel, draws, {
    'coefficient[tv]': column(0),
    'coefficient[radio]': column(1),
    intercept: 5000,
    sigma,
  });
}

describe('the value of a test before it is made', () => {
  // Effect of going dark for four periods: −400 · ROI; error σ √4. Both Gaussian, so that the update is exact:
  // sd after = sd · √(s² ÷ (s² + 400² sd²)).
  it.each([
    [0.5, 100],
    [0.5, 20],
    [0.2, 200],
  ])('narrows an ROI of sd %d under noise %d as the Gaussian update says', (sd, sigma) => {
    const values = valueOfTests(
      fitted(
        [
          [2, sd],
          [1, 0.3],
        ],
        sigma,
      ),
    )!;
    const test = values.tests.find(({ channel, factor }) => channel === 'tv' && factor === 0)!;
    const error = 2 * sigma;
    expect(test.sd).toBeCloseTo(error, 6);
    expect(Math.abs(test.effect.mean + 800)).toBeLessThan((4 * 400 * sd) / Math.sqrt(500));
    expect(test.money).toBeCloseTo(-400, 9);
    const after = sd * Math.sqrt(error ** 2 / (error ** 2 + (400 * sd) ** 2));
    expect(test.roiSd / sd).toBeCloseTo(1, 1);
    expect(Math.abs(test.roiSdAfter / after - 1)).toBeLessThan(0.1);
    expect(test.reduction).toBeCloseTo(1 - test.roiSdAfter / test.roiSd, 9);
  });

  // Straight effects: all that may move goes to the better channel. With D = ROI_tv − ROI_radio ~ Normal(m, v), knowing
  // D is worth 2 · 0.5 · 6000 · E max(0, −D) where m > 0 (Normal loss function).
  it('knows the worth of knowing everything in closed form', () => {
    const [m, v] = [0.5, Math.hypot(0.5, 0.3)];
    const z = m / v;
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    const below = 0.5 * (1 - erfOf(z / Math.SQRT2));
    const expected = 6000 * v * (density - z * below);
    const { loss, tests } = valueOfTests(
      fitted(
        [
          [1.5, 0.5],
          [1, 0.3],
        ],
        20,
      ),
    )!;
    expect(Math.abs(loss / expected - 1)).toBeLessThan(0.25);
    for (const { gain } of tests) {
      expect(gain).toBeGreaterThanOrEqual(0);
      expect(gain).toBeLessThanOrEqual(1.1 * loss);
    }
    expect(tests.map(({ gain }) => gain)).toEqual(tests.map(({ gain }) => gain).sort((a, b) => b - a));
  });

  it('is nothing where the noise drowns the test, and where nothing could change', () => {
    const drowned = valueOfTests(
      fitted(
        [
          [1.5, 0.5],
          [1, 0.3],
        ],
        1e6,
      ),
    )!;
    for (const { gain, reduction } of drowned.tests) {
      expect(reduction).toBeLessThan(0.02);
      expect(gain).toBeLessThan(0.05 * drowned.loss);
    }
    const settled = valueOfTests(
      fitted(
        [
          [9, 0.1],
          [1, 0.1],
        ],
        20,
      ),
    )!;
    expect(settled.loss).toBeLessThan(1e-6);
    for (const { gain } of settled.tests) expect(gain).toBeLessThan(1e-6);
  });

  it('gives the same digits again', () => {
    const model = fitted(
      [
        [1.5, 0.5],
        [1, 0.3],
      ],
      50,
    );
    expect(valueOfTests(model)).toEqual(valueOfTests(model));
  });
});

describe('weights of draws given an outcome', () => {
  it('sum to one and stand where the effect is near', () => {
    const effect = Float64Array.of(0, 1, 2, 3);
    const weights = weightsGiven(1, effect, 0.5);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(weights[1]).toBeGreaterThan(weights[2]!);
    expect(weights[0]).toBeCloseTo(weights[2]!, 12);
    expect(weightedSd(effect, Float64Array.of(0.5, 0.5, 0, 0))).toBeCloseTo(0.5, 12);
  });
});

/** Abramowitz & Stegun 7.1.26: to 1.5e-7, enough here. */
function erfOf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - poly * Math.exp(-x * x);
}
