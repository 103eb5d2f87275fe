import type { Summary } from '../../mixmodel/index.js';
import { mediaHistory } from '../channel-model.js';
import { effectTotals, emptyTotals, summarise } from '../evaluate/index.js';
import { isDecided } from '../optimise/decide.js';
import { aggregation } from '../forecast/outcome.js';
import type { PlanChannel, Response } from '../plan.js';
import { sumOf, toCents, type ProblemLine } from '../resolve/problem.js';
import { highestLevel } from '../resolve/seen-level.js';
import { cellsOfChannel, channelWorth, plannedUnits, type ChannelWorth } from './channel-worth.js';
import { primaryMarket, returnBetween, type Evaluated } from './evaluated.js';
import { whyOf } from './why.js';

/** Points of a response curve. */
const curvePoints = 21;
/** Share of the total budget that the next and the last money stand for. */
const nextShare = 0.01;

export interface ChannelResult {
  readonly row: PlanChannel;
  readonly response: Response;
}

/** The row and the curve of one channel of the model, over all its groups. */
export function channelResult(evaluated: Evaluated, c: number): ChannelResult {
  const { problem, maximised, plan, reference } = evaluated;
  const { market } = primaryMarket(evaluated);
  const { id, label } = problem.fitted.spec.channels[c]!;
  const units = problem.channels.flatMap((unit, u) => (unit.channel === id ? [u] : []));
  const places = cellsOfChannel(problem, c);
  const window = problem.timeline.window.length;
  const assessed = problem.fitted.assessment.kpis.find((kpi) => kpi.id === market.kpi.id);
  const worth = channelWorth(evaluated, c, plan);
  const referenceWorth = channelWorth(evaluated, c, reference);

  const spend = sumOf(places.map((at) => plan.buys[at]!.money));
  const referenceSpend = sumOf(places.map((at) => reference.buys[at]!.money));
  const planTotal = sumOf(plan.buys.map((buy) => buy.money));
  const total = problem.budget?.working ?? planTotal;
  const next = nextShare * total;
  // A small step, so that it is the slope; not so small that rounding shows.
  const marginalStep = (money: number): number => Math.max(1e-4 * money, 1e-6 * total, 1e-6);
  const factor = aggregation(market, window);
  const incremental = new Float64Array(market.draws);
  for (const at of places) {
    const effect = plan.effects.get(market.kpi.id)!.cells[at]!;
    for (let row = 0; row < effect.length; row += market.draws) {
      for (let d = 0; d < market.draws; d++) incremental[d]! += factor * effect[row + d]!;
    }
  }
  const own = worth.at(spend);
  const returnTo = (money: number): Float64Array => returnBetween(spend, own, money, worth.at(money));
  const beforeLast = Math.max(0, spend - next);
  const referenceStep = referenceSpend + marginalStep(referenceSpend);
  const referenceOwn = referenceWorth.at(referenceSpend);
  const locked = units.flatMap((u) =>
    problem.channels[u]!.lines.map((line, i) => (line.locked ? evaluated.money[u]![i]! : 0)),
  );

  const row: PlanChannel = {
    id,
    label,
    spend: toCents(spend),
    referenceSpend: toCents(referenceSpend),
    lockedSpend: toCents(sumOf(locked)),
    baseSpend: toCents(sumOf(units.flatMap((u) => problem.channels[u]!.lines.map((line) => line.amount)))),
    incremental: summarise(incremental),
    roi: spend > 0 ? summarise(own.map((value) => value / spend)) : summarise(new Float64Array(market.draws)),
    marginalRoi: summarise(returnTo(spend + marginalStep(spend))),
    referenceMarginalRoi: summarise(
      returnBetween(referenceSpend, referenceOwn, referenceStep, referenceWorth.at(referenceStep)),
    ),
    grade: assessed?.channels.find((channel) => channel.id === id)?.grade ?? 'C',
    beyondSeen: places.some((at) => isBeyondSeen(evaluated, at)),
    why: whyOf(problem, units, spend, referenceSpend, evaluated.money, maximised),
    bounds: isDecided(problem) ? boundsOf(units.flatMap((u) => problem.channels[u]!.lines)) : null,
    nextMoney: summarise(returnTo(spend + next)),
    lastMoney: summarise(returnBetween(beforeLast, worth.at(beforeLast), spend, own)),
  };
  const free = maximised?.unconstrained ?? null;
  const unconstrained = free === null ? null : sumOf(units.map((u) => free[u]!));
  return { row, response: responseOf(evaluated, id, worth, { spend, current: referenceSpend, unconstrained }) };
}

/** Highest level of a cell that the model has seen, in units of its media. */
function seenLevel(evaluated: Evaluated, at: number): number {
  const { problem } = evaluated;
  const { id } = problem.fitted.spec.channels[problem.cells[at]!.channel]!;
  const stated = problem.scenario.newChannels.find((channel) => channel.id === id);
  // Nothing was seen of a new channel; the file says where it ends.
  if (stated !== undefined) return stated.saturatesAt;
  const response = primaryMarket(evaluated).market.responses[at]!;
  return highestLevel(response, problem.cells[at]!.history.slice(0, problem.timeline.data.length));
}

function isBeyondSeen(evaluated: Evaluated, at: number): boolean {
  const { problem, plan } = evaluated;
  const response = primaryMarket(evaluated).market.responses[at]!;
  const { media: history } = mediaHistory(problem.cells[at]!, response);
  const media = new Float64Array(history.length + problem.timeline.window.length);
  media.set(history);
  media.set(plan.buys[at]!.media, history.length);
  return highestLevel(response, media) > seenLevel(evaluated, at) * (1 + 1e-9);
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

interface Money {
  readonly spend: number;
  readonly current: number;
  readonly unconstrained: number | null;
}

function responseOf(evaluated: Evaluated, id: string, worth: ChannelWorth, amounts: Money): Response {
  const { problem } = evaluated;
  const { market } = primaryMarket(evaluated);
  const { spend, current, unconstrained } = amounts;
  const window = problem.timeline.window.length;
  // The money at which the first of its cells passes what it has seen.
  const seenUpTo = Math.min(
    ...worth.parts.map(({ cell, share }) => {
      const buy = evaluated.plan.buys[cell]!;
      const perMoney = buy.money > 0 ? buy.media.map((units) => units / buy.money) : plannedUnits(problem, cell);
      const level = highestLevel(market.responses[cell]!, perMoney) * share;
      return level > 0 ? seenLevel(evaluated, cell) / level : share > 0 ? 0 : Infinity;
    }),
  );
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
  const points = Array.from({ length: curvePoints }, (_, i) => {
    const money = (top * i) / (curvePoints - 1);
    const effects = new Float64Array(market.draws);
    let slope = 0;
    for (const { path, share } of worth.parts) {
      const totals = effectTotals(path, money * share, periods, emptyTotals(market.draws));
      totals.value.forEach((effectOfDraw, d) => (effects[d]! += factor * effectOfDraw));
      if (share > 0) slope += (share * sumOf(totals.slope)) / market.draws;
    }
    const effect: Summary = summarise(effects);
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
    channel: id,
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
export function breakEvenOf(evaluated: Evaluated): number {
  const { market } = primaryMarket(evaluated);
  for (const { affine } of evaluated.formulas.values()) {
    const margin = affine?.weights[market.kpi.id] ?? 0;
    const cost = -(affine?.weights['spend'] ?? 0);
    if (margin > 0 && cost > 0) return cost / margin;
  }
  return market.value === null ? 0 : 1;
}
