import type { Limit } from '../optimum.js';
import { sumOf } from '../resolve/problem.js';
import { reachGoal, type Goal } from './goal.js';
import type { GoalUnits } from './goal-of.js';
import { priceLines, type Gain } from './limits.js';
import { scopeText } from './limit-rows.js';
import type { LinearSolver } from './linear-solver.js';
import { linearRows, rowValue, type LimitRow } from './rows.js';
import type { Spread, Unit } from './spread-budget.js';

export interface PriceInput extends GoalUnits {
  readonly limits: readonly LimitRow[];
  readonly solver: LinearSolver | null;
  readonly solved: Pick<Spread, 'spend' | 'price'>;
  readonly budget: number;
  readonly spendAll: boolean;
  readonly hasBudget: boolean;
}

/** How far a rule is loosened to see its price per unit. */
const loosened = 1e-3;

/**
 * Every rule of the file with its price, by solving the same problem again without it, and a little looser. Gains are
 * differences of the same straight-piece problem, so that a rule that costs nothing shows nothing.
 */
export function priceRules(input: PriceInput): Limit[] {
  const { context, units, goal, limits, solver, solved, budget, spendAll } = input;
  const solve = (
    changed: readonly Unit[],
    rows: readonly LimitRow[],
    to: Goal,
    money = budget,
    all = spendAll,
  ): number | null =>
    reachGoal(changed, money, to, { spendAll: all, limits: rows, solver, quick: true })?.objective ?? null;
  const base = solve(units, limits, goal) ?? NaN;
  const gained = (lifted: number | null): number => {
    // The mesh of a wider interval has other corners: differences below its accuracy are nothing.
    const difference = (lifted ?? NaN) - base;
    return difference > 2e-6 * Math.max(1, Math.abs(base)) ? difference : 0;
  };
  const gain: Gain = (changed, money, all) => gained(solve(changed, limits, goal, money, all));
  const isPlainMean = goal.floors.length === 0 && goal.objective.tail === null;
  const lines = priceLines({ context, units, solved, working: budget, hasBudget: input.hasBudget, gain, isPlainMean });
  const paths = [...new Set(limits.map((row) => row.rule))];
  const groups = paths.map((rule): Limit => {
    const rows = limits.filter((row) => row.rule === rule);
    const others = limits.filter((row) => row.rule !== rule);
    const { kind } = rows[0]!;
    const index = Number(rule.split('.')[1]);
    const stated = context.problem.scenario.limits[index]!;
    const binding = rows.some((row) => isTight(row, solved.spend, budget, spendAll));
    const gainWithout = binding ? gained(solve(units, others, goal)) : 0;
    const scale = kind.startsWith('share') ? 1 : budget;
    const wider = limits.map((row) => (row.rule === rule ? relaxed(row, loosened * scale) : row));
    const perUnit = binding ? gained(solve(units, wider, goal)) / (loosened * budget) : 0;
    return {
      rule,
      channel: null,
      scope: scopeText(stated),
      why: stated.why,
      kind,
      value: statedValue(stated, rule),
      binding: binding && (gainWithout > 0 || perUnit > 0),
      price: { kpi: gainWithout, perUnit },
      gainWithout,
    };
  });
  const floors = goal.floors.map((floor, j): Limit => {
    const { kpi, scale } = input.floors[j]!;
    const without = { ...goal, floors: goal.floors.filter((_, other) => other !== j) };
    const unitsWithout = goal.floors.length > 0 ? units : [];
    const lifted = solve(
      unitsWithout.map((unit) => withoutBlock(unit, j, goal)),
      limits,
      without,
    );
    const gainWithout = gained(lifted);
    const step = loosened * Math.max(1, Math.abs(floor.min));
    const lower = { ...goal, floors: goal.floors.with(j, { ...floor, min: floor.min - step }) };
    return {
      rule: floor.rule,
      channel: null,
      scope: kpi.id,
      why: '',
      kind: 'kpi-floor',
      value: kpi.min!,
      binding: gainWithout > 0,
      price: { kpi: gainWithout, perUnit: gainWithout > 0 ? (gained(solve(units, limits, lower)) * scale) / step : 0 },
      gainWithout,
    };
  });
  return [...lines, ...groups, ...floors];
}

/** A unit whose states of one floor are taken out. */
function withoutBlock(unit: Unit, j: number, goal: Goal): Unit {
  const draws = goal.objective.without.length;
  const keep = (values: Float64Array, rows: number): Float64Array => {
    const states = values.length / rows;
    const out = new Float64Array((states - draws) * rows);
    for (let row = 0; row < rows; row++) {
      const at = row * states;
      out.set(values.subarray(at, at + (j + 1) * draws), row * (states - draws));
      out.set(values.subarray(at + (j + 2) * draws, at + states), row * (states - draws) + (j + 1) * draws);
    }
    return out;
  };
  const { table } = unit;
  const nodes = table.money.length;
  const rest = table.draws - draws;
  const value = keep(table.value, nodes);
  const slope = keep(table.slope, nodes);
  const curvature = keep(table.curvature, nodes);
  const over = (values: Float64Array): Float64Array =>
    table.money.map((_, node) => sumOf(values.subarray(node * rest, (node + 1) * rest)) / rest);
  return {
    ...unit,
    table: {
      ...table,
      draws: rest,
      value,
      slope,
      curvature,
      mean: over(value),
      meanSlope: over(slope),
      meanCurvature: over(curvature),
    },
    effect: (money) => {
      const totals = unit.effect(money);
      return {
        value: keep(totals.value, 1),
        slope: keep(totals.slope, 1),
        curvature: keep(totals.curvature, 1),
      };
    },
  };
}

function isTight(row: LimitRow, spend: Float64Array, budget: number, spendAll: boolean): boolean {
  const slack = 0.02 + 1e-6 * budget;
  return linearRows([row], budget, spendAll).some((linear) => {
    const value = rowValue(linear, spend);
    return value <= linear.low + slack || value >= linear.high - slack;
  });
}

function relaxed(row: LimitRow, by: number): LimitRow {
  return { ...row, low: row.low - by, high: row.high + by };
}

function statedValue(
  limit: {
    readonly amount: Ends;
    readonly share: Ends;
    readonly periodMax: number | null;
    readonly periodStepPct: number | null;
  },
  rule: string,
): number {
  const key = rule.split('.').slice(2).join('.');
  const values: Readonly<Record<string, number | null>> = {
    'amount.min': limit.amount.min,
    'amount.max': limit.amount.max,
    'share.min': limit.share.min,
    'share.max': limit.share.max,
    period_max: limit.periodMax,
    period_step_pct: limit.periodStepPct,
  };
  return values[key] ?? 0;
}

interface Ends {
  readonly min: number | null;
  readonly max: number | null;
}
