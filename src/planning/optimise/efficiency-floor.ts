import { fault } from '../../data/index.js';
import { sumOf } from '../resolve/problem.js';
import { decisionOf } from './decision-of.js';
import { undecided, type Decided, type Ruled } from './decision.js';
import { frontierReach, goalUnits } from './goal-of.js';
import { reachGoal } from './goal.js';
import { mostSpend } from './most-spend.js';
import type { LinearObjective } from './objective.js';

/** Spends until the return, the marginal return or the cost per KPI unit has come to the stated value. */
export function efficiencyFloor(ruled: Ruled): Decided {
  const { problem, objective, markets, limits, solver } = ruled;
  const { efficiency, kpi } = problem.scenario.objective;
  const path = { file: '', path: 'objective.efficiency' };
  if ((efficiency ?? null) === null) return undecided([fault('efficiency-missing', 'error', path, '')]);
  const { metric, at } = efficiency!;
  const value = metric === 'cost_per_kpi' ? 1 : valueOf(ruled);
  if (value === null) return undecided([fault('efficiency-without-value', 'error', path, metric, { kpi })]);
  /** Objective units that a unit of money must bring. */
  const floor = metric === 'cost_per_kpi' ? 1 / at : at / value;
  const highs = sumOf(problem.channels.flatMap((unit) => unit.lines.map((line) => line.high)));
  const cap = Math.min(problem.budget?.working ?? highs, highs);
  if (metric === 'marginal_roi') {
    const net: LinearObjective = { ...objective, perMoney: (channel) => objective.perMoney(channel) - floor };
    const made = goalUnits({ ...ruled, objective: net, limit: frontierReach * cap });
    if (made.value === null) return undecided(made.faults);
    const spread = reachGoal(made.value.units, cap, made.value.goal, { spendAll: false, limits, solver });
    if (spread === null) return outOfReach(0, at, metric);
    const spend = sumOf(spread.spend);
    const decision = decisionOf({ ...ruled, objective: net }, made.value, spread, cap, {
      sense: 'max',
      objective: spread.objective,
      bound: spread.bound,
      reached: spread.objective + floor * spend,
    });
    // Solved net of the floor; the reasons speak of what money brings, as the file does.
    const slopes = decision.slopes?.map((slope) => slope + floor) ?? null;
    return {
      value: { ...decision, slopes, price: decision.price + floor },
      faults: [],
      infeasible: null,
    };
  }
  const made = goalUnits({ ...ruled, limit: frontierReach * cap });
  if (made.value === null) return undecided(made.faults);
  const { value: found, best } = mostSpend(made.value.units, cap, floor, made.value.goal, { limits, solver });
  if (found === null)
    return outOfReach(metric === 'cost_per_kpi' ? (best > 0 ? 1 / best : Infinity) : best * value, at, metric);
  return {
    value: decisionOf(ruled, made.value, found.spread, found.spend, {
      sense: 'max',
      objective: found.spend,
      bound: found.atMost,
      reached: found.spread.objective,
    }),
    faults: [],
    infeasible: null,
  };

  function outOfReach(reached: number, wanted: number, name: string): Decided {
    const missing = Math.abs(wanted - reached);
    const params = { metric: name, at: wanted, best: reached, missing };
    const rule = { rule: 'objective.efficiency', channel: null, kind: 'limit' as const, money: wanted };
    const infeasible = { kind: 'efficiency-out-of-reach' as const, rules: [rule], missing, missingInAll: missing };
    return undecided([fault('infeasible-efficiency-out-of-reach', 'error', path, String(wanted), params)], infeasible);
  }

  /** Money per unit of the objective; null where it is worth none, or another value in every period. */
  function valueOf({ formulas }: Ruled): number | null {
    if (formulas.has(kpi)) return 1;
    const values = markets.get(kpi)?.market.value ?? null;
    if (values === null || values.length === 0) return null;
    const first = values[0]!;
    return values.every((one) => Math.abs(one - first) <= 1e-9 * Math.abs(first)) ? first : null;
  }
}
