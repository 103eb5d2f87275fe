import type { LinearRow } from '../../src/planning/optimise/rows.js';
import type { PiecewiseCurve } from '../../src/planning/optimise/piecewise.js';

export type SolveProgram = (
  problem: string,
  options?: Record<string, string | number | boolean>,
) => { readonly Status: string; readonly ObjectiveValue: number };

/** Linear expressions are broken over lines: the LP format cuts long ones. */
const sum = (terms: readonly string[]): string => terms.join('\n + ').replaceAll('+ -', '- ');

/**
 * The optimum of the same problem as a mixed-integer program in LP format, by the incremental form: piece i + 1 is
 * used only when piece i is full (Vielma, SIAM Review 57, 2015). The piece under a minimum buy is taken whole or not.
 */
export function piecewiseProgram(
  solve: SolveProgram,
  curves: readonly PiecewiseCurve[],
  budget: number,
  rows: readonly LinearRow[] = [],
): number {
  const value: string[] = [];
  const money: string[] = [];
  const rules: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  let constant = 0;
  let spent = 0;
  curves.forEach(({ x, y, hole }, c) => {
    constant += y[0]!;
    spent += x[0]!;
    if (hole !== undefined) whole.push(`d${c}_0`);
    for (let i = 0; i + 1 < x.length; i++) {
      value.push(`${(y[i + 1]! - y[i]!).toPrecision(15)} d${c}_${i}`);
      money.push(`${(x[i + 1]! - x[i]!).toPrecision(15)} d${c}_${i}`);
      bounds.push(`0 <= d${c}_${i} <= 1`);
      if (i + 2 < x.length) {
        whole.push(`z${c}_${i}`);
        rules.push(`d${c}_${i} - z${c}_${i} >= 0`, `d${c}_${i + 1} - z${c}_${i} <= 0`);
      }
    }
  });
  rows.forEach(({ weights, low, high }) => {
    const terms = curves.flatMap(({ x }, c) =>
      weights[c] === 0
        ? []
        : Array.from(
            { length: x.length - 1 },
            (_, i) => `${(weights[c]! * (x[i + 1]! - x[i]!)).toPrecision(15)} d${c}_${i}`,
          ),
    );
    const fixed = curves.reduce((total, { x }, c) => total + weights[c]! * x[0]!, 0);
    if (low > -Infinity) rules.push(`${sum(terms)} >= ${(low - fixed).toPrecision(15)}`);
    if (high < Infinity) rules.push(`${sum(terms)} <= ${(high - fixed).toPrecision(15)}`);
  });
  const program = `Maximize\n obj: ${sum(value)}\nSubject To\n budget: ${sum(money)} = ${(budget - spent).toPrecision(15)}\n${rules
    .map((rule, i) => ` r${i}: ${rule}`)
    .join('\n')}\nBounds\n ${bounds.join('\n ')}\nBinary\n ${whole.join('\n ')}\nEnd\n`;
  const answer = solve(program, { mip_rel_gap: 1e-7, mip_feasibility_tolerance: 1e-9 });
  if (answer.Status !== 'Optimal') throw new Error(`the oracle did not solve the program: ${answer.Status}`);
  return answer.ObjectiveValue + constant;
}
