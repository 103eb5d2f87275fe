import { interpolatedMean, type DrawTable, type EffectTotals } from '../evaluate/index.js';
import { intervalOf } from '../evaluate/hermite.js';
import { allocate, type Allocation } from './allocate.js';
import { meshOf, type Mesh } from './mesh.js';
import { polish, type PolishUnit } from './polish.js';

/** A unit of the optimiser: a channel, whatever shares one adstock and one saturation. */
export interface Unit {
  readonly id: string;
  /** Objective per draw by the unit's money, from 0 to at least `high`. */
  readonly table: DrawTable;
  /** The same, exact. */
  readonly effect: (money: number) => EffectTotals;
  readonly low: number;
  readonly high: number;
}

export interface Spread {
  /** `(units)` money. */
  readonly spend: Float64Array;
  /** Mean objective at `spend`, exact. */
  readonly objective: number;
  /** No spread of the budget inside the bounds has a higher mean objective. */
  readonly bound: number;
  /** Objective per unit of money at the margin. */
  readonly price: number;
  /** `(units)` marginal return at `spend`. */
  readonly slopes: Float64Array;
  readonly nodes: number;
}

export interface SpreadOptions {
  readonly spendAll: boolean;
  /** Leave out the exact evaluation and the bound: enough to see what a limit costs. */
  readonly quick?: boolean;
  /** A spread that keeps all rules; the result is never below it. */
  readonly start?: Float64Array | undefined;
}

/** The best way to spread a budget over units, with a bound on the exact function; null where the bounds cannot hold it. */
export function spreadBudget(units: readonly Unit[], budget: number, options: SpreadOptions): Spread | null {
  const meshes = units.map((unit) => meshOf(unit.table, unit.low, unit.high));
  const found = allocate(
    meshes.map((mesh) => mesh.middle),
    budget,
    { spendAll: options.spendAll },
  );
  if (found === null) return null;
  if (options.quick === true) return fromTables(units, found, options.start);
  const exact = units.map((unit, c) => polishUnit(unit, meshes[c]!, found.spend[c]!));
  const spent = found.spend.reduce((a, b) => a + b, 0);
  // Money left over because no unit wants it: each unit stands at its own top, not at a common price.
  const polished = polish(exact, found.spend, options.spendAll || spent >= budget * (1 - 1e-9));
  let { spend } = polished;
  let points = polished.points;
  let objective = points.reduce((sum, point) => sum + point.value, 0);
  if (options.start !== undefined) {
    const atStart = exact.map((unit, c) => unit.at(options.start![c]!));
    const value = atStart.reduce((sum, point) => sum + point.value, 0);
    if (value > objective) [spend, points, objective] = [options.start, atStart, value];
  }
  const above = allocate(
    meshes.map((mesh) => mesh.upper),
    budget,
    { spendAll: options.spendAll },
  );
  return {
    spend,
    objective,
    bound: Math.max(objective, above?.bound ?? objective),
    price: found.price,
    slopes: Float64Array.from(points, (point) => point.slope),
    nodes: found.nodes + (above?.nodes ?? 0),
  };
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
  const { x } = mesh.middle;
  const i = x.length > 1 ? intervalOf(x, start) : 0;
  return {
    low: unit.low,
    high: unit.high,
    reach: x.length > 1 ? x[i + 1]! - x[i]! : 0,
    at: (money) => {
      const { value, slope, curvature } = unit.effect(money);
      return { value: average(value), slope: average(slope), curvature: average(curvature) };
    },
  };
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
