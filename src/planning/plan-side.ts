import { formulaOutcome } from './forecast/formula-outcome.js';
import { mediaEffect, type CellBuy, type MediaEffect } from './forecast/media-plan.js';
import { outcomeOf, type Outcome } from './forecast/outcome.js';
import type { CompiledFormula } from './formula.js';
import type { PricedMarket } from './optimise/channel-units.js';
import type { Problem } from './resolve/problem.js';
import type { PlanSide } from './result/evaluated.js';
import { moneyByPeriod } from './result/line-rows.js';

/** Everything a plan's media and money come to, for every KPI. */
export function evaluateSide(
  problem: Problem,
  markets: ReadonlyMap<string, PricedMarket>,
  formulas: ReadonlyMap<string, CompiledFormula>,
  buys: readonly CellBuy[],
  spend: readonly Float64Array[],
): PlanSide {
  const window = problem.timeline.window.length;
  const effects = new Map<string, MediaEffect>();
  const outcomes = new Map<string, Outcome>();
  for (const [id, { market, carryIns }] of markets) {
    const effect = mediaEffect(carryIns, buys);
    effects.set(id, effect);
    outcomes.set(id, outcomeOf(market, carryIns, effect, window));
  }
  const kpis = [...markets.keys()];
  const fittedOutcomes = kpis.map((id) => outcomes.get(id)!);
  for (const [id, formula] of formulas) {
    outcomes.set(id, formulaOutcome({ formula, kpis, outcomes: fittedOutcomes, spend, window }));
  }
  return { buys, spend, effects, outcomes };
}

/** By channel of the model, `(window)`. */
export function spendOfLines(problem: Problem, money: readonly Float64Array[]): Float64Array[] {
  const spend = noSpend(problem);
  problem.channels.forEach((unit, u) => {
    const total = spend.get(unit.channel)!;
    unit.lines.forEach((line, i) => {
      moneyByPeriod(money[u]![i]!, line.shares).forEach((value, t) => (total[t]! += value));
    });
  });
  return [...spend.values()];
}

/** By channel of the model, `(window)`. */
export function spendOfReference(problem: Problem): Float64Array[] {
  const spend = noSpend(problem);
  for (const unit of problem.channels) {
    const total = spend.get(unit.channel)!;
    unit.referenceSpend.forEach((value, t) => (total[t]! += value));
  }
  return [...spend.values()];
}

function noSpend({ fitted, timeline }: Problem): Map<string, Float64Array> {
  return new Map(fitted.spec.channels.map(({ id }) => [id, new Float64Array(timeline.window.length)]));
}
