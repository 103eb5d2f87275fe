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

/** Effect of a media series in one draw by the definition: the sum over lags, written out. */
function naiveEffect(response: MediaResponse, draw: number, media: readonly number[]): number[] {
  const alpha = response.alpha[draw]!;
  const adstock = response.adstock;
  const lags = adstock.kind === 'none' ? 1 : adstock.periods === 'all' ? 400 : adstock.periods;
  let sum = 0;
  for (let l = 0; l < lags; l++) sum += alpha ** l;
  const factor = adstock.kind === 'geometric' && adstock.normalised ? 1 / sum : 1;
  return media.map((_, t) => {
    let level = 0;
    for (let l = 0; l < lags && l <= t; l++) level += (adstock.kind === 'none' ? 1 : alpha ** l) * media[t - l]!;
    const u = (factor * level) / response.mediaScale;
    if (response.saturation === 'none') return response.coefficient[draw]! * u;
    if (response.saturation === 'logistic') {
      const decay = Math.exp(-response.rate[draw]! * u);
      return (response.coefficient[draw]! * (1 - decay)) / (1 + decay);
    }
    const s = response.slope[draw]!;
    return u === 0 ? 0 : (response.coefficient[draw]! * u ** s) / (u ** s + response.half[draw]! ** s);
  });
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
  ),
  history: fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 15, maxLength: 15 }),
  fixed: fc.array(fc.constantFrom(0, 0, 40, 90), { minLength: 9, maxLength: 9 }),
  perMoney: fc.array(fc.constantFrom(0, 0.02, 0.1, 0.3), { minLength: 9, maxLength: 9 }),
  money: fc.double({ min: 0, max: 5000, noNaN: true }),
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
      { numRuns: 150, seed: 5 },
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
      { numRuns: 100, seed: 6 },
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
      { numRuns: 100, seed: 7 },
    );
  });
});
