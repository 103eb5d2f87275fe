import { countsRunOut } from '../forecast/formula-outcome.js';
import type { CompiledFormula } from '../formula.js';
import type { Scenario } from '../scenario.js';

/** What a unit of effect on one KPI counts in the objective. */
export interface KpiWeight {
  readonly kpi: string;
  readonly window: number;
  readonly runOut: number;
}

/**
 * An objective that is a sum over channels: weights on the effect of media, less what money itself counts. Whatever
 * no plan can move (baseline, carry-in, constants) is left out, so that the gap is measured on what media cause.
 */
export interface LinearObjective {
  readonly kind: 'linear';
  readonly weights: readonly KpiWeight[];
  /** Objective per unit of money of a channel, beside its effect: −1 for "− spend". */
  perMoney(channel: string): number;
}

/** Any other formula: searched, not proven. */
export interface FormulaObjective {
  readonly kind: 'formula';
  readonly formula: CompiledFormula;
}

export type Objective = LinearObjective | FormulaObjective;

/**
 * @param formula of the objective's KPI; null for a fitted one
 * @param kpis ids of the fitted KPIs
 */
export function objectiveOf(scenario: Scenario, formula: CompiledFormula | null, kpis: readonly string[]): Objective {
  return functionalOf(scenario.objective.kpi, scenario.objective.horizon, formula, kpis);
}

/** What a KPI of the file counts over a horizon, objective or not. */
export function functionalOf(
  id: string,
  horizon: Scenario['objective']['horizon'],
  formula: CompiledFormula | null,
  kpis: readonly string[],
): Objective {
  const whole = horizon === 'whole_effect';
  if (formula === null) {
    const weight = { kpi: id, window: 1, runOut: whole ? 1 : 0 };
    return { kind: 'linear', weights: [weight], perMoney: () => 0 };
  }
  const { affine } = formula;
  if (affine === null) return { kind: 'formula', formula };
  const of = (name: string): number => (Object.hasOwn(affine.weights, name) ? affine.weights[name]! : 0);
  const weights = kpis
    .map((kpi) => {
      const window = of(kpi) + of(`${kpi}_incremental`);
      const after = whole && !countsRunOut(formula, kpi) ? window : 0;
      return { kpi, window, runOut: of(`${kpi}_run_out`) + after };
    })
    .filter((weight) => weight.window !== 0 || weight.runOut !== 0);
  return { kind: 'linear', weights, perMoney: (channel) => of('spend') + of(`spend_${channel}`) };
}
