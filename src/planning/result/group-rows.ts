import { attributeToBuys, summarise } from '../evaluate/index.js';
import { aggregation, outcomeOf, type Outcome } from '../forecast/outcome.js';
import type { PricedMarket } from '../optimise/channel-units.js';
import type { PlanCell, PlanGroup, PlanGroupKpi } from '../plan-groups.js';
import { sumOf, toCents, type Problem, type ProblemLine } from '../resolve/problem.js';
import { primaryMarket, type Evaluated, type PlanSide } from './evaluated.js';
import { cellMoney, moneyByPeriod } from './line-rows.js';

type Mark = PlanGroup['mark'];

/** Channel × group with its money by period, for a model of several groups. */
export function planCells(evaluated: Evaluated): PlanCell[] | undefined {
  const { problem, plan, reference, money } = evaluated;
  const { fitted, groups, cells } = problem;
  if (groups.length === 1) return undefined;
  const { market } = primaryMarket(evaluated);
  const factor = aggregation(market, problem.timeline.window.length);
  const spend = cells.map(({ referenceSpend }) => new Float64Array(referenceSpend.length));
  problem.channels.forEach((unit, u) => {
    unit.lines.forEach((line, i) => {
      const parts = cellMoney(problem, u, i, moneyByPeriod(money[u]![i]!, line.shares));
      parts.forEach((part, k) => {
        const own = spend[unit.cells[k]!]!;
        part.forEach((value, t) => (own[t]! += value));
      });
    });
  });
  return cells.map((cell, at): PlanCell => ({
    channel: problem.channels[cell.unit]!.channel,
    label: problem.channels[cell.unit]!.label,
    group: fitted.panel.groups[cell.group]!,
    ...groups[cell.group]!,
    spend: [...spend[at]!].map(toCents),
    referenceSpend: toCents(reference.buys[at]!.money),
    incremental: summarise(
      overPeriods(plan.effects.get(market.kpi.id)!.cells[at]!, market.draws).map((value) => factor * value),
    ),
  }));
}

/** Region × audience: the model's groups, else those that lines name, else nothing. */
export function groupRows(evaluated: Evaluated, population: readonly number[] | null): PlanGroup[] | undefined {
  const { problem } = evaluated;
  if (problem.groups.length > 1) return problem.groups.map((_, group) => modelledGroup(evaluated, group, population));
  const named = problem.channels.some(({ lines }) => lines.some(isAddressed));
  return named ? linesByGroup(evaluated) : undefined;
}

function isAddressed({ region, audience }: Pick<ProblemLine, 'region' | 'audience'>): boolean {
  return region !== null || audience !== null;
}

function modelledGroup(evaluated: Evaluated, group: number, population: readonly number[] | null): PlanGroup {
  const { problem, plan, reference } = evaluated;
  const places = problem.cells.flatMap((cell, at) => (cell.group === group ? [at] : []));
  const moneyOf = (side: PlanSide): number => sumOf(places.map((at) => side.buys[at]!.money));
  const spend = moneyOf(plan);
  const people = population === null ? 0 : sumOf(population);
  const populationShare = people > 0 ? population![group]! / people : null;
  const kpis: Record<string, PlanGroupKpi> = {};
  for (const [id, priced] of evaluated.markets) {
    const own = groupOutcome(problem, priced, plan, group, places);
    const other = groupOutcome(problem, priced, reference, group, places);
    kpis[id] = {
      window: summarise(own.window),
      baseline: summarise(own.baseline),
      carryIn: summarise(own.carryIn),
      incremental: summarise(own.incremental),
      runOut: summarise(own.runOut),
      delta: summarise(own.window.map((value, d) => value - other.window[d]!)),
      wholeEffect: summarise(own.incremental.map((value, d) => value + own.runOut[d]!)),
    };
  }
  const marks = places.flatMap((at) =>
    problem.channels[problem.cells[at]!.unit]!.lines.flatMap((line, i) =>
      line.amount > 0 && sumOf(problem.cells[at]!.lines[i]!.shares) > 0 ? [line.mark] : [],
    ),
  );
  return {
    ...problem.groups[group]!,
    spend: toCents(spend),
    referenceSpend: toCents(moneyOf(reference)),
    populationShare,
    index: indexOf(spend, sumOf(plan.buys.map(({ money }) => money)), populationShare),
    kpis,
    mark: weakest(marks),
  };
}

