import { responseAtDraws } from '../../mixmodel/index.js';
import { carryInOf, channelPaths, mediaHistory } from '../channel-model.js';
import {
  addInterpolated,
  buildDrawTable,
  channelTotals,
  emptyTotals,
  type DrawTable,
  type EffectTotals,
  type Side,
} from '../evaluate/index.js';
import { countsRunOut } from '../forecast/formula-outcome.js';
import { aggregation, type Outcome } from '../forecast/outcome.js';
import type { CompiledFormula } from '../formula.js';
import { divideMoney } from '../line-money.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import type { PricedMarket } from './channel-units.js';
import { inCents, startKeepsRules } from './decision-of.js';
import type { Decision } from './decision.js';

/** Draws that the search works on, evenly out of all: the plan is then told on all of them. */
const searchDraws = 64;
/** Steps as shares of the budget: moves are tried from coarse to fine. */
const steps = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const mostRounds = 40;

interface KpiTables {
  readonly kpi: string;
  /** By channel: effect in the window, and in window + run-out. */
  readonly window: readonly DrawTable[];
  readonly whole: readonly DrawTable[];
  /** `(draws)`: what stands without the plan. */
  readonly without: Float64Array;
}

/**
 * Maximises the mean of a formula that is no sum over channels, by moving money between pairs of channels (and in or
 * out, where it need not all be spent) from several starts, coarse steps before fine ones. The result is feasible and
 * never below the starting plan; nothing is proven, so there is no bound and no gap.
 *
 * @param baselines by fitted KPI, any outcome of the problem: its baseline and carry-in do not depend on the plan
 * @param exact objective of line money on all draws, less what stands without the plan
 */
export function searchFormula(
  problem: Problem,
  markets: ReadonlyMap<string, PricedMarket>,
  formula: CompiledFormula,
  baselines: ReadonlyMap<string, Outcome>,
  exact: (money: readonly Float64Array[]) => number,
): Decision {
  const { channels, scenario } = problem;
  const { working } = problem.budget!;
  const { spendAll } = scenario.budget;
  const low = Float64Array.from(channels, (channel) => sumOf(channel.lines.map((line) => line.low)));
  const high = Float64Array.from(channels, (channel) =>
    Math.min(working, sumOf(channel.lines.map((line) => line.high))),
  );
  const tables = [...markets].map(([kpi, priced]) => tablesOf(problem, kpi, priced, baselines.get(kpi)!, working));
  const value = (spend: Float64Array): number =>
    meanOfFormula(problem, formula, tables, spend, scenario.objective.horizon === 'whole_effect');

  const asWritten = Float64Array.from(channels, (channel) => sumOf(channel.lines.map((line) => line.amount)));
  const starts = startsOf(asWritten, low, high, working, spendAll);
  if (startKeepsRules(problem, working, spendAll)) starts.unshift(asWritten);
  let best = starts[0]!;
  let bestValue = value(best);
  for (const start of starts) {
    const found = climb(start, low, high, working, spendAll, value);
    if (found.value > bestValue) [best, bestValue] = [found.spend, found.value];
  }
  const written = channels.map((channel) => Float64Array.from(channel.lines, (line) => line.amount));
  const start = exact(written);
  let money: readonly Float64Array[] = inCents(problem, best);
  let objective = exact(money);
  // The search looks at a part of the draws; on all of them the plan as written may still be the better one.
  if (start > objective && startKeepsRules(problem, working, spendAll)) [money, objective] = [written, start];
  return {
    problem,
    money,
    optimum: {
      sense: 'max',
      objective,
      bound: null,
      gapPct: null,
      status: 'feasible',
      nodes: 0,
      reached: objective,
      start,
      unconstrained: null,
      limits: [],
    },
    unconstrained: null,
    slopes: null,
    solved: null,
    price: 0,
    unspent: Math.max(0, working - sumOf(money.map(sumOf))),
  };
}

function tablesOf(problem: Problem, kpi: string, priced: PricedMarket, outcome: Outcome, limit: number): KpiTables {
  const { window, runOut } = problem.timeline;
  const { market } = priced;
  const factor = aggregation(market, window.length);
  const kept = keptDraws(market.draws);
  const build = (c: number, periods: number): DrawTable => {
    const unit = problem.channels[c]!;
    const stretches = divideMoney(unit.lines);
    const paths = unit.cells.map((at) => {
      const cell = problem.cells[at]!;
      const response = responseAtDraws(market.responses[at]!, kept);
      const carryIn = carryInOf(mediaHistory(cell, response), response, window.length, runOut.length);
      return channelPaths(carryIn, cell.lines, stretches);
    });
    const effect = (money: number, side: Side): EffectTotals => {
      const sum = emptyTotals(kept.length);
      for (const path of paths) {
        const totals = channelTotals(path, money, periods, side);
        for (const part of ['value', 'slope', 'curvature'] as const) {
          for (let d = 0; d < kept.length; d++) sum[part][d]! += factor * totals[part][d]!;
        }
      }
      return sum;
    };
    return buildDrawTable(effect, limit, { kinks: stretches.map((stretch) => stretch.from) });
  };
  return {
    kpi,
    window: problem.channels.map((_, c) => build(c, window.length)),
    whole: problem.channels.map((_, c) => build(c, window.length + runOut.length)),
    without: Float64Array.from(kept, (d) => outcome.baseline[d]! + outcome.carryIn[d]!),
  };
}

