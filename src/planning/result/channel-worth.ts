import {
  effectByPeriod,
  effectTotals,
  emptyTotals,
  preparePath,
  type CarryIn,
  type PreparedPath,
} from '../evaluate/index.js';
import type { Market } from '../forecast/market.js';
import type { CellBuy } from '../forecast/media-plan.js';
import { aggregation } from '../forecast/outcome.js';
import { sumOf, type Problem } from '../resolve/problem.js';
import { primaryMarket, type Evaluated, type PlanSide } from './evaluated.js';

/**
 * What the money of one cell is worth on the primary KPI, draw by draw, along one pattern of spending: Σ_t value_t ·
 * effect_t over window and run-out, in money where the KPI is worth money, else in KPI units.
 */
class CellWorth {
  private readonly weights: Float64Array;

  constructor(
    readonly path: PreparedPath,
    market: Market,
    group: number,
  ) {
    const { window, runOut } = path.carryIn.horizon;
    const factor = aggregation(market, window);
    const { value } = market.groups[group]!;
    this.weights = Float64Array.from({ length: window + runOut }, (_, t) => factor * (value?.[t] ?? 1));
  }

  at(money: number): Float64Array {
    const { draws } = this.path.carryIn;
    if (!(money > 0)) return new Float64Array(draws);
    const first = this.weights[0]!;
    if (!this.weights.every((weight) => weight === first)) return this.of(effectByPeriod(this.path, money));
    // One value for all periods: the sums need not be kept apart.
    return effectTotals(this.path, money, this.weights.length, emptyTotals(draws)).value.map((value) => first * value);
  }

  /** Worth of an effect `(window + run-out × draws)`. */
  of(effect: Float64Array): Float64Array {
    const { draws } = this.path.carryIn;
    const worth = new Float64Array(draws);
    this.weights.forEach((weight, t) => {
      const row = t * draws;
      for (let d = 0; d < draws; d++) worth[d]! += weight * effect[row + d]!;
    });
    return worth;
  }
}

export interface WorthPart {
  readonly cell: number;
  /** Share of the channel's money. */
  readonly share: number;
  readonly path: PreparedPath;
  readonly worth: CellWorth;
}

/** Worth of a channel's money over all its groups, divided among them as the plan divides it. */
export class ChannelWorth {
  constructor(readonly parts: readonly WorthPart[]) {}

  at(money: number): Float64Array {
    return total(this.parts.map(({ worth, share }) => worth.at(money * share)));
  }
}

function total(parts: readonly Float64Array[]): Float64Array {
  const [first, ...others] = parts;
  for (const part of others) for (let d = 0; d < part.length; d++) first![d]! += part[d]!;
  return first!;
}

/** Places in `Problem.cells` of one channel of the model, in the order of groups. */
export function cellsOfChannel(problem: Problem, channel: number): number[] {
  const own = problem.cells.flatMap((cell, at) => (cell.channel === channel ? [at] : []));
  return own.sort((a, b) => problem.cells[a]!.group - problem.cells[b]!.group);
}

/** A channel's money as one side of the plan spends it; where it spends nothing, in the pattern of its lines. */
export function channelWorth(evaluated: Evaluated, channel: number, side: PlanSide): ChannelWorth {
  const { problem } = evaluated;
  const { market, carryIns } = primaryMarket(evaluated);
  const { paths } = side.effects.get(market.kpi.id)!;
  const places = cellsOfChannel(problem, channel);
  const spent = sumOf(places.map((at) => side.buys[at]!.money));
  const planned = places.map((at) => plannedShare(problem, at));
  const whole = sumOf(planned);
  return new ChannelWorth(
    places.map((at, i) => {
      const path = paths[at] ?? patternPath(problem, at, side.buys[at]!, carryIns[at]!);
      const share = spent > 0 ? side.buys[at]!.money / spent : whole > 0 ? planned[i]! / whole : 1 / places.length;
      return { cell: at, share, path, worth: new CellWorth(path, market, problem.cells[at]!.group) };
    }),
  );
}

/** Worth of all that a side's media cause, `(draws)`. */
export function worthOfAll(evaluated: Evaluated, side: PlanSide): Float64Array {
  const { problem } = evaluated;
  const { market } = primaryMarket(evaluated);
  const effect = side.effects.get(market.kpi.id)!;
  return total([
    new Float64Array(market.draws),
    ...effect.cells.flatMap((values, at) => {
      const path = effect.paths[at];
      if (path === null || path === undefined) return [];
      return [new CellWorth(path, market, problem.cells[at]!.group).of(values)];
    }),
  ]);
}

/** Share of its unit's money that lines of equal amounts would bring to a cell. */
function plannedShare(problem: Problem, at: number): number {
  const { lines } = problem.cells[at]!;
  return sumOf(lines.map(({ shares }) => sumOf(shares))) / Math.max(1, lines.length);
}

/** Media per money of a cell's buy; of its lines' own flights where nothing is bought. */
function patternPath(problem: Problem, at: number, buy: CellBuy, carryIn: CarryIn): PreparedPath {
  const fixed = new Float64Array(buy.media.length);
  if (buy.money > 0) return preparePath(carryIn, { fixed, perMoney: buy.media.map((units) => units / buy.money) });
  return preparePath(carryIn, { fixed, perMoney: plannedUnits(problem, at) });
}

/** `(window)` media per money of a cell by the flights of its lines, each counting alike. */
export function plannedUnits(problem: Problem, at: number): Float64Array {
  const { lines, referenceSpend, unitsPerMoney } = problem.cells[at]!;
  const share = plannedShare(problem, at);
  if (!(share > 0)) return unitsPerMoney.map((units) => units / referenceSpend.length);
  return referenceSpend.map(
    (_, t) => sumOf(lines.map((line) => (line.shares[t]! * line.unitsPerMoney[t]!) / lines.length)) / share,
  );
}
