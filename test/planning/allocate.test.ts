import fc from 'fast-check';
import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/inference/index.js';
import { allocate } from '../../src/planning/optimise/allocate.js';
import { valueAt, type PiecewiseCurve } from '../../src/planning/optimise/piecewise.js';
import { piecewiseProgram, type SolveProgram } from './piecewise-program.js';

/** S-curves, some almost straight, some steep, some falling at the end. */
function sCurves(count: number, corners: number, seed: number): PiecewiseCurve[] {
  const random = randomStream(seed, 's-curves');
  return Array.from({ length: count }, () => {
    const limit = 100 + 900 * random.uniform();
    const half = limit * (0.2 + 0.6 * random.uniform());
    const slope = 0.8 + 3.5 * random.uniform();
    const height = limit * (0.5 + 3 * random.uniform());
    const x = Float64Array.from({ length: corners }, (_, i) => (limit * i) / (corners - 1));
    return { x, y: x.map((money) => (money === 0 ? 0 : height / (1 + (half / money) ** slope))) };
  });
}

const budgetOf = (curves: readonly PiecewiseCurve[], share: number): number =>
  share * curves.reduce((sum, curve) => sum + curve.x.at(-1)!, 0);

describe('allocation by branch and bound', () => {
  it('equals HiGHS on the same piecewise curves, 10 and 50 channels, with a proven gap', async () => {
    const load = highsLoader as unknown as () => Promise<{ solve: SolveProgram }>;
    const { solve } = await load();
    for (const [count, corners, share] of [
      [10, 24, 0.3],
      [10, 24, 0.6],
      [50, 10, 0.3],
    ] as const) {
      const curves = sCurves(count, corners, count + corners);
      const budget = budgetOf(curves, share);
      const ours = allocate(curves, budget, { spendAll: true })!;
      const theirs = piecewiseProgram(solve, curves, budget);
      expect((ours.bound - ours.objective) / ours.objective).toBeLessThan(1e-6);
      expect(ours.nodes).toBeLessThan(50);
      expect(Math.abs(ours.objective - theirs) / theirs).toBeLessThan(2e-6);
      expect(ours.spend.reduce((a, b) => a + b)).toBeCloseTo(budget, 6);
    }
  });

  it('is never worse than a fine grid over three curves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (seed, share) => {
        const curves = sCurves(3, 30, seed);
        const budget = budgetOf(curves, share);
        const result = allocate(curves, budget, { spendAll: true, tolerance: 1e-9 })!;
        for (let i = 0; i <= 40; i++) {
          for (let j = 0; j <= 40; j++) {
            const a = (curves[0]!.x.at(-1)! * i) / 40;
            const b = (curves[1]!.x.at(-1)! * j) / 40;
            const c = budget - a - b;
            if (c < 0 || c > curves[2]!.x.at(-1)!) continue;
            const value = valueAt(curves[0]!, a) + valueAt(curves[1]!, b) + valueAt(curves[2]!, c);
            expect(value).toBeLessThanOrEqual(result.bound + 1e-9 * result.bound);
            expect(value).toBeLessThanOrEqual(result.objective * (1 + 1e-8));
          }
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('leaves money that brings nothing unspent unless it must be spent', () => {
    const falling: PiecewiseCurve = { x: Float64Array.of(0, 10, 20), y: Float64Array.of(0, 5, 3) };
    const flat: PiecewiseCurve = { x: Float64Array.of(0, 10), y: Float64Array.of(0, -1) };
    const free = allocate([falling, flat], 25, { spendAll: false })!;
    expect([...free.spend]).toEqual([10, 0]);
    expect(free.price).toBe(0);
    const all = allocate([falling, flat], 25, { spendAll: true })!;
    expect([...all.spend]).toEqual([15, 10]);
    expect(all.objective).toBeCloseTo(3, 12);
    expect(all.price).toBeCloseTo(-0.2, 12);
  });

  it('says when the ends cannot hold the budget', () => {
    const curve: PiecewiseCurve = { x: Float64Array.of(5, 10), y: Float64Array.of(1, 2) };
    expect(allocate([curve, curve], 9, { spendAll: false })).toBeNull();
    expect(allocate([curve, curve], 21, { spendAll: true })).toBeNull();
    expect(allocate([curve, curve], 21, { spendAll: false })!.objective).toBe(4);
  });

  it('keeps a fixed amount as it is and never falls below a known start', () => {
    const fixed: PiecewiseCurve = { x: Float64Array.of(7), y: Float64Array.of(3) };
    const curves = [fixed, ...sCurves(4, 20, 9)];
    const budget = 600;
    const result = allocate(curves, budget, { spendAll: true })!;
    expect(result.spend[0]).toBe(7);
    const again = allocate(curves, budget, { spendAll: true, start: result.spend, maxNodes: 1 })!;
    expect(again.objective).toBeGreaterThanOrEqual(result.objective);
  });
});
