import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addInterpolated } from '../../src/planning/evaluate/index.js';
import { spreadBudget } from '../../src/planning/optimise/spread-budget.js';
import { randomStream } from '../../src/inference/index.js';
import { syntheticUnits } from './synthetic.js';

const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('tables of draws', () => {
  it('interpolate the mean to 1e-5 of its range, and every draw to 1e-3, between their nodes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('hill' as const, 'logistic' as const),
        fc.constantFrom(0.8, 1, 1.7, 3),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, saturation, slope, share) => {
          const [unit] = syntheticUnits(2, seed, { saturation, slope }).slice(1);
          const limit = unit!.table.money.at(-1)!;
          const money = limit * share;
          const exact = unit!.effect(money).value;
          const table = new Float64Array(exact.length);
          addInterpolated(unit!.table, money, table);
          const range = Math.max(...unit!.table.mean);
          expect(Math.abs(mean(table) - mean(exact))).toBeLessThan(1e-5 * range);
          exact.forEach((value, d) => {
            expect(Math.abs(table[d]! - value)).toBeLessThan(1e-3 * Math.max(range, value));
          });
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('spreading a budget', () => {
  it('spends it, keeps the bounds, and proves a gap of at most 1e-4 on the exact function', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (seed, share) => {
        const units = syntheticUnits(6, seed);
        const low = units.reduce((sum, unit) => sum + unit.low, 0);
        const high = units.reduce((sum, unit) => sum + unit.high, 0);
        const budget = low + share * (high - low);
        const result = spreadBudget(units, budget, { spendAll: true })!;
        expect(result.spend.reduce((a, b) => a + b)).toBeCloseTo(budget, 6);
        result.spend.forEach((money, c) => {
          expect(money).toBeGreaterThanOrEqual(units[c]!.low - 1e-9);
          expect(money).toBeLessThanOrEqual(units[c]!.high + 1e-9);
        });
        expect(result.bound).toBeGreaterThanOrEqual(result.objective);
        expect((result.bound - result.objective) / result.objective).toBeLessThan(1e-4);
        // Nothing found by chance is better than the bound, and hardly than the objective.
        const random = randomStream(seed, 'rivals');
        for (let trial = 0; trial < 40; trial++) {
          const rival = result.spend.slice();
          const a = random.integer(6);
          const b = random.integer(6);
          const room = Math.min(units[a]!.high - rival[a]!, rival[b]! - units[b]!.low);
          if (a === b || room <= 0) continue;
          const moved = room * random.uniform();
          rival[a]! += moved;
          rival[b]! -= moved;
          const value = units.reduce((sum, unit, c) => sum + mean(unit.effect(rival[c]!).value), 0);
          expect(value).toBeLessThanOrEqual(result.bound);
        }
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  it('never improves when a floor is raised, never worsens when a limit is lifted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, c, share) => {
          const units = syntheticUnits(5, seed);
          const budget = 0.5 * units.reduce((sum, unit) => sum + unit.low + unit.high, 0);
          const base = spreadBudget(units, budget, { spendAll: true })!;
          const unit = units[c]!;
          const raised = units.with(c, { ...unit, low: unit.low + share * (unit.high - unit.low) });
          const lifted = units.with(c, { ...unit, low: 0, high: unit.table.money.at(-1)! });
          expect(spreadBudget(raised, budget, { spendAll: true })!.objective).toBeLessThanOrEqual(
            base.bound * (1 + 1e-9),
          );
          expect(spreadBudget(lifted, budget, { spendAll: true })!.bound).toBeGreaterThanOrEqual(
            base.objective * (1 - 1e-9),
          );
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('gives the price of money that re-solving with a little more confirms', () => {
    const units = syntheticUnits(6, 11);
    const budget = 0.5 * units.reduce((sum, unit) => sum + unit.low + unit.high, 0);
    const more = 1e-3 * budget;
    const base = spreadBudget(units, budget, { spendAll: true })!;
    const next = spreadBudget(units, budget + more, { spendAll: true })!;
    const previous = spreadBudget(units, budget - more, { spendAll: true })!;
    expect(base.price).toBeGreaterThan(0.9 * ((next.objective - base.objective) / more));
    expect(base.price).toBeLessThan(1.1 * ((base.objective - previous.objective) / more));
  });
});
