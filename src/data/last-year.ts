import { isoWeekOf, partsOf } from './calendar.js';
import { periodsPerYear } from './grain-lengths.js';
import { eventOccurrences, type EventOccurrence, type HolidaySettings } from './holidays.js';
import { periodsFrom, shiftPeriod } from './periods.js';
import type { Grain, Period } from './period.js';

const NO_EVENTS: HolidaySettings = { country: null, include: 'default', windows: {} };

function overlap(period: Period, occurrence: EventOccurrence): number {
  return Math.min(period.end, occurrence.to) - Math.max(period.start, occurrence.from) + 1;
}

/**
 * The occurrence that marks a week or day: of those whose window touches it, the one with the longest window (a short
 * holiday inside 618 or beside National Day does not decide), then the one with most days in it.
 */
function occurrenceIn(period: Period, settings: HolidaySettings): EventOccurrence | null {
  const { year } = partsOf(period.start);
  const length = ({ from, to }: EventOccurrence): number => to - from;
  const touching = [year - 1, year, year + 1]
    .flatMap((near) => eventOccurrences(settings, near))
    .filter((occurrence) => overlap(period, occurrence) > 0);
  touching.sort((a, b) => length(b) - length(a) || overlap(period, b) - overlap(period, a) || a.start - b.start);
  return touching[0] ?? null;
}

/**
 * The week or day of the year before that one is set against: 364 days back, so that weekdays stay; ISO week 53 with
 * week 52 of the year before; one inside the window of a holiday with that as far from last year's holiday. A plain one
 * never lands inside last year's window of a holiday: it takes the nearest outside, of days one of the same weekday.
 */
function sameWeekLastYear(period: Period, grain: 'daily' | 'weekly', settings: HolidaySettings): Period {
  const occurrence = occurrenceIn(period, settings);
  if (occurrence !== null) {
    const before = sameEventYearBefore(occurrence, settings);
    if (before !== null) {
      const fromEvent = -periodsFrom(period, grain, occurrence.start);
      return shiftPeriod(period, grain, periodsFrom(period, grain, before.start) + fromEvent);
    }
  }
  const week = grain === 'daily' ? 7 : 1;
  const middle = Math.floor((period.start + period.end) / 2);
  const weeksBack = grain === 'weekly' && isoWeekOf(middle).week === 53 ? 53 : 52;
  const plain = shiftPeriod(period, grain, -weeksBack * week);
  if (occurrence !== null) return plain;
  for (const offset of [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6]) {
    const candidate = shiftPeriod(plain, grain, offset * week);
    if (occurrenceIn(candidate, settings) === null) return candidate;
  }
  return plain;
}

function sameEventYearBefore(occurrence: EventOccurrence, settings: HolidaySettings): EventOccurrence | null {
  const { year } = partsOf(occurrence.start);
  // A lunar holiday may fall twice in one Gregorian year and not at all in the next: the latest one before counts.
  const earlier = [year - 2, year - 1, year]
    .flatMap((near) => eventOccurrences(settings, near))
    .filter(({ event, start }) => event === occurrence.event && start < occurrence.start - 180);
  return earlier.at(-1) ?? null;
}

/** The period of the year before that a period is set against. Months and quarters: the same month or quarter. */
export function lastYearPeriod(period: Period, grain: Grain, settings: HolidaySettings = NO_EVENTS): Period {
  if (grain === 'monthly' || grain === 'quarterly') return shiftPeriod(period, grain, -periodsPerYear[grain]);
  return sameWeekLastYear(period, grain, settings);
}

/**
 * For each target period, the index of its last-year period within `history` (consecutive periods), going back year
 * by year until the history holds it; −1 where the history is too short or lies after it.
 */
export function matchLastYear(
  targets: readonly Period[],
  history: readonly Period[],
  grain: Grain,
  settings: HolidaySettings = NO_EVENTS,
): Int32Array {
  const first = history[0];
  const last = history.at(-1);
  return Int32Array.from(targets, (target) => {
    if (first === undefined || last === undefined) return -1;
    let match = lastYearPeriod(target, grain, settings);
    while (match.start > last.end) match = lastYearPeriod(match, grain, settings);
    const index = periodsFrom(first, grain, match.start);
    return index >= 0 && index < history.length ? index : -1;
  });
}
