import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaResponse } from '../../src/mixmodel/index.js';
import {
  attributeToBuys,
  effectByPeriod,
  effectTotals,
  emptyTotals,
  prepareCarryIn,
  preparePath,
  type Horizon,
} from '../../src/planning/evaluate/index.js';
import { syntheticResponse } from './synthetic.js';

/** Weights by lag in one draw, as they are defined. */
function naiveWeights(response: MediaResponse, draw: number): number[] {
  const { adstock } = response;
  if (adstock.kind === 'none') return [1];
  const lags = adstock.periods === 'all' ? 400 : adstock.periods;
  const [alpha, peak, shape, scale] = [response.alpha, response.peak, response.shape, response.scale].map(
    (values) => values[draw] ?? NaN,
  );
  const survival = (t: number): number => Math.exp(-((t / scale!) ** shape!));
  const weights = Array.from({ length: lags }, (_, l) => {
    switch (adstock.kind) {
      case 'geometric':
        return alpha! ** l;
      case 'binomial':
        return (1 - l / lags) ** (1 / alpha! - 1);
      case 'delayed':
        return alpha! ** ((l - peak!) ** 2);
      case 'weibull_pdf':
        return (shape! / scale!) * ((l + 1) / scale!) ** (shape! - 1) * survival(l + 1);
      case 'weibull_cdf':
        return Array.from({ length: l }, (_unused, j) => survival(j + 1)).reduce((a, b) => a * b, 1);
    }
  });
  const sum = adstock.normalised ? weights.reduce((a, b) => a + b, 0) : 1;
  return weights.map((weight) => weight / sum);
}

function naiveSaturation(response: MediaResponse, draw: number, u: number): number {
  if (response.saturation === 'none') return u;
  if (response.saturation === 'logistic') {
    const decay = Math.exp(-response.rate[draw]! * u);
    return (1 - decay) / (1 + decay);
  }
  const s = response.slope[draw]!;
  return u === 0 ? 0 : u ** s / (u ** s + response.half[draw]! ** s);
}

/** Effect of a media series (impressions where there is a reach curve) in one draw by the definition. */
function naiveEffect(response: MediaResponse, draw: number, media: readonly number[]): number[] {
  const weights = naiveWeights(response, draw);
  const b = response.coefficient[draw]!;
  const carried = (values: readonly number[]): number[] =>
    values.map((_, t) => weights.reduce((sum, weight, l) => sum + (l <= t ? weight * values[t - l]! : 0), 0));
  const { reach } = response;
  if (reach !== null) {
    const unit = media.map((impressions) => {
      if (impressions === 0) return 0;
      const people = -reach.universe * Math.expm1((-reach.perImpression * impressions) / reach.universe);
      return (people / response.mediaScale) * naiveSaturation(response, draw, impressions / people);
    });
    return carried(unit).map((value) => b * value);
  }
  const scaled = media.map((value) => value / response.mediaScale);
  return response.order === 'saturation_first'
    ? carried(scaled.map((u) => naiveSaturation(response, draw, u))).map((value) => b * value)
    : carried(scaled).map((u) => b * naiveSaturation(response, draw, u));
}

const horizon: Horizon = { history: 15, window: 9, runOut: 6 };

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  saturation: fc.constantFrom('hill' as const, 'logistic' as const, 'none' as const),
  slope: fc.constantFrom(0.7, 1, 1.8),
  adstock: fc.constantFrom<MediaResponse['adstock']>(
    { kind: 'none' },
    { kind: 'geometric', periods: 4, normalised: true },
    { kind: 'geometric', periods: 8, normalised: false },
    { kind: 'geometric', periods: 'all', normalised: true },
    { kind: 'binomial', periods: 7, normalised: true },
    { kind: 'delayed', periods: 9, normalised: false },
    { kind: 'weibull_pdf', periods: 8, normalised: true },
    { kind: 'weibull_cdf', periods: 6, normalised: false },
  ),
  order: fc.constantFrom('adstock_first' as const, 'saturation_first' as const),
  reach: fc.constantFrom(
    null,
    null,
    { universe: 900, perImpression: 0.8, rSquared: 1 },
    { universe: 1e9, perImpression: 1, rSquared: 1 },
  ),
  history: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 300, noNaN: true })), {
    minLength: 15,
    maxLength: 15,
  }),
  fixed: fc.array(fc.constantFrom(0, 0, 40, 90), { minLength: 9, maxLength: 9 }),
  perMoney: fc.array(fc.constantFrom(0, 0.02, 0.1, 0.3), { minLength: 9, maxLength: 9 }),
  money: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 5000, noNaN: true })),
  dark: fc.boolean(),
  noFixed: fc.boolean(),
});

