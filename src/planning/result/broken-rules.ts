import { tailMean } from '../optimise/tail.js';
import { limitRows } from '../optimise/limit-rows.js';
import { linearRows, rowValue } from '../optimise/rows.js';
import { tailOf } from '../optimise/goal-of.js';
import type { Remark } from '../plan.js';
import { sumOf, toCents } from '../resolve/problem.js';
import type { Evaluated } from './evaluated.js';

/** Limits and floors that a plan priced as written does not keep: told, never quietly mended. */
export function brokenRules({ problem, money, maximised, plan }: Evaluated): Remark[] {
  if (maximised !== null || problem.scenario.objective.kind === 'reference') return [];
  const spend = Float64Array.from(money, sumOf);
  const total = sumOf(spend);
  const remarks: Remark[] = [];
  for (const row of limitRows(problem).value ?? []) {
    if (remarks.some(({ params }) => params['rule'] === row.rule)) continue;
    const [linear] = linearRows([row], total, true);
    const value = rowValue(linear!, spend) + row.offset;
    const low = linear!.low + row.offset;
    const high = linear!.high + row.offset;
    // A cent of rounding in every line breaks no rule.
    const slack = 0.01 * problem.channels.length;
    if (value < low - slack || value > high + slack) {
      const stated = value < low ? low : high;
      remarks.push({
        code: 'limit-broken',
        params: { rule: row.rule, value: toCents(value), stated: toCents(stated) },
      });
    }
  }
  for (const kpi of problem.scenario.kpis) {
    if (kpi.role !== 'floor' || (kpi.min ?? null) === null) continue;
    const { window, draws } = plan.outcomes.get(kpi.id)!;
    const tail = tailOf(kpi);
    const value = tail === null ? sumOf(window) / draws : tailMean(window, tail);
    if (value < kpi.min!) remarks.push({ code: 'floor-broken', params: { kpi: kpi.label, value, stated: kpi.min! } });
  }
  return remarks;
}
