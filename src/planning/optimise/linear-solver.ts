/**
 * Solves a linear or mixed-integer program given as text in CPLEX LP format. HiGHS outside; the planner itself loads
 * nothing, so the solver is handed in.
 */
export interface LinearSolver {
  solve(
    program: string,
    options?: Readonly<Record<string, string | number | boolean>>,
  ): {
    readonly Status: string;
    readonly ObjectiveValue: number;
    readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
    readonly Rows: readonly { readonly Name: string; readonly Dual?: number }[];
  };
}

/** Loaded when a problem first needs it. */
export type LoadLinearSolver = () => Promise<LinearSolver>;

/** Linear expressions are broken over lines: the LP format cuts long ones. */
export function expression(terms: readonly (readonly [weight: number, name: string])[]): string {
  if (terms.length === 0) return '0 nothing';
  return terms
    .map(([weight, name]) => `${weight < 0 ? '-' : '+'} ${Math.abs(weight).toPrecision(15)} ${name}`)
    .join('\n ');
}