/** One group's KPI in its own units. */
function groupOutcome(
  problem: Problem,
  { market, carryIns }: PricedMarket,
  side: PlanSide,
  group: number,
  places: readonly number[],
): Outcome {
  const { baseline, noise, weight } = market.groups[group]!;
  const effects = side.effects.get(market.kpi.id)!;
  const total = new Float64Array(effects.total.length);
  for (const at of places) effects.cells[at]!.forEach((value, i) => (total[i]! += value));
  const outcome = outcomeOf(
    { kpi: market.kpi, draws: market.draws, baseline, noise },
    places.map((at) => carryIns[at]!),
    { total },
    problem.timeline.window.length,
  );
  if (weight === 1) return outcome;
  const own = (values: Float64Array): Float64Array => values.map((value) => value / weight);
  return {
    draws: outcome.draws,
    baseline: own(outcome.baseline),
    carryIn: own(outcome.carryIn),
    incremental: own(outcome.incremental),
    runOut: own(outcome.runOut),
    window: own(outcome.window),
    whole: own(outcome.whole),
    byPeriod: own(outcome.byPeriod),
    effectByPeriod: own(outcome.effectByPeriod),
  };
}

/** Spend share ÷ population share × 100. */
function indexOf(spend: number, total: number, populationShare: number | null): number | null {
  if (populationShare === null || !(populationShare > 0) || !(total > 0)) return null;
  return (100 * spend) / total / populationShare;
}

interface Gathered {
  region: string | null;
  audience: string | null;
  spend: number;
  readonly effects: Map<string, Float64Array>;
  readonly marks: Mark[];
}

/**
 * Money and effect of the lines by the region and audience they name, below the grain of a model of one group: the
 * effect follows the media. Money that names neither has a row of its own.
 */
function linesByGroup(evaluated: Evaluated): PlanGroup[] {
  const { problem, money, plan } = evaluated;
  const rows = new Map<string, Gathered>();
  problem.channels.forEach((unit, u) => {
    unit.lines.forEach((line, i) => {
      const key = JSON.stringify([line.region, line.audience]);
      const row: Gathered = rows.get(key) ?? {
        region: line.region,
        audience: line.audience,
        spend: 0,
        effects: new Map(),
        marks: [],
      };
      rows.set(key, row);
      row.spend += money[u]![i]!;
      if (money[u]![i]! > 0) row.marks.push(line.mark);
      for (const [id, priced] of evaluated.markets) {
        const effect = effectOfLine(problem, priced, plan, money, u, i);
        const sum = row.effects.get(id);
        if (sum === undefined) row.effects.set(id, effect);
        else effect.forEach((value, d) => (sum[d]! += value));
      }
    });
  });
  const { audiences } = problem.scenario;
  const people = sumOf(audiences.map(({ universe }) => universe));
  const total = sumOf([...rows.values()].map((row) => row.spend));
  const shareOf = (audience: string | null): number | null => {
    const own = audiences.find(({ id }) => id === audience);
    return own === undefined || !(people > 0) ? null : own.universe / people;
  };
  return [...rows.values()].map(({ region, audience, spend, effects, marks }): PlanGroup => ({
    region,
    audience,
    spend: toCents(spend),
    referenceSpend: null,
    populationShare: shareOf(audience),
    index: indexOf(spend, total, region === null ? shareOf(audience) : null),
    kpis: Object.fromEntries(
      [...effects].map(([id, effect]) => [id, { ...notModelled, wholeEffect: summarise(effect) }]),
    ),
    mark: weakest(marks),
  }));
}

const notModelled = { window: null, baseline: null, carryIn: null, incremental: null, runOut: null, delta: null };

/** `(draws)`: the part of its channel's whole effect that a line's media have. */
function effectOfLine(
  problem: Problem,
  { market }: PricedMarket,
  plan: PlanSide,
  money: readonly Float64Array[],
  unit: number,
  line: number,
): Float64Array {
  const out = new Float64Array(market.draws);
  const factor = aggregation(market, problem.timeline.window.length);
  for (const at of problem.channels[unit]!.cells) {
    const effects = plan.effects.get(market.kpi.id)!;
    const path = effects.paths[at];
    const { media, money: bought } = plan.buys[at]!;
    if (path === null || path === undefined) continue;
    const byBuy = attributeToBuys(path, bought, media, effects.cells[at]!);
    const { shares, unitsPerMoney } = problem.cells[at]!.lines[line]!;
    media.forEach((units, t) => {
      if (!(units > 0)) return;
      const share = (factor * money[unit]![line]! * shares[t]! * unitsPerMoney[t]!) / units;
      for (let d = 0; d < market.draws; d++) out[d]! += share * byBuy[t * market.draws + d]!;
    });
  }
  return out;
}

/** A row is no better founded than the weakest of what it holds. */
function weakest(marks: readonly Mark[]): Mark {
  return (['assumed', 'allocated'] as const).find((mark) => marks.includes(mark)) ?? 'modelled';
}

/** `(draws)` sums of `(periods × draws)`. */
function overPeriods(values: Float64Array, draws: number): Float64Array {
  const out = new Float64Array(draws);
  for (let row = 0; row < values.length; row += draws) for (let d = 0; d < draws; d++) out[d]! += values[row + d]!;
  return out;
}
