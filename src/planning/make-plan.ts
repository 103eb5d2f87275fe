import { fault, hasErrors, type Fault } from '../data/index.js';
import { planningDraws, type FittedModel, type KpiSpec } from '../mixmodel/index.js';
import { formulaNames } from './forecast/formula-outcome.js';
import { marketOf } from './forecast/market.js';
import { buysOfLines, buysOfReference, carryInsOf, type CellBuy } from './forecast/media-plan.js';
import type { CompiledFormula } from './formula.js';
import { responsesByGroup } from './group-model.js';
import { loadFormulas } from './load-formulas.js';
import type { PricedMarket } from './optimise/channel-units.js';
import { withNewChannels } from './new-channels.js';
import { decide, isDecided } from './optimise/decide.js';
import type { Decision } from './optimise/decision.js';
import type { Infeasible } from './optimise/infeasible.js';
import type { LoadLinearSolver } from './optimise/linear-solver.js';
import { explain } from './explain/explain.js';
import type { Plan, PlanDraws, Remark } from './plan.js';
import { evaluateSide, spendOfLines, spendOfReference } from './plan-side.js';
import { inReportCurrency } from './resolve/report-currency.js';
import { resolve } from './resolve/resolve.js';
import { sumOf } from './resolve/problem.js';
import type { Evaluated, PlanSide } from './result/evaluated.js';
import { planDraws } from './result/kpi-totals.js';
import { tabulate, type PlanIdentity } from './result/tabulate.js';
import type { Scenario } from './scenario.js';

export interface MakePlanInput extends PlanIdentity {
  readonly scenario: Scenario;
  readonly fitted: FittedModel;
  /** The plan of the scenario named as reference, if one is. */
  readonly referencePlan: Plan | null;
  /** Loads the linear solver; needed where limits hold over several lines. */
  readonly linearSolver?: LoadLinearSolver | null;
}

export interface MadePlan {
  /** `plan.id` is empty until the store gives one. */
  readonly plan: Plan;
  readonly draws: PlanDraws;
}

export interface PlanReading {
  readonly value: MadePlan | null;
  readonly faults: readonly Fault[];
  /** Set where the file can be read but no plan satisfies it. */
  readonly infeasible: Infeasible | null;
}

/** Scenario and fitted model → plan: resolve, decide (for `maximise`), evaluate once, tabulate. */
export async function makePlan(input: MakePlanInput): Promise<PlanReading> {
  const { value: scenario, faults: currencyFaults } = inReportCurrency(input.scenario);
  const fitted = withNewChannels(input.fitted, scenario);
  const faults: Fault[] = [...currencyFaults];
  const refuse = (more: readonly Fault[] = []): PlanReading => ({
    value: null,
    faults: [...faults, ...more],
    infeasible: null,
  });
  if (!fitted.sampler.gate && !scenario.acceptUnconverged) {
    const params = { rhat: fitted.sampler.maxRhat, ess: fitted.sampler.minBulkEss };
    faults.push(fault('model-not-converged', 'error', { file: '', path: 'model' }, input.model.id, params));
  }
  const formulas = await compileFormulas(scenario, fitted);
  faults.push(...formulas.faults);
  const primary = primaryKpi(scenario, fitted, formulas.value);
  const wanted = Math.min(
    scenario.uncertainty.draws,
    ...fitted.spec.kpis.map(({ id }) => planningDraws(fitted, id).length),
  );
  const rows = new Map(fitted.spec.kpis.map(({ id }) => [id, planningDraws(fitted, id, wanted)]));
  const resolved = resolve({
    scenario,
    fitted,
    responses: responsesByGroup(fitted, primary.id, rows.get(primary.id)!),
    referencePlan: input.referencePlan,
  });
  faults.push(...resolved.faults);
  if (resolved.value === null || hasErrors(faults)) return refuse();
  const problem = resolved.value;

  const remarks: Remark[] = [];
  const markets = new Map<string, PricedMarket>();
  for (const kpi of fitted.spec.kpis) {
    const market = marketOf(problem, kpi, rows.get(kpi.id)!, input.model.fingerprint, remarks);
    markets.set(kpi.id, { market, carryIns: carryInsOf(problem, market) });
  }
  const sideOf = (buys: readonly CellBuy[], spend: readonly Float64Array[]): PlanSide =>
    evaluateSide(problem, markets, formulas.value, buys, spend);
  const reference = sideOf(buysOfReference(problem), spendOfReference(problem));
  faults.push(...undefinedFormulas(scenario, reference));
  if (hasErrors(faults)) return refuse();

  let decision: Decision | null = null;
  if (isDecided(problem)) {
    const { horizon, kpi } = scenario.objective;
    const exact = (money: readonly Float64Array[]): number => {
      const outcome = sideOf(buysOfLines(problem, money), spendOfLines(problem, money)).outcomes.get(kpi)!;
      const counted = horizon === 'whole_effect' ? outcome.whole : outcome.window;
      return sumOf(counted.map((value, d) => value - outcome.baseline[d]! - outcome.carryIn[d]!)) / outcome.draws;
    };
    const decided = await decide({
      problem,
      markets,
      formulas: formulas.value,
      outcomes: reference.outcomes,
      exact,
      linearSolver: input.linearSolver ?? null,
    });
    faults.push(...decided.faults);
    if (decided.value === null) return { ...refuse(), infeasible: decided.infeasible };
    decision = decided.value;
  }
  const money =
    decision?.money ?? problem.channels.map((channel) => Float64Array.from(channel.lines, (line) => line.amount));
  const plan =
    scenario.objective.kind === 'reference'
      ? reference
      : sideOf(buysOfLines(problem, money), spendOfLines(problem, money));
  faults.push(...undefinedFormulas(scenario, plan));
  if (hasErrors(faults)) return refuse();
  const evaluated: Evaluated = {
    problem: decision?.problem ?? problem,
    markets,
    primary,
    formulas: formulas.value,
    money,
    plan,
    reference,
    maximised: decision,
    remarks,
  };
  const explained = explain(evaluated, {
    fingerprint: input.model.fingerprint,
    referencePlan: input.referencePlan,
    rows,
  });
  return {
    value: { plan: { ...tabulate(evaluated, input, input.referencePlan), explained }, draws: planDraws(plan.outcomes) },
    faults,
    infeasible: null,
  };
}

