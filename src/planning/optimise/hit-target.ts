import { fault } from '../../data/index.js';
import { sumOf } from '../resolve/problem.js';
import { decisionOf } from './decision-of.js';
import { undecided, type Decided, type Ruled } from './decision.js';
import { goalUnits, tailOf, withoutPlan } from './goal-of.js';
import { leastSpend } from './least-spend.js';

/** The least money that reaches the target of the objective's KPI with the stated risk, or by how much it is missed. */
export function hitTarget(ruled: Ruled): Decided {
  const { problem, formulas, outcomes, limits, solver } = ruled;
  const { scenario } = problem;
  const { kpi: id, risk } = scenario.objective;
  const index = scenario.kpis.findIndex((kpi) => kpi.id === id);
  const kpi = scenario.kpis[index];
  const path = { file: '', path: index < 0 ? 'objective.kpi' : `kpis.${index}` };
  if (kpi === undefined || kpi.target === null)
    return undecided([fault('target-missing', 'error', path, id, { kpi: id })]);
  const limit = sumOf(problem.channels.flatMap((unit) => unit.lines.map((line) => line.high)));
  const made = goalUnits({ ...ruled, limit });
  if (made.value === null) return undecided(made.faults);
  const { units } = made.value;
  const goal = {
    ...made.value.goal,
    objective: { without: withoutPlan(id, formulas, outcomes), tail: risk ?? tailOf(kpi) },
  };
  const found = leastSpend(units, kpi.target, goal, { limits, solver });
  if ('best' in found) {
    const missing = kpi.target - Math.max(found.best, -Number.MAX_VALUE);
    const params = {
      kpi: id,
      target: kpi.target,
      best: found.best,
      missing,
      certain: Math.max(0, kpi.target - found.bound),
    };
    const infeasible = {
      kind: 'kpi-out-of-reach' as const,
      rules: [{ rule: `kpis.${index}.target`, channel: null, kind: 'limit' as const, money: kpi.target }],
      missing,
      missingInAll: missing,
    };
    return undecided([fault('infeasible-target-out-of-reach', 'error', path, id, params)], infeasible);
  }
  const { spread, spend, atLeast } = found;
  return {
    value: decisionOf(ruled, { ...made.value, goal }, spread, spend, {
      sense: 'min',
      objective: spend,
      bound: atLeast,
      reached: spread.objective,
    }),
    faults: [],
    infeasible: null,
  };
}
