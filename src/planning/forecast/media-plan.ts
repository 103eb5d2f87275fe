import { carryInOf, mediaHistory } from '../channel-model.js';
import { effectByPeriod, preparePath, type CarryIn, type PreparedPath } from '../evaluate/index.js';
import { sumOf, type Problem, type ProblemCell } from '../resolve/problem.js';
import type { Market } from './market.js';

/** Money and media of one cell under a plan. */
export interface CellBuy {
  readonly money: number;
  /** `(window)` media as they act. */
  readonly media: Float64Array;
}

/** What a plan's media cause, for one KPI. `(window + run-out × draws)` throughout. */
export interface MediaEffect {
  /** By cell. */
  readonly cells: readonly Float64Array[];
  /** By cell; null where nothing is bought. */
  readonly paths: readonly (PreparedPath | null)[];
  /** Sum over cells. */
  readonly total: Float64Array;
}

/** What media from before the window still do, by cell. */
export function carryInsOf(problem: Problem, market: Market): readonly CarryIn[] {
  const { window, runOut } = problem.timeline;
  return problem.cells.map((cell, c) => {
    const response = market.responses[c]!;
    return carryInOf(mediaHistory(cell, response), response, window.length, runOut.length);
  });
}

/**
 * Media of the plan's money by cell, at the lines' prices.
 *
 * @param money by unit, `(lines)`
 */
export function buysOfLines(problem: Problem, money: readonly Float64Array[]): CellBuy[] {
  return problem.cells.map((cell) => {
    const amounts = money[cell.unit]!;
    const media = new Float64Array(cell.referenceSpend.length);
    let total = 0;
    cell.lines.forEach(({ shares, unitsPerMoney }, i) => {
      for (let t = 0; t < media.length; t++) media[t]! += amounts[i]! * shares[t]! * unitsPerMoney[t]!;
      total += amounts[i]! * cellShare(problem, cell, i);
    });
    return { money: total, media };
  });
}

/** Share of a line's money that goes to a cell; all of it, exactly, where the unit has one cell. */
function cellShare(problem: Problem, cell: ProblemCell, line: number): number {
  if (problem.channels[cell.unit]!.cells.length === 1) return 1;
  return sumOf(cell.lines[line]!.shares);
}

/** Media of the reference money, at the same prices. */
export function buysOfReference(problem: Problem): CellBuy[] {
  return problem.cells.map(({ referenceSpend, unitsPerMoney }) => ({
    money: referenceSpend.reduce((a, b) => a + b, 0),
    media: referenceSpend.map((spend, t) => spend * unitsPerMoney[t]!),
  }));
}

/** model(history + plan) − model(history), cell by cell. */
export function mediaEffect(carryIns: readonly CarryIn[], buys: readonly CellBuy[]): MediaEffect {
  const size = carryIns[0]?.effect.length ?? 0;
  const total = new Float64Array(size);
  const paths = buys.map(({ money, media }, c) => {
    if (!(money > 0)) return null;
    const fixed = new Float64Array(media.length);
    return preparePath(carryIns[c]!, { fixed, perMoney: media.map((units) => units / money) });
  });
  const cells = paths.map((path, c) => {
    const effect = path === null ? new Float64Array(size) : effectByPeriod(path, buys[c]!.money);
    for (let cell = 0; cell < size; cell++) total[cell]! += effect[cell]!;
    return effect;
  });
  return { cells, paths, total };
}
