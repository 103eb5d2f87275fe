import { fiscalPeriods, formatDay, parseIsoDay, type FiscalPeriod } from '../../data/index.js';
import { summarise } from '../evaluate/index.js';
import { aggregation, type Outcome } from '../forecast/outcome.js';
import { isAveraged } from '../forecast/market.js';
import type { FiscalRow, LongTerm } from '../plan-conditions.js';
import { sumOf, toCents, type Problem } from '../resolve/problem.js';
import type { Evaluated } from './evaluated.js';

/** Fiscal place of each window period; undefined where the file keeps plain calendar months. */
export function windowFiscal({ scenario, timeline, fitted }: Problem): FiscalPeriod[] | undefined {
  const { pattern, yearStart, week53 } = scenario.calendar;
  if (pattern === 'calendar' && yearStart === null) return undefined;
  const start = yearStart === null ? null : parseIsoDay(yearStart);
  return fiscalPeriods(timeline.window, fitted.panel.grain, { pattern, yearStart: start, week53 });
}

/** Money and fitted KPIs by fiscal month. */
export function fiscalRows(evaluated: Evaluated): FiscalRow[] | undefined {
  const { problem, plan, reference } = evaluated;
  const places = windowFiscal(problem);
  if (places === undefined) return undefined;
  const { window } = problem.timeline;
  const months = new Map<string, number[]>();
  places.forEach(({ year, month }, t) => {
    const key = `${year} ${month ?? 'outside'}`;
    months.set(key, [...(months.get(key) ?? []), t]);
  });
  const money = (spend: readonly Float64Array[], periods: readonly number[]): number =>
    toCents(sumOf(spend.map((values) => sumOf(periods.map((t) => values[t]!)))));
  return [...months.values()].map((periods): FiscalRow => {
    const kpis: Record<string, FiscalRow['kpis'][string]> = {};
    for (const [id, { market }] of evaluated.markets) {
      const share = isAveraged(market.kpi) ? 1 / periods.length : 1;
      const own = overPeriods(plan.outcomes.get(id)!, periods, share);
      const other = overPeriods(reference.outcomes.get(id)!, periods, share);
      kpis[id] = {
        plan: summarise(own),
        reference: summarise(other),
        delta: summarise(own.map((value, d) => value - other[d]!)),
      };
    }
    return {
      ...places[periods[0]!]!,
      start: formatDay(window[periods[0]!]!.start),
      end: formatDay(window[periods.at(-1)!]!.end),
      periods: periods.length,
      spend: money(plan.spend, periods),
      referenceSpend: money(reference.spend, periods),
      kpis,
    };
  });
}

/** `(draws)` */
function overPeriods({ byPeriod, draws }: Outcome, periods: readonly number[], share: number): Float64Array {
  const out = new Float64Array(draws);
  for (const t of periods) for (let d = 0; d < draws; d++) out[d]! += share * byPeriod[t * draws + d]!;
  return out;
}

/** The long-term effect where the file uses it. */
export function longTermOf({ problem, plan, markets }: Evaluated): LongTerm | undefined {
  const assumed = problem.scenario.assumptions.longTermMultiplier;
  if (assumed?.use !== true) return undefined;
  const { low, mid, high, source } = assumed;
  const window = problem.timeline.window.length;
  const added: Record<string, LongTerm['added'][string]> = {};
  for (const [id, { market }] of markets) {
    const factor = aggregation(market, window);
    const whole = (factor * sumOf(plan.effects.get(id)!.total)) / market.draws;
    const at = (multiplier: number | null): number | null => (multiplier === null ? null : (multiplier - 1) * whole);
    added[id] = { low: at(low), mid: (mid - 1) * whole, high: at(high) };
  }
  return { multiplier: { low, mid, high }, source, added };
}
