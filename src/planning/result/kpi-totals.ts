import { chanceAbove, chanceReaching, summarise } from '../evaluate/index.js';
import type { Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import type { KpiTotals, PlanDraws, PlanKpi } from '../plan.js';
import type { Evaluated } from './evaluated.js';

/** The KPIs of a plan: those of the file in its order, then the model's others to watch. */
export function planKpis({ problem, formulas }: Pick<Evaluated, 'problem' | 'formulas'>): PlanKpi[] {
  const { scenario, fitted } = problem;
  const { spec } = fitted;
  const listed = scenario.kpis.map((kpi): PlanKpi => {
    const own = spec.kpis.find(({ id }) => id === kpi.id);
    const formula = formulas.get(kpi.id);
    return {
      id: kpi.id,
      label: kpi.label,
      role: kpi.role,
      kind: kpi.formula === null && own !== undefined ? own.kind : 'formula',
      money: kpi.formula === null ? own?.kind === 'revenue' : formula !== undefined && isMoney(formula, spec.kpis),
      formula: kpi.formula,
      target: kpi.target,
    };
  });
  const others = spec.kpis
    .filter(({ id }) => !listed.some((kpi) => kpi.id === id))
    .map((kpi): PlanKpi => ({
      id: kpi.id,
      label: kpi.label,
      role: 'watch',
      kind: kpi.kind,
      money: kpi.kind === 'revenue',
      formula: null,
      target: null,
    }));
  const all = [...listed, ...others];
  if (all.some((kpi) => kpi.role === 'primary')) return all;
  return all.map((kpi) => (kpi.id === scenario.objective.kpi ? { ...kpi, role: 'primary' } : kpi));
}

/** A weighted sum that holds money is money: profit is, a ratio or a logarithm of money is not. */
function isMoney(formula: CompiledFormula, kpis: readonly { readonly id: string; readonly kind: string }[]): boolean {
  if (formula.affine === null) return false;
  const revenue = kpis.filter((kpi) => kpi.kind === 'revenue').map((kpi) => kpi.id);
  return formula.uses.some(
    (name) =>
      name === 'spend' ||
      name.startsWith('spend_') ||
      revenue.some((id) => name === id || name === `${id}_incremental` || name === `${id}_run_out`),
  );
}

export function totalsOf(plan: Outcome, reference: Outcome, target: number | null): KpiTotals {
  const delta = plan.window.map((value, d) => value - reference.window[d]!);
  const wholeDelta = plan.whole.map((value, d) => value - reference.whole[d]!);
  return {
    window: summarise(plan.window),
    baseline: summarise(plan.baseline),
    carryIn: summarise(plan.carryIn),
    incremental: summarise(plan.incremental),
    runOut: summarise(plan.runOut),
    reference: summarise(reference.window),
    delta: summarise(delta),
    probabilityBetter: chanceAbove(delta, 0),
    wholeDelta: summarise(wholeDelta),
    wholeProbabilityBetter: chanceAbove(wholeDelta, 0),
    probabilityOfTarget: target === null ? null : chanceReaching(plan.window, target),
  };
}

export function planDraws(outcomes: ReadonlyMap<string, Outcome>): PlanDraws {
  const kpis: Record<string, PlanDraws['kpis'][string]> = {};
  let draws = 0;
  for (const [id, { byPeriod, window, whole, incremental, draws: count }] of outcomes) {
    kpis[id] = { byPeriod, window, whole, incremental };
    draws = count;
  }
  return { draws, kpis };
}
