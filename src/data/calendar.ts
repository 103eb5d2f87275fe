import type { Day } from './period.js';

/** A calendar date in parts; `month` and `day` count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Years outside this range are read as something other than a date. */
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

/**
 * Days since 1970-01-01 of a proleptic Gregorian date, by counting in 400-year eras that begin on
 * 1 March (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
 */
export function dayOf(year: number, month: number, day: number): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayOf` (Hinnant, civil_from_days). */
export function partsOf(day: Day): DateParts {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of a date that exists in the calendar, else null (31 April, month 13, year 3024). */
export function dayFromParts(year: number, month: number, day: number): Day | null {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return dayOf(year, month, day);
}

/** Reads `YYYY-MM-DD`, and nothing else. */
export function parseIsoDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? null : dayFromParts(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** 1 for 1 January … 365 or 366. */
export function dayOfYear(day: Day): number {
  return day - dayOf(partsOf(day).year, 1, 1) + 1;
}

/** ISO 8601 week: the week of a year that holds its Thursday; `week` 1–53. */
export function isoWeekOf(day: Day): { readonly year: number; readonly week: number } {
  const thursday = day - weekdayOf(day) + 3;
  const { year } = partsOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** Monday of an ISO week; null where the year has no such week. */
export function mondayOfIsoWeek(year: number, week: number): Day | null {
  const fourthOfJanuary = dayOf(year, 1, 4);
  const monday = fourthOfJanuary - weekdayOf(fourthOfJanuary) + 7 * (week - 1);
  return week >= 1 && isoWeekOf(monday).year === year ? monday : null;
}

export function isMonthEnd(day: Day): boolean {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return dayOfMonth === daysInMonth(year, month);
}

/**
 * `count` months on (or back). The day of the month is `anchor` where the month is long enough, else
 * the month's last day; the default anchor is the day itself, and 31 for the last day of a month, so
 * that month ends stay month ends.
 */
export function addMonths(day: Day, count: number, anchor: number = isMonthEnd(day) ? 31 : partsOf(day).day): Day {
  const { year, month } = partsOf(day);
  const months = year * 12 + (month - 1) + count;
  const newYear = Math.floor(months / 12);
  const newMonth = months - newYear * 12 + 1;
  return dayOf(newYear, newMonth, Math.min(anchor, daysInMonth(newYear, newMonth)));
}

/** Whole months from the month of `from` to the month of `to`; the days within the months are not looked at. */
export function monthsBetween(from: Day, to: Day): number {
  const start = partsOf(from);
  const end = partsOf(to);
  return (end.year - start.year) * 12 + (end.month - start.month);
}
