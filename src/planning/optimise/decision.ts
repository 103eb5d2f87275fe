import type { Fault } from '../../data/index.js';
import type { Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import type { PricedMarket } from './channel-units.js';
import type { GoalUnits } from './goal-of.js';
import type { Infeasible } from './infeasible.js';
import type { LinearSolver, LoadLinearSolver } from './linear-solver.js';
import type { LinearObjective } from './objective.js';
import type { LimitRow } from './rows.js';
import type { Optimum } from '../optimum.js';
import type { Problem } from '../resolve/problem.js';

/** Best amounts with what proves them. */
export interface Decision {
  /** The problem that was solved: with `next_money`, lines may only grow or only shrink. */
  readonly problem: Problem;
  /** By unit, `(lines)` money in whole cents. */
  readonly money: readonly Float64Array[];
  readonly optimum: Optimum;
  /** `(units)` money where only the budget binds. */
  readonly unconstrained: Float64Array | null;
  /** `(units)` objective per unit of the next money; null where the search has none. */
  readonly slopes: Float64Array | null;
  /** Objective per unit of money at the margin. */
  readonly price: number;
  readonly unspent: number;
  /** What was solved, to be looked at again with other money; null where the search has no curves. */
  readonly solved: Solved | null;
}

/** Units, goal and rules of a decision, and the money they were given. */
export interface Solved extends GoalUnits {
  readonly limits: readonly LimitRow[];
  readonly solver: LinearSolver | null;
  readonly budget: number;
  readonly spendAll: boolean;
  /** `(units)` */
  readonly spend: Float64Array;
}

export interface DecideInput {
  readonly problem: Problem;
  readonly markets: ReadonlyMap<string, PricedMarket>;
  readonly formulas: ReadonlyMap<string, CompiledFormula>;
  /** Outcomes of the reference: what stands without a plan is read off them. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Objective of line money on all draws, exact. */
  readonly exact: (money: readonly Float64Array[]) => number;
  readonly linearSolver: LoadLinearSolver | null;
}

/** What each way of deciding gets: the problem with its rules. */
export interface Ruled extends DecideInput {
  readonly objective: LinearObjective;
  readonly limits: readonly LimitRow[];
  readonly solver: LinearSolver | null;
}

export interface Decided {
  readonly value: Decision | null;
  readonly faults: readonly Fault[];
  readonly infeasible: Infeasible | null;
}

export const undecided = (faults: readonly Fault[], infeasible: Infeasible | null = null): Decided => ({
  value: null,
  faults,
  infeasible,
});
