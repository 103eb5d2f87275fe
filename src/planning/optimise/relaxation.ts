import type { Relaxation } from './allocate.js';
import { fillBySlope } from './fill-by-slope.js';
import { disjointGroups, fillGroups } from './fill-groups.js';
import { fillLinear } from './fill-linear.js';
import type { LinearSolver } from './linear-solver.js';
import type { LinearRow } from './rows.js';

/**
 * The cheapest exact relaxation for a set of rules: by slope for the budget alone, by slope within and over groups
 * where no unit is in two, by linear program otherwise.
 */
export function relaxationOf(
  rows: readonly LinearRow[],
  budget: number,
  spendAll: boolean,
  solver: LinearSolver | null,
): Relaxation {
  if (rows.length === 0) return (hulls) => fillBySlope(hulls, budget, spendAll);
  const groups = disjointGroups(rows);
  if (groups !== null) return (hulls) => fillGroups(hulls, groups, budget, spendAll);
  if (solver === null) throw new Error('rules that overlap need a linear solver');
  return (hulls) => fillLinear(hulls, rows, budget, spendAll, solver);
}

/** Whether a problem with these rules needs a linear solver. */
export function needsSolver(rows: readonly LinearRow[]): boolean {
  return rows.length > 0 && disjointGroups(rows) === null;
}
