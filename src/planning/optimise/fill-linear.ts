import type { Filled, Hull } from './fill-by-slope.js';
import { expression, type LinearSolver } from './linear-solver.js';
import type { LinearRow } from './rows.js';

/** Money is counted in thousandths of the budget, so that the solver's tolerances are far below a cent. */
const parts = 1000;
const exact = { primal_feasibility_tolerance: 1e-10, dual_feasibility_tolerance: 1e-10 };

/**
 * The best way to spread money over concave curves under any linear rules: one variable per piece of a curve. Pieces
 * of a concave curve fill in their order by themselves, so that no whole numbers are needed.
 */
export function fillLinear(
  hulls: readonly Hull[],
  rows: readonly LinearRow[],
  budget: number,
  spendAll: boolean,
  solver: LinearSolver,
): Filled | null {
  const unit = Math.max(1e-9, Math.abs(budget)) / parts;
  const height = Math.max(1e-300, ...hulls.flatMap(({ curve }) => [...curve.y].map(Math.abs))) / parts;
  const start = Float64Array.from(hulls, ({ curve }) => curve.x[0]!);
  const names = hulls.map(({ slopes }, c) => [...slopes.keys()].map((k) => `d${c}_${k}`));
  const program = [
    'Maximize',
    ` obj: ${expression(names.flatMap((list, c) => list.map((name, k) => [(hulls[c]!.slopes[k]! * unit) / height, name] as const)))}`,
    'Subject To',
  ];
  const rule = (name: string, weights: ArrayLike<number>, low: number, high: number): void => {
    const terms = names.flatMap((list, c) =>
      weights[c] === 0 ? [] : list.map((piece) => [weights[c]!, piece] as const),
    );
    const fixed = start.reduce((sum, money, c) => sum + weights[c]! * money, 0);
    const left = expression(terms);
    const side = (bound: number): string => ((bound - fixed) / unit).toPrecision(15);
    if (low === high) program.push(` ${name}: ${left} = ${side(low)}`);
    else {
      if (low > -Infinity) program.push(` ${name}l: ${left} >= ${side(low)}`);
      if (high < Infinity) program.push(` ${name}h: ${left} <= ${side(high)}`);
    }
  };
  rule('budget', new Float64Array(hulls.length).fill(1), spendAll ? budget : -Infinity, budget);
  rows.forEach(({ weights, low, high }, r) => {
    rule(`r${r}`, weights, low, high);
  });
  program.push('Bounds', ' 0 <= nothing <= 0');
  hulls.forEach(({ curve, slopes }, c) => {
    slopes.forEach((_, k) => {
      program.push(` 0 <= ${names[c]![k]!} <= ${((curve.x[k + 1]! - curve.x[k]!) / unit).toPrecision(15)}`);
    });
  });
  program.push('End', '');
  const answer = solver.solve(program.join('\n'), exact);
  if (answer.Status !== 'Optimal') return null;
  const spend = start.slice();
  let value = 0;
  hulls.forEach(({ curve, slopes }, c) => {
    value += curve.y[0]!;
    slopes.forEach((slope, k) => {
      const width = curve.x[k + 1]! - curve.x[k]!;
      const taken = Math.min(width, Math.max(0, (answer.Columns[names[c]![k]!]?.Primal ?? 0) * unit));
      spend[c]! += taken;
      value += slope * taken;
    });
  });
  const dual = answer.Rows.find(({ Name }) => Name === 'budget' || Name === 'budgeth')?.Dual ?? 0;
  return { spend, value, price: (dual * height) / unit };
}
