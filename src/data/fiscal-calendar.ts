import { dayOf, partsOf } from './calendar.js';
import type { Day, Grain, Period } from './period.js';

export interface FiscalSettings {
  readonly pattern: 'calendar' | '4-4-5' | '4-5-4' | '5-4-4' | 'broadcast';
  /** Month and day near which every fiscal year starts, in any year; null: 1 January. */
  readonly yearStart: Day | null;
  readonly week53: 'keep' | 'drop';
}

export interface FiscalPeriod {
  /** `2025`, or `2025/26` where the year spans two. */
  readonly year: string;
  readonly quarter: number;
  /** 1–12 from the start of the fiscal year; null for a 53rd week that stands outside. */
  readonly month: number | null;
}

const weeksOfMonths = { '4-4-5': [4, 4, 5], '4-5-4': [4, 5, 4], '5-4-4': [5, 4, 4] } as const;
const week = 7;

/**
 * Fiscal year, quarter and month of each period. Retail patterns count whole weeks from the week whose start is
 * nearest to the first day of the fiscal year, 52 or 53 of them; a 53rd belongs to the last month or, dropped, to none.
 * Broadcast months end on their last Sunday, so a week belongs to the month of its last day. Calendar months are
 * those in which a period starts.
 *
 * Source: National Retail Federation, 4-5-4 calendar; Television Bureau of Advertising, broadcast calendar.
 */
export function fiscalPeriods(periods: readonly Period[], grain: Grain, settings: FiscalSettings): FiscalPeriod[] {
  const { pattern, yearStart, week53 } = settings;
  if (pattern === 'broadcast' && grain === 'weekly') {
    return periods.map(({ end }) => {
      const { year, month } = partsOf(end);
      return { year: String(year), quarter: Math.ceil(month / 3), month };
    });
  }
  const first = partsOf(yearStart ?? dayOf(2000, 1, 1));
  if (pattern === 'calendar' || pattern === 'broadcast' || grain !== 'weekly') {
    return periods.map(({ start }) => {
      const { year, month, day } = partsOf(start);
      // A fiscal year that starts inside a month starts with that month's first period after its day.
      const months = 12 * year + month - 1 - (day < first.day && grain === 'weekly' ? 1 : 0) - (first.month - 1);
      const number = (months % 12) + 1;
      return { year: yearName(Math.floor(months / 12), first.month), quarter: Math.ceil(number / 3), month: number };
    });
  }
  return periods.map(({ start }) => {
    let { year } = partsOf(start);
    // The week of a year's start may stand a few days before its date.
    year += 1;
    while (startOfYear(year, start, first) > start) year -= 1;
    const number = Math.round((start - startOfYear(year, start, first)) / week) + 1;
    const quarter = Math.min(4, Math.ceil(number / 13));
    if (number > 52 && week53 === 'drop') return { year: yearName(year, first.month), quarter: 4, month: null };
    let left = number - 13 * (quarter - 1);
    let month = 0;
    for (const weeks of weeksOfMonths[pattern]) {
      month += 1;
      if (left <= weeks) break;
      left -= weeks;
    }
    return { year: yearName(year, first.month), quarter, month: 3 * (quarter - 1) + Math.min(3, month) };
  });
}

/** Start of the week, on the grid that `onGrid` lies on, nearest to the fiscal year's first day. */
function startOfYear(year: number, onGrid: Day, first: { readonly month: number; readonly day: number }): Day {
  const wanted = dayOf(year, first.month, first.day);
  const past = (((wanted - onGrid) % week) + week) % week;
  return past <= 3 ? wanted - past : wanted - past + week;
}

/** A year from December or January on has one name; others two. */
function yearName(year: number, month: number): string {
  if (month === 1) return String(year);
  if (month === 12) return String(year + 1);
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}
