import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryInOf, channelPaths } from '../../src/planning/channel-model.js';
import {
  buildDrawTable,
  channelTotals,
  interpolatedMean,
  preparePath,
  effectByPeriod,
} from '../../src/planning/evaluate/index.js';
import { divideMoney, moneyOfLines } from '../../src/planning/line-money.js';
import { syntheticResponse, type ResponseOptions } from './synthetic.js';

const window = 10;
const runOut = 6;
const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Lines with flights that need not touch, some locked, some free, some starting at nothing. */
const lines = fc
  .array(
    fc.record({
      amount: fc.constantFrom(0, 200, 500, 1200),
      below: fc.constantFrom(0, 0.4, 1),
      above: fc.constantFrom(0, 0.5, 1.5),
      extra: fc.constantFrom(0, 300),
      from: fc.integer({ min: 0, max: 8 }),
      length: fc.integer({ min: 1, max: 6 }),
      price: fc.constantFrom(0.5, 1, 3),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ amount, below, above, extra, from, length, price }) => {
      const to = Math.min(window, from + length);
      return {
        amount,
        low: amount * (1 - below),
        high: amount * (1 + above) + extra,
        shares: Float64Array.from({ length: window }, (_, t) => (t >= from && t < to ? 1 / (to - from) : 0)),
        unitsPerMoney: new Float64Array(window).fill(1 / price),
      };
    }),
  );

const kinds: readonly ResponseOptions[] = [
  {},
  { adstock: { kind: 'delayed', periods: 7, normalised: true } },
  { adstock: { kind: 'weibull_pdf', periods: 6, normalised: false } },
  { adstock: { kind: 'weibull_cdf', periods: 6, normalised: true }, order: 'saturation_first' },
  { adstock: { kind: 'binomial', periods: 5, normalised: true }, saturation: 'logistic', order: 'saturation_first' },
  { reach: { universe: 800, perImpression: 0.9, rSquared: 1 } },
];

/** One way to transform media for each seed. */
function kindOf(seed: number): ResponseOptions {
  return kinds[seed % kinds.length]!;
}

describe('a channel with several lines', () => {
  it('has the effect of its lines’ media for every total, and a table that is right on both sides of each kink', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), lines, (seed, all) => {
        const response = syntheticResponse(seed, { draws: 4, slope: 1.8, ...kindOf(seed) });
        const history = Float64Array.from({ length: 12 }, (_, t) => (t % 3) * 40);
        const carryIn = carryInOf({ media: history, frequency: null }, response, window, runOut);
        const stretches = divideMoney(all);
        const paths = channelPaths(carryIn, all, stretches);
        const high = all.reduce((sum, line) => sum + line.high, 0);
        const limit = 1.5 * high + 100;
        const effect = (money: number, side: 'before' | 'after' = 'before'): ReturnType<typeof channelTotals> =>
          channelTotals(paths, money, window + runOut, side);
        const kinks = stretches.map((stretch) => stretch.from);
        const table = buildDrawTable(effect, limit, { kinks });
        const range = Math.max(...table.mean.map(Math.abs));
        for (const money of [...kinks, ...Array.from({ length: 15 }, (_, i) => (limit * (i + 0.37)) / 15)]) {
          const amounts = moneyOfLines(stretches, money);
          const fixed = Float64Array.from({ length: window }, (_, t) =>
            all.reduce((sum, line, i) => sum + amounts[i]! * line.shares[t]! * line.unitsPerMoney[t]!, 0),
          );
          const direct = effectByPeriod(preparePath(carryIn, { fixed, perMoney: new Float64Array(window) }), 0);
          const total = new Float64Array(4);
          direct.forEach((value, cell) => (total[cell % 4]! += value));
          for (const side of ['before', 'after'] as const) {
            effect(money, side).value.forEach((value, d) => {
              expect(Math.abs(value - total[d]!)).toBeLessThan(1e-8 * range);
            });
          }
          expect(Math.abs(interpolatedMean(table, money).value - mean(total))).toBeLessThan(2e-4 * range);
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });
});
