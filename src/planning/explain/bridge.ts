import type { Bridge, BridgeCause } from '../explained.js';
import { buysOfReference, type CellBuy } from '../forecast/media-plan.js';
import { evaluateSide, spendOfReference } from '../plan-side.js';
import { sumOf } from '../resolve/problem.js';
import type { Evaluated } from '../result/evaluated.js';
import type { Assumptions, Scenario } from '../scenario.js';
import { meanWindow, variantOf, type ExplainInput } from './variant.js';

/**
 * From the reference in a market where nothing of the file's assumptions has happened to the plan, cause by cause in a
 * stated order: prices of media, own price and promotion, the market; then the budget at the reference's mix, the mix at
 * its weeks, and the weeks. Every step is the difference of two evaluations on the same draws, so the steps sum exactly.
 */
export function bridgeOf(evaluated: Evaluated, input: ExplainInput, kpi: string): Bridge {
  const { problem, markets, formulas, reference, plan } = evaluated;
  const { scenario } = problem;
  const marks: { readonly cause: BridgeCause | null; readonly value: number }[] = [];
  const mark = (cause: BridgeCause | null, value: number): void => {
    marks.push({ cause, value });
  };
  let cause: BridgeCause | null = null;
  for (const { scenario: variant, adds } of withoutAssumptions(scenario)) {
    mark(cause, meanWindow(variantOf(evaluated, input, variant)?.reference() ?? reference, kpi));
    cause = adds;
  }
  mark(cause, meanWindow(reference, kpi));

  const planned = plan.buys;
  const base = buysOfReference(problem);
  const moneyOf = (buys: readonly CellBuy[]): number => sumOf(buys.map((buy) => buy.money));
  const ratio = moneyOf(base) > 0 ? moneyOf(planned) / moneyOf(base) : 0;
  const spend = spendOfReference(problem);
  const scaled = (factor: (cell: number) => number): CellBuy[] =>
    base.map((buy, c) => ({ money: buy.money * factor(c), media: buy.media.map((units) => units * factor(c)) }));
  if (ratio > 0) {
    const budget = evaluateSide(
      problem,
      markets,
      formulas,
      scaled(() => ratio),
      spend.map((series) => series.map((value) => value * ratio)),
    );
    mark('budget', meanWindow(budget, kpi));
    // A cell that the reference left dark has no weeks but the plan's own.
    const mixed = base.map((buy, c) => (buy.money > 0 ? scaled(() => planned[c]!.money / buy.money)[c]! : planned[c]!));
    const mix = evaluateSide(problem, markets, formulas, mixed, plan.spend);
    mark('mix', meanWindow(mix, kpi));
  }
  mark('timing', meanWindow(plan, kpi));
  return {
    start: marks[0]!.value,
    steps: marks
      .slice(1)
      .flatMap(({ cause, value }, i) => (cause === null ? [] : [{ cause, value: value - marks[i]!.value }])),
    end: marks.at(-1)!.value,
  };
}

/** Scenarios with less and less of the assumptions left out, and what stands in the way of the next one. */
function withoutAssumptions(
  scenario: Scenario,
): readonly { readonly scenario: Scenario; readonly adds: BridgeCause }[] {
  const { assumptions } = scenario;
  const hasCosts =
    Object.keys(assumptions.mediaInflationPct).length > 0 || scenario.lines.some((line) => line.cost !== null);
  const hasPrices = Object.keys(assumptions.treatments).length > 0 || assumptions.promo.length > 0;
  const hasMarket = assumptions.baselineGrowthPct !== null || Object.keys(assumptions.controls).length > 0;
  const market: Partial<Assumptions> = { baselineGrowthPct: null, controls: {} };
  const prices: Partial<Assumptions> = { treatments: {}, promo: [] };
  const stripped = (parts: Partial<Assumptions>, costs: boolean): Scenario => ({
    ...scenario,
    lines: costs ? scenario.lines.map((line) => ({ ...line, cost: null })) : scenario.lines,
    assumptions: { ...assumptions, ...parts, ...(costs ? { mediaInflationPct: {} } : {}) },
  });
  return [
    ...(hasCosts ? [{ scenario: stripped({ ...market, ...prices }, true), adds: 'cost-inflation' as const }] : []),
    ...(hasPrices ? [{ scenario: stripped({ ...market, ...prices }, false), adds: 'price-and-promo' as const }] : []),
    ...(hasMarket ? [{ scenario: stripped(market, false), adds: 'market' as const }] : []),
  ];
}
