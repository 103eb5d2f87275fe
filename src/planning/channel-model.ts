import { adstockLags, type MediaResponse } from '../mixmodel/index.js';
import {
  prepareCarryIn,
  preparePath,
  type CarryIn,
  type ChannelPaths,
  type Horizon,
  type SpendPath,
} from './evaluate/index.js';
import type { LineStretch } from './line-money.js';
import type { CellLine, ProblemCell } from './resolve/problem.js';

/** Periods that stand for "always" where every lag counts. */
const openingPeriods = 52;

/** Media before the window with what the model assumes to have stood before the data. */
export function mediaHistory(cell: Pick<ProblemCell, 'history' | 'before'>, response: MediaResponse): Float64Array {
  if (cell.before === 0) return cell.history;
  const lags = adstockLags(response.adstock);
  const padding = lags === Infinity ? openingPeriods : lags - 1;
  const media = new Float64Array(padding + cell.history.length).fill(cell.before, 0, padding);
  media.set(cell.history, padding);
  return media;
}

/** What past media still does in window and run-out, for one cell (or organic medium of a group) and KPI. */
export function carryInOf(history: Float64Array, response: MediaResponse, window: number, runOut: number): CarryIn {
  const horizon: Horizon = { history: history.length, window, runOut };
  return prepareCarryIn(response, history, horizon);
}

/** All the ways a cell's unit can spend, as the cell sees them: the unit's money goes along `stretches`. */
export function channelPaths(
  carryIn: CarryIn,
  lines: readonly CellLine[],
  stretches: readonly LineStretch[],
): ChannelPaths {
  return {
    stretches: stretches.map(({ from, to, at, rate }) => ({
      from,
      to,
      path: preparePath(carryIn, spendPath(lines, at, rate)),
    })),
  };
}

function spendPath(lines: readonly CellLine[], at: Float64Array, rate: Float64Array): SpendPath {
  const periods = lines[0]!.shares.length;
  const fixed = new Float64Array(periods);
  const perMoney = new Float64Array(periods);
  lines.forEach(({ shares, unitsPerMoney }, i) => {
    for (let t = 0; t < periods; t++) {
      const units = shares[t]! * unitsPerMoney[t]!;
      fixed[t]! += at[i]! * units;
      perMoney[t]! += rate[i]! * units;
    }
  });
  return { fixed, perMoney };
}
