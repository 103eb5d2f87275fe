import type { Summary } from '../../mixmodel/index.js';
import { mediaHistory } from '../channel-model.js';
import { channelTotals, summarise } from '../evaluate/index.js';
import { isDecided } from '../optimise/decide.js';
import { aggregation } from '../forecast/outcome.js';
import type { PlanChannel, Response } from '../plan.js';
import { sumOf, toCents, type ProblemLine } from '../resolve/problem.js';
import { highestLevel } from '../resolve/seen-level.js';
import { ChannelWorth, patternPath, primaryMarket, returnBetween, type Evaluated } from './evaluated.js';
import { whyOf } from './why.js';

/** Points of a response curve. */
const curvePoints = 21;
/** Share of the total budget that the next and the last money stand for. */
const nextShare = 0.01;

export interface ChannelResult {
  readonly row: PlanChannel;
  readonly response: Response;
}

export function channelResult(evaluated: Evaluated, c: number): ChannelResult {
  const { problem, maximised, plan, reference } = evaluated;
  const { market, carryIns } = primaryMarket(evaluated);
  const channel = problem.channels[c]!;
  const window = problem.timeline.window.length;
  const assessed = problem.fitted.assessment.kpis.find(({ id }) => id === market.kpi.id);
  const carryIn = carryIns[c]!;
  const path = plan.effects.get(market.kpi.id)!.paths[c] ?? patternPath(problem, c, plan.buys[c]!, carryIn);
  const worth = new ChannelWorth(path, market, window);
  const bought = reference.effects.get(market.kpi.id)!.paths[c];
  const referencePath = bought ?? patternPath(problem, c, reference.buys[c]!, carryIn);
  const referenceWorth = new ChannelWorth(referencePath, market, window);

  const spend = plan.buys[c]!.money;
  const referenceSpend = reference.buys[c]!.money;
  const planTotal = sumOf(plan.buys.map((buy) => buy.money));
  const total = problem.budget?.working ?? planTotal;
  const next = nextShare * total;
  // A small step, so that it is the slope; not so small that rounding shows.
  const marginalStep = (money: number): number => Math.max(1e-4 * money, 1e-6 * total, 1e-6);
  const factor = aggregation(market, window);
  const effect = evaluated.plan.effects.get(market.kpi.id)!.channels[c]!;
  const incremental = new Float64Array(market.draws);
  for (let row = 0; row < effect.length; row += market.draws) {
    for (let d = 0; d < market.draws; d++) incremental[d]! += factor * effect[row + d]!;
  }
  const own = worth.at(spend);

  const seen = highestLevel(market.responses[c]!, channel.history.slice(0, problem.timeline.data.length));
  const history = mediaHistory(channel, market.responses[c]!);
  const media = new Float64Array(history.length + window);
  media.set(history);
  media.set(plan.buys[c]!.media, history.length);
  const beyondSeen = highestLevel(market.responses[c]!, media) > seen * (1 + 1e-9);
  const returnTo = (money: number): Float64Array => returnBetween(spend, own, money, worth.at(money));
  const beforeLast = Math.max(0, spend - next);
  const referenceStep = referenceSpend + marginalStep(referenceSpend);
  const referenceOwn = referenceWorth.at(referenceSpend);

  const row: PlanChannel = {
    id: channel.id,
    label: channel.label,
    spend: toCents(spend),
    referenceSpend: toCents(referenceSpend),
    lockedSpend: toCents(sumOf(channel.lines.map((line, i) => (line.locked ? evaluated.money[c]![i]! : 0)))),
    baseSpend: toCents(sumOf(channel.lines.map((line) => line.amount))),
    incremental: summarise(incremental),
    roi: spend > 0 ? summarise(own.map((value) => value / spend)) : summarise(new Float64Array(market.draws)),
    marginalRoi: summarise(returnTo(spend + marginalStep(spend))),
    referenceMarginalRoi: summarise(
      returnBetween(referenceSpend, referenceOwn, referenceStep, referenceWorth.at(referenceStep)),
    ),
    grade: assessed?.channels.find(({ id }) => id === channel.id)?.grade ?? 'C',
    beyondSeen,
    why: whyOf(problem, c, spend, referenceSpend, maximised),
    bounds: isDecided(problem) ? boundsOf(channel.lines) : null,
    nextMoney: summarise(returnTo(spend + next)),
    lastMoney: summarise(returnBetween(beforeLast, worth.at(beforeLast), spend, own)),
  };
  return { row, response: responseOf(evaluated, c, path, spend, referenceSpend, seen) };
}

