import { interpolatedMean, weightedSum, weightedTable, type DrawTable, type EffectTotals } from '../evaluate/index.js';
import { intervalOf } from '../evaluate/hermite.js';
import { allocate, type Allocation, type AllocationOptions } from './allocate.js';
import type { LinearSolver } from './linear-solver.js';
import { finePieces, meshOf, type Mesh } from './mesh.js';
import { polish, type PolishUnit } from './polish.js';
import { needsSolver, relaxationOf } from './relaxation.js';
import { absorbed, linearRows, worstBreach, type LimitRow, type LinearRow } from './rows.js';

/** A unit of the optimiser: a channel, whatever shares one adstock and one saturation. */
export interface Unit {
  readonly id: string;
  /** Objective per draw by the unit's money, from 0 to at least `high`. */
  readonly table: DrawTable;
  /** The same, exact. */
  readonly effect: (money: number) => EffectTotals;
  readonly low: number;
  readonly high: number;
  /** Nothing, or at least this much. */
  readonly minBuy?: number;
  /** `(draws)` what each draw counts in the objective; equal where left out. */
  readonly weights?: Float64Array;
}

/** The same unit under other weights of its draws. */
export function weighted(unit: Unit, weights: Float64Array): Unit {
  return { ...unit, weights, table: weightedTable(unit.table, weights) };
}

/** Objective of a unit's effect. */
export function counted({ weights }: Pick<Unit, 'weights'>, values: Float64Array): number {
  return weights === undefined ? average(values) : weightedSum(values, weights);
}

export interface Spread {
  /** `(units)` money. */
  readonly spend: Float64Array;
  /** Objective at `spend`; exact unless quick. */
  readonly objective: number;
  /** No spread of the budget that keeps the rules has a higher objective. */
  readonly bound: number;
  /** Objective per unit of money at the margin. */
  readonly price: number;
  /** `(units)` marginal return at `spend`. */
  readonly slopes: Float64Array;
  readonly nodes: number;
}

export interface SpreadOptions {
  readonly spendAll: boolean;
  /**
   * Leave out the exact evaluation and the bound: enough to see what a limit costs. `bounded` leaves out the exact
   * evaluation only.
   */
  readonly quick?: boolean | 'bounded';
  /** A spread that keeps all rules; the result is never below it. */
  readonly start?: Float64Array | undefined;
  /** Straight pieces per interval of the tables; fewer where many spreads are only compared. */
  readonly pieces?: number;
  readonly limits?: readonly LimitRow[];
  readonly solver?: LinearSolver | null;
}

/** Fewer pieces where every relaxation is a linear program over all of them. */
const piecesForPrograms = 4;

/** The best way to spread a budget over units, with a bound on the exact function; null where no spread keeps the rules. */
export function spreadBudget(given: readonly Unit[], budget: number, options: SpreadOptions): Spread | null {
  const { spendAll, solver = null } = options;
  const allRows = linearRows(options.limits ?? [], budget, spendAll);
  const own = absorbed(given, allRows);
  if (own === null) return null;
  const { units, rows } = own;
  if (units.some((unit) => unit.low > unit.high + 0.005)) return null;
  const relax = relaxationOf(rows, budget, spendAll, solver);
  const pieces = needsSolver(rows) ? piecesForPrograms : (options.pieces ?? finePieces);
  const meshes = units.map((unit) => meshOf(unit.table, unit.low, unit.high, unit.minBuy, pieces));
  const settings: AllocationOptions = { spendAll, relax, maxNodes: needsSolver(rows) ? 60 : 4000 };
  const found = allocate(
    meshes.map((mesh) => mesh.middle),
    budget,
    settings,
  );
  if (found === null) return null;
  const start = options.start !== undefined && worstBreach(allRows, options.start) < 0.01 ? options.start : undefined;
  const bounded = (): number =>
    allocate(
      meshes.map((mesh) => mesh.upper),
      budget,
      settings,
    )?.bound ?? -Infinity;
  if (options.quick === true) return fromTables(units, found, start);
  if (options.quick === 'bounded') {
    const spread = fromTables(units, found, start);
    return { ...spread, bound: Math.max(spread.objective, bounded()) };
  }
  const exact = units.map((unit, c) => polishUnit(unit, meshes[c]!, found.spend[c]!));
  const spent = found.spend.reduce((a, b) => a + b, 0);
  // Money left over because no unit wants it: each unit stands at its own top, not at a common price.
  const isFull = spendAll || spent >= budget * (1 - 1e-9);
  const polished = polish(exact, found.spend, isFull || rows.length > 0 ? classesOf(rows, units.length) : null);
  let { spend } = polished;
  let points = polished.points;
  let objective = points.reduce((sum, point) => sum + point.value, 0);
  if (start !== undefined) {
    const atStart = exact.map((unit, c) => unit.at(start[c]!));
    const value = atStart.reduce((sum, point) => sum + point.value, 0);
    if (value > objective) [spend, points, objective] = [start, atStart, value];
  }
  return {
    spend,
    objective,
    bound: Math.max(objective, bounded()),
    price: found.price,
    slopes: Float64Array.from(points, (point) => point.slope),
    nodes: found.nodes,
  };
}

/** Units that count alike in every rule may trade money without changing any. */
function classesOf(rows: readonly LinearRow[], units: number): string[] {
  return Array.from({ length: units }, (_, c) => rows.map(({ weights }) => weights[c]).join(' '));
}

function fromTables(units: readonly Unit[], found: Allocation, start: Float64Array | undefined): Spread {
  const total = (spend: Float64Array): number =>
    units.reduce((sum, unit, c) => sum + interpolatedMean(unit.table, spend[c]!).value, 0);
  const better = start !== undefined && total(start) > total(found.spend);
  const spend = better ? start : found.spend;
  return {
    spend,
    objective: total(spend),
    bound: found.bound,
    price: found.price,
    slopes: Float64Array.from(units, (unit, c) => interpolatedMean(unit.table, spend[c]!).slope),
    nodes: found.nodes,
  };
}

function polishUnit(unit: Unit, mesh: Mesh, start: number): PolishUnit {
  const { x, hole } = mesh.middle;
  const i = x.length > 1 ? intervalOf(x, start) : 0;
  return {
    low: hole !== undefined && start >= hole.to ? hole.to : unit.low,
    high: unit.high,
    reach: x.length > 1 && !(hole !== undefined && start <= hole.from) ? x[i + 1]! - x[i]! : 0,
    at: (money) => {
      const { value, slope, curvature } = unit.effect(money);
      return { value: counted(unit, value), slope: counted(unit, slope), curvature: counted(unit, curvature) };
    },
  };
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
