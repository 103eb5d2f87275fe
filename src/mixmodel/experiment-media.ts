import { parseIsoDay, type ChannelSeries, type Panel } from '../data/index.js';
import type { ExperimentSpec } from './model-spec.js';

export interface RowRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Rows of a lift test: periods of which most days lie inside it, or whose label does (an end may be given as one). */
export function experimentRows(test: Pick<ExperimentSpec, 'start' | 'end'>, panel: Panel): RowRange {
  const start = parseIsoDay(test.start);
  const end = parseIsoDay(test.end);
  if (start === null || end === null) return { from: 0, to: 0 };
  const inside = panel.periods.flatMap((period, row) => {
    const days = Math.min(end, period.end) - Math.max(start, period.start) + 1;
    const labelled = period.label >= test.start && period.label <= test.end;
    return labelled || 2 * days > period.end - period.start + 1 ? [row] : [];
  });
  return inside.length === 0 ? { from: 0, to: 0 } : { from: inside[0]!, to: inside.at(-1)! + 1 };
}

/**
 * The channel's media had the counterfactual happened, `(periods)` in units of media: spend scales media, at the cost
 * per unit of the period, or where nothing was spent at the cost of the whole data.
 */
export function counterfactualMedia(
  test: ExperimentSpec,
  panel: Panel,
  channel: ChannelSeries,
  rows: RowRange,
): Float64Array {
  const media = Float64Array.from(channel.media);
  const { counterfactual } = test;
  if ('pctOfActual' in counterfactual) {
    for (let row = rows.from; row < rows.to; row++)
      media[row] = (channel.media[row]! * counterfactual.pctOfActual) / 100;
    return media;
  }
  // Money stated for a part of the market stands for share times as much in the whole of it.
  const spend = counterfactualSpend(test, panel, channel, rows).map((money) => money / test.shareOfMarket);
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const unitsPerMoney = total(channel.spend) > 0 ? total(channel.media) / total(channel.spend) : 0;
  for (let row = rows.from; row < rows.to; row++) {
    const actual = channel.spend[row]!;
    const units = actual > 0 ? channel.media[row]! / actual : unitsPerMoney;
    media[row] = spend[row - rows.from]! * units;
  }
  return media;
}

/** `(rows)`: money; a total is spread as the actual spend, evenly where there was none. */
function counterfactualSpend(test: ExperimentSpec, panel: Panel, channel: ChannelSeries, rows: RowRange): Float64Array {
  const count = rows.to - rows.from;
  const { counterfactual } = test;
  if ('column' in counterfactual) {
    const column = panel.extras?.find(({ id }) => id === counterfactual.column);
    if (column === undefined) throw new RangeError(`no column ${counterfactual.column} for the counterfactual`);
    return column.values.slice(rows.from, rows.to).map((value) => (Number.isFinite(value) ? value : 0));
  }
  const actual = channel.spend.slice(rows.from, rows.to);
  const total = actual.reduce((sum, value) => sum + value, 0);
  const stated = 'spend' in counterfactual ? counterfactual.spend : total;
  return actual.map((value) => (total > 0 ? (value / total) * stated : stated / count));
}