describe('effect of a plan', () => {
  it('equals the model on history + plan minus the model on history, by convolution written out', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const response = syntheticResponse(c.seed, {
          draws: 3,
          saturation: c.saturation,
          slope: c.slope,
          adstock: c.adstock,
          order: c.order,
          reach: c.reach,
        });
        const history = c.dark ? c.history.map(() => 0) : c.history;
        const fixed = c.noFixed ? c.fixed.map(() => 0) : c.fixed;
        const carryIn = prepareCarryIn(response, Float64Array.from(history), horizon);
        const path = preparePath(carryIn, { fixed: Float64Array.from(fixed), perMoney: Float64Array.from(c.perMoney) });
        const byPeriod = effectByPeriod(path, c.money);
        const totals = effectTotals(path, c.money, 15, emptyTotals(3));
        for (let d = 0; d < 3; d++) {
          const after = new Array<number>(6).fill(0);
          const plan = fixed.map((value, t) => value + c.money * c.perMoney[t]!);
          const withPlan = naiveEffect(response, d, [...history, ...plan, ...after]).slice(15);
          const without = naiveEffect(response, d, [...history, ...plan.map(() => 0), ...after]).slice(15);
          const scale = Math.abs(response.coefficient[d]!);
          withPlan.forEach((value, t) => {
            expect(Math.abs(byPeriod[t * 3 + d]! - (value - without[t]!))).toBeLessThan(1e-9 * scale);
            expect(Math.abs(carryIn.effect[t * 3 + d]! - without[t]!)).toBeLessThan(1e-9 * scale);
          });
          const whole = withPlan.reduce((sum, value, t) => sum + value - without[t]!, 0);
          expect(Math.abs(totals.value[d]! - whole)).toBeLessThan(1e-8 * scale);
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('has derivatives by money that agree with finite differences', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const response = syntheticResponse(c.seed, {
          draws: 2,
          saturation: c.saturation,
          slope: c.slope,
          adstock: c.adstock,
          order: c.order,
          reach: c.reach,
        });
        const history = c.dark ? c.history.map(() => 0) : c.history;
        const carryIn = prepareCarryIn(response, Float64Array.from(history), horizon);
        const path = preparePath(carryIn, {
          fixed: Float64Array.from(c.fixed),
          perMoney: Float64Array.from(c.perMoney),
        });
        const money = 50 + c.money;
        const step = 1e-3 * money;
        const at = (value: number): ReturnType<typeof emptyTotals> => effectTotals(path, value, 12, emptyTotals(2));
        const [low, middle, high] = [at(money - step), at(money), at(money + step)];
        for (let d = 0; d < 2; d++) {
          const slope = (high.value[d]! - low.value[d]!) / (2 * step);
          const bend = (high.slope[d]! - low.slope[d]!) / (2 * step);
          const size = response.coefficient[d]! / money;
          expect(Math.abs(middle.slope[d]! - slope)).toBeLessThan(1e-4 * size);
          expect(Math.abs(middle.curvature[d]! - bend)).toBeLessThan((1e-4 * size) / money + 1e-4 * Math.abs(bend));
        }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('laid on the periods of the buys adds up to the whole effect, and nothing falls on periods without media', () => {
    fc.assert(
      fc.property(cases, (c) => {
        const response = syntheticResponse(c.seed, {
          draws: 2,
          saturation: c.saturation,
          slope: c.slope,
          adstock: c.adstock,
          order: c.order,
          reach: c.reach,
        });
        const carryIn = prepareCarryIn(response, Float64Array.from(c.history), horizon);
        const fixed = Float64Array.from(c.fixed);
        const perMoney = Float64Array.from(c.perMoney);
        const path = preparePath(carryIn, { fixed, perMoney });
        const media = fixed.map((value, t) => value + c.money * perMoney[t]!);
        const effect = effectByPeriod(path, c.money);
        const byBuy = attributeToBuys(path, c.money, media, effect);
        for (let d = 0; d < 2; d++) {
          let whole = 0;
          let bought = 0;
          for (let t = 0; t < 15; t++) whole += effect[t * 2 + d]!;
          for (let t = 0; t < 9; t++) {
            bought += byBuy[t * 2 + d]!;
            if (media[t] === 0) expect(byBuy[t * 2 + d]).toBe(0);
          }
          expect(Math.abs(bought - whole)).toBeLessThan(1e-9 * response.coefficient[d]! * 15);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
