import { describe, expect, it } from 'vitest';
import { loadHighs } from '../../src/jobs/workers/load-highs.js';
import { allocate } from '../../src/planning/optimise/allocate.js';
import { relaxationOf } from '../../src/planning/optimise/relaxation.js';
import { worstBreach } from '../../src/planning/optimise/rows.js';
import { piecewiseProgram } from './piecewise-program.js';
import { randomProblem, worthOf } from './random-problems.js';

/** The same over 200 problems, beside what other ways reach: `npm run bench:planner`. */
const problems = 24;

describe('random problems with minimum buys, groups and overlapping groups', () => {
  it('reach the optimum of HiGHS, with a proven gap, all money spent and every rule kept', async () => {
    const solver = await loadHighs();
    for (let seed = 0; seed < problems; seed++) {
      const problem = randomProblem(seed, seed % 5 === 4 ? 7 : 12);
      const { curves, budget, rows, start } = problem;
      const relax = relaxationOf(rows, budget, true, solver);
      const ours = allocate(curves, budget, { spendAll: true, relax, start })!;
      const theirs = piecewiseProgram((text, options) => solver.solve(text, options), curves, budget, rows);
      expect(Math.abs(ours.objective - theirs) / theirs).toBeLessThan(1e-5);
      expect((ours.bound - ours.objective) / ours.objective).toBeLessThan(1e-4);
      expect(ours.objective).toBeGreaterThanOrEqual(worthOf(problem, start) * (1 - 1e-12));
      expect(ours.spend.reduce((a, b) => a + b, 0)).toBeCloseTo(budget, 5);
      expect(worstBreach(rows, ours.spend)).toBeLessThan(1e-5);
    }
  });
});
