import type { FittedModel } from '../../mixmodel/index.js';
import { buysOfLines, buysOfReference, carryInsOf, type CellBuy } from '../forecast/media-plan.js';
import { marketOf } from '../forecast/market.js';
import { responsesByGroup } from '../group-model.js';
import type { PricedMarket } from '../optimise/channel-units.js';
import { evaluateSide, spendOfLines, spendOfReference } from '../plan-side.js';
import type { Plan } from '../plan.js';
import type { Problem } from '../resolve/problem.js';
import { resolve } from '../resolve/resolve.js';
import type { Evaluated, PlanSide } from '../result/evaluated.js';
import type { Scenario } from '../scenario.js';

export interface ExplainInput {
  readonly fingerprint: string;
  readonly referencePlan: Plan | null;
  /** By fitted KPI: the rows of the draws that the plan was evaluated on. */
  readonly rows: ReadonlyMap<string, Int32Array>;
}

/** The same scenario with other assumptions: its problem and its markets. */
export interface Variant {
  readonly problem: Problem;
  readonly markets: ReadonlyMap<string, PricedMarket>;
  plan(): PlanSide;
  reference(): PlanSide;
}

/** What another set of assumptions makes of the same money; null where it cannot be put on the calendar. */
export function variantOf(
  evaluated: Evaluated,
  input: ExplainInput,
  scenario: Scenario,
  draws = Infinity,
): Variant | null {
  const { fitted } = evaluated.problem;
  const rows = new Map([...input.rows].map(([id, all]) => [id, all.subarray(0, draws)]));
  const resolved = resolve({
    scenario,
    fitted,
    responses: responsesByGroup(fitted, evaluated.primary.id, rows.get(evaluated.primary.id)!),
    referencePlan: input.referencePlan,
  });
  if (resolved.value === null) return null;
  const problem = resolved.value;
  const markets = marketsOf(problem, fitted, rows, input.fingerprint);
  const side = (buys: readonly CellBuy[], spend: readonly Float64Array[]): PlanSide =>
    evaluateSide(problem, markets, evaluated.formulas, buys, spend);
  return {
    problem,
    markets,
    plan: () => side(buysOfLines(problem, evaluated.money), spendOfLines(problem, evaluated.money)),
    reference: () => side(buysOfReference(problem), spendOfReference(problem)),
  };
}

function marketsOf(
  problem: Problem,
  fitted: FittedModel,
  rows: ReadonlyMap<string, Int32Array>,
  fingerprint: string,
): ReadonlyMap<string, PricedMarket> {
  return new Map(
    fitted.spec.kpis.map((kpi) => {
      const market = marketOf(problem, kpi, rows.get(kpi.id)!, fingerprint, []);
      return [kpi.id, { market, carryIns: carryInsOf(problem, market) }];
    }),
  );
}

/** Mean of a KPI in the window, and of its whole effect. */
export function meanWindow(side: PlanSide, kpi: string): number {
  return meanOf(side.outcomes.get(kpi)!.window);
}

export function meanWhole(side: PlanSide, kpi: string): number {
  return meanOf(side.outcomes.get(kpi)!.whole);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
