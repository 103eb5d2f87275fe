import { matchLastYear, periodsPerQuarter, periodsPerYear, type Period } from '../../data/index.js';
import { mediaHistory, standingEffect } from '../channel-model.js';
import { summarise } from '../evaluate/index.js';
import { holidaySettings } from '../forecast/market.js';
import type { Outcome } from '../forecast/outcome.js';
import type { PricedMarket } from '../optimise/channel-units.js';
import type { SeriesPoint } from '../plan.js';
import type { Problem } from '../resolve/problem.js';

/** Periods of history before the plan: a year, of days a quarter. */
const shownHistory = { ...periodsPerYear, daily: periodsPerQuarter.daily } as const;

/** History, gap, window and run-out of one fitted KPI by period. */
export function seriesOf(problem: Problem, priced: PricedMarket, plan: Outcome, reference: Outcome): SeriesPoint[] {
  const { timeline, fitted } = problem;
  const { panel } = fitted;
  const { data, gap, window, runOut } = timeline;
  const series = panel.kpis.find(({ id }) => id === priced.market.kpi.id)!;
  const place = new Map(panel.periods.map((period, index) => [period.start, index]));
  const value = (index: number | undefined): number | null => {
    if (index === undefined || index < 0) return null;
    let sum = 0;
    priced.market.groups.forEach(({ weight }, g) => {
      sum += weight * series.values[g * panel.periods.length + index]!;
    });
    return Number.isNaN(sum) ? null : sum;
  };
  const history = data.slice(-shownHistory[panel.grain]);
  const all: readonly Period[] = [...history, ...gap, ...window, ...runOut];
  const lastYear = matchLastYear(all, data, panel.grain, holidaySettings(fitted));
  const { draws } = priced.market;
  const inGap = gapPaths(problem, priced);
  const cells = (from: Float64Array, t: number): Float64Array => from.subarray(t * draws, (t + 1) * draws);
  return all.map((period, i): SeriesPoint => {
    const shared = {
      period: period.label,
      actual: value(place.get(period.start)),
      lastYear: value(lastYear[i]),
    };
    if (i < history.length) return { ...shared, part: 'history', plan: null, reference: null };
    const t = i - history.length;
    if (t < gap.length) {
      const summary = summarise(cells(inGap, t));
      return { ...shared, part: 'gap', plan: summary, reference: summary };
    }
    const at = t - gap.length;
    return {
      ...shared,
      part: at < window.length ? 'window' : 'runOut',
      plan: summarise(cells(plan.byPeriod, at)),
      reference: summarise(cells(reference.byPeriod, at)),
      ...(at < window.length ? {} : { lastYear: null }),
    };
  });
}

/** `(gap × draws)`: the KPI between the data and the window, with the media that the gap rule puts there. */
function gapPaths(problem: Problem, { market }: PricedMarket): Float64Array {
  const { data, gap } = problem.timeline;
  const total = market.gapBaseline.map((value, cell) => value + market.gapNoise[cell]!);
  if (gap.length === 0) return total;
  problem.cells.forEach((cell, c) => {
    const response = market.responses[c]!;
    const { history, frequency, before } = cell;
    const past = {
      history: history.slice(0, data.length),
      frequency: frequency?.slice(0, data.length) ?? null,
      before,
    };
    const then = { media: history.slice(data.length), frequency: frequency?.slice(data.length) ?? null };
    const effect = standingEffect(mediaHistory(past, response), then, response);
    for (let at = 0; at < total.length; at++) total[at]! += effect[at]!;
  });
  return total;
}