function keptDraws(draws: number): readonly number[] {
  const count = Math.min(searchDraws, draws);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * draws) / count));
}

/** `(channels of the model)` from money by unit. */
function moneyOfChannels({ channels, fitted }: Problem, spend: Float64Array): number[] {
  return fitted.spec.channels.map(({ id }) => sumOf(channels.map((unit, u) => (unit.channel === id ? spend[u]! : 0))));
}

function meanOfFormula(
  problem: Problem,
  formula: CompiledFormula,
  tables: readonly KpiTables[],
  spend: Float64Array,
  wholeEffect: boolean,
): number {
  const draws = tables[0]!.without.length;
  const effects = tables.map(({ window, whole }) => {
    const inWindow = new Float64Array(draws);
    const inAll = new Float64Array(draws);
    spend.forEach((money, c) => {
      addInterpolated(window[c]!, money, inWindow);
      addInterpolated(whole[c]!, money, inAll);
    });
    return { inWindow, inAll };
  });
  const money = moneyOfChannels(problem, spend);
  const values = new Float64Array(3 * tables.length + 1 + money.length);
  values[3 * tables.length] = sumOf(spend);
  values.set(money, 3 * tables.length + 1);
  let sum = 0;
  for (let d = 0; d < draws; d++) {
    tables.forEach(({ kpi, without }, k) => {
      const { inWindow, inAll } = effects[k]!;
      const added = wholeEffect && !countsRunOut(formula, kpi) ? inAll[d]! : inWindow[d]!;
      values[3 * k] = without[d]! + added;
      values[3 * k + 1] = added;
      values[3 * k + 2] = inAll[d]! - inWindow[d]!;
    });
    const value = formula.evaluate(values);
    // A formula without a value somewhere (the log of a negative draw) is worth less than any that has one.
    sum += Number.isNaN(value) ? -Infinity : value;
  }
  return sum / draws;
}

/** Spreads that keep the bounds and the budget: even over the room, and tilted to each third of the channels. */
function startsOf(
  written: Float64Array,
  low: Float64Array,
  high: Float64Array,
  working: number,
  spendAll: boolean,
): Float64Array[] {
  const fill = (weight: (c: number) => number): Float64Array => {
    const spend = low.slice();
    let left = working - sumOf(low);
    for (let round = 0; round < 20 && left > 1e-6; round++) {
      const open = [...spend.keys()].filter((c) => spend[c]! < high[c]! - 1e-9);
      const total = sumOf(open.map(weight));
      if (!(total > 0)) break;
      const share = left / total;
      for (const c of open) {
        const added = Math.min(high[c]! - spend[c]!, share * weight(c));
        spend[c]! += added;
        left -= added;
      }
    }
    return spend;
  };
  const starts = [fill((c) => Math.max(1e-9, written[c]!)), fill((c) => high[c]! - low[c]!)];
  for (let third = 0; third < 3; third++)
    starts.push(fill((c) => (c % 3 === third ? 10 : 1) * (high[c]! - low[c]! + 1e-9)));
  if (!spendAll) starts.push(low.slice());
  return starts;
}

function climb(
  start: Float64Array,
  low: Float64Array,
  high: Float64Array,
  working: number,
  spendAll: boolean,
  value: (spend: Float64Array) => number,
): { readonly spend: Float64Array; readonly value: number } {
  let spend = start.slice();
  let current = value(spend);
  // One place more than there are channels: money that is left over.
  const leftOver = spendAll ? -1 : spend.length;
  for (const share of steps) {
    const step = share * working;
    for (let round = 0; round < mostRounds; round++) {
      const before = current;
      for (let from = 0; from <= Math.max(leftOver, spend.length - 1); from++) {
        for (let to = 0; to <= Math.max(leftOver, spend.length - 1); to++) {
          if (from === to) continue;
          const available = from === leftOver ? working - sumOf(spend) : spend[from]! - low[from]!;
          const room = to === leftOver ? Infinity : high[to]! - spend[to]!;
          const moved = Math.min(step, available, room);
          if (!(moved > 1e-6)) continue;
          const next = spend.slice();
          if (from !== leftOver) next[from]! -= moved;
          if (to !== leftOver) next[to]! += moved;
          const there = value(next);
          if (there > current) [spend, current] = [next, there];
        }
      }
      if (!(current > before + 1e-9 * Math.max(1, Math.abs(before)))) break;
    }
  }
  return { spend, value: current };
}