async function compileFormulas(
  scenario: Scenario,
  { spec }: FittedModel,
): Promise<{ readonly value: ReadonlyMap<string, CompiledFormula>; readonly faults: readonly Fault[] }> {
  const value = new Map<string, CompiledFormula>();
  const faults: Fault[] = [];
  if (scenario.kpis.every((kpi) => kpi.formula === null)) return { value, faults };
  const { checkFormula } = await loadFormulas();
  const names = formulaNames(
    spec.kpis.map(({ id }) => id),
    spec.channels.map(({ id }) => id),
  );
  scenario.kpis.forEach((kpi, i) => {
    if (kpi.formula === null) return;
    const read = checkFormula(kpi.formula, names, `kpis.${i}.formula`);
    faults.push(...read.faults);
    if (read.value !== null) value.set(kpi.id, read.value);
  });
  return { value, faults };
}

/** Formulas without a value in some draws (a division by nothing, the root of a loss) have no mean to show. */
function undefinedFormulas(scenario: Scenario, side: PlanSide): Fault[] {
  return scenario.kpis.flatMap((kpi, i) => {
    const outcome = side.outcomes.get(kpi.id);
    if (kpi.formula === null || outcome === undefined) return [];
    const parts = [outcome.window, outcome.whole];
    const missing = Math.max(
      ...parts.map((values) => values.reduce((n, value) => n + (Number.isFinite(value) ? 0 : 1), 0)),
    );
    if (missing === 0) return [];
    const params = { kpi: kpi.id, draws: missing, of: outcome.draws };
    return [fault('formula-undefined', 'error', { file: '', path: `kpis.${i}.formula` }, kpi.formula, params)];
  });
}

/** The fitted KPI by which money is judged: the objective's, else the first that its formula names, else the first. */
function primaryKpi(
  scenario: Scenario,
  { spec }: FittedModel,
  formulas: ReadonlyMap<string, CompiledFormula>,
): KpiSpec {
  const { kpi } = scenario.objective;
  const own = spec.kpis.find(({ id }) => id === kpi);
  if (own !== undefined) return own;
  const uses = formulas.get(kpi)?.uses ?? [];
  const named = spec.kpis.find(({ id }) =>
    uses.some((name) => name === id || name === `${id}_incremental` || name === `${id}_run_out`),
  );
  return named ?? spec.kpis[0]!;
}
