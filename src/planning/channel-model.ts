import { adstockLags, type MediaResponse } from '../mixmodel/index.js';
import {
  effectByPeriod,
  prepareCarryIn,
  preparePath,
  seenEffect,
  type CarryIn,
  type ChannelPaths,
  type Horizon,
  type SpendPath,
} from './evaluate/index.js';
import type { LineStretch } from './line-money.js';
import type { CellLine, ProblemCell } from './resolve/problem.js';

/** Periods that stand for "always" where every lag counts. */
const openingPeriods = 52;

/** Media as they stood. */
export interface MediaHistory {
  /** Units of media; impressions where the medium has reach and frequency. */
  readonly media: Float64Array;
  /** The same places; null where the medium has no reach and frequency. */
  readonly frequency: Float64Array | null;
}

/** Media before the window with what the model assumes to have stood before the data. */
export function mediaHistory(
  cell: Pick<ProblemCell, 'history' | 'frequency' | 'before'>,
  response: MediaResponse,
): MediaHistory {
  const { history, frequency, before } = cell;
  if (before.media === 0) return { media: history, frequency };
  const lags = adstockLags(response.adstock);
  const padding = lags === Infinity ? openingPeriods : lags - 1;
  const padded = (values: Float64Array, first: number): Float64Array => {
    const all = new Float64Array(padding + values.length).fill(first, 0, padding);
    all.set(values, padding);
    return all;
  };
  return {
    media: padded(history, before.media),
    frequency: frequency === null ? null : padded(frequency, before.frequency),
  };
}

/** What past media still does in window and run-out, for one cell (or organic medium of a group) and KPI. */
export function carryInOf(past: MediaHistory, response: MediaResponse, window: number, runOut: number): CarryIn {
  const horizon: Horizon = { history: past.media.length, window, runOut };
  return prepareCarryIn(response, past.media, horizon, response.draws, past.frequency);
}

/** What media of the past and media as they stand in the periods after it cause there, `(periods × draws)`. */
export function standingEffect(past: MediaHistory, then: MediaHistory, response: MediaResponse): Float64Array {
  const periods = then.media.length;
  if (then.frequency !== null && past.frequency !== null) {
    const joined = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.of(...a, ...b);
    const media = joined(past.media, then.media);
    const frequency = joined(past.frequency, then.frequency);
    return seenEffect(response, response.draws, media, frequency, past.media.length, periods);
  }
  const carryIn = carryInOf(past, response, periods, 0);
  const path = preparePath(carryIn, { fixed: then.media, perMoney: new Float64Array(periods) });
  return effectByPeriod(path, 0).map((value, cell) => value + carryIn.effect[cell]!);
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