function boundsOf(lines: readonly ProblemLine[]): PlanChannel['bounds'] {
  const from = (sources: readonly string[]): string => (new Set(sources).size === 1 ? sources[0]! : 'lines');
  return {
    low: toCents(sumOf(lines.map((line) => line.low))),
    high: toCents(sumOf(lines.map((line) => line.high))),
    lowFrom: from(lines.map((line) => line.lowFrom)),
    highFrom: from(lines.map((line) => line.highFrom)),
  };
}

function responseOf(
  evaluated: Evaluated,
  c: number,
  path: ReturnType<typeof patternPath>,
  spend: number,
  current: number,
  seen: number,
): Response {
  const { problem, maximised } = evaluated;
  const { market } = primaryMarket(evaluated);
  const window = problem.timeline.window.length;
  const channel = problem.channels[c]!;
  const perMoney =
    evaluated.plan.buys[c]!.money > 0
      ? evaluated.plan.buys[c]!.media.map((units) => units / spend)
      : Float64Array.from({ length: window }, (_, t) =>
          sumOf(
            channel.lines.map(({ shares, unitsPerMoney }) => (shares[t]! * unitsPerMoney[t]!) / channel.lines.length),
          ),
        );
  const level = highestLevel(market.responses[c]!, perMoney);
  const seenUpTo = level > 0 ? seen / level : 0;
  const unconstrained = maximised?.unconstrained?.[c] ?? null;
  const shown = Math.max(spend, current);
  // Far enough to see the bend and every dot, but a dot far out does not flatten the rest.
  const reach = Math.max(
    1.5 * shown,
    Math.min(1.25 * seenUpTo, 3 * shown),
    Math.min(1.1 * (unconstrained ?? 0), 4 * shown),
  );
  const top = reach > 0 ? reach : (problem.budget?.working ?? 1) * 0.1;
  const factor = aggregation(market, window);
  const value = market.value === null ? 1 : market.value.reduce((a, b) => a + b, 0) / market.value.length;
  const periods = window + problem.timeline.runOut.length;
  const stretches = { stretches: [{ from: 0, to: Infinity, path }] };
  const points = Array.from({ length: curvePoints }, (_, i) => {
    const money = (top * i) / (curvePoints - 1);
    const totals = channelTotals(stretches, money, periods);
    const slope = sumOf(totals.slope) / market.draws;
    const effect: Summary = summarise(totals.value.map((effectOfDraw) => factor * effectOfDraw));
    return { spend: money, effect, marginalRoi: Number.isFinite(slope) ? slope * value * factor : NaN };
  });
  // An infinite slope at no money is told by the first piece of the curve.
  if (Number.isNaN(points[0]!.marginalRoi)) {
    points[0] = {
      ...points[0]!,
      marginalRoi: (value * (points[1]!.effect.mean - points[0]!.effect.mean)) / points[1]!.spend,
    };
  }
  return {
    channel: channel.id,
    points,
    seenUpTo,
    current: toCents(current),
    plan: toCents(spend),
    unconstrained: unconstrained === null ? null : toCents(unconstrained),
    breakEven: breakEvenOf(evaluated),
  };
}

/**
 * Marginal return at which the next money pays for itself: what a profit formula of the file asks for, else 1 where
 * the KPI is worth money, else 0: then nothing says what is enough.
 */
function breakEvenOf(evaluated: Evaluated): number {
  const { market } = primaryMarket(evaluated);
  for (const { affine } of evaluated.formulas.values()) {
    const margin = affine?.weights[market.kpi.id] ?? 0;
    const cost = -(affine?.weights['spend'] ?? 0);
    if (margin > 0 && cost > 0) return cost / margin;
  }
  return market.value === null ? 0 : 1;
}
