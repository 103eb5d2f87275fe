import { dayFromParts, mondayOfIsoWeek } from './calendar.js';
import { plainText } from './number-text.js';
import type { Day } from './period.js';

/** How the numbers of `05/01/2024` are ordered. */
export type DateOrder = 'mdy' | 'dmy';

/** What one written date stands for; `span` tells a label that names a whole week, month or quarter. */
export type DateText =
  | { readonly kind: 'day'; readonly day: Day; readonly span: 'day' | 'week' | 'month' | 'quarter' }
  /** Two numbers and a year, in an order that the cell alone may not tell. */
  | { readonly kind: 'pair'; readonly first: number; readonly second: number; readonly year: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** German month names that do not begin as the English ones do. */
const GERMAN_MONTHS: Readonly<Record<string, number>> = { mär: 3, mae: 3, mai: 5, okt: 10, dez: 12 };
/** Excel counts days from here (its day 60, 29 February 1900, never was; dates before March 1900 are not read). */
const EXCEL_EPOCH = -25_569;
const EXCEL_RANGE = [18_264, 91_313] as const; // 1950-01-01 … 2149-12-31

export function dayOfExcelSerial(serial: number): Day | null {
  const whole = Math.floor(serial);
  return whole >= EXCEL_RANGE[0] && whole <= EXCEL_RANGE[1] ? whole + EXCEL_EPOCH : null;
}

function monthNumber(name: string): number | null {
  const head = name.toLowerCase().slice(0, 3);
  const index = MONTHS.indexOf(head);
  return index >= 0 ? index + 1 : (GERMAN_MONTHS[head] ?? null);
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

function spanOf(day: Day | null, span: 'day' | 'week' | 'month' | 'quarter' = 'day'): DateText | null {
  return day === null ? null : { kind: 'day', day, span };
}

type Form = readonly [RegExp, (groups: readonly string[]) => DateText | null];

/** Every way of writing a date that is understood; the first form that fits reads it. */
const FORMS: readonly Form[] = [
  // 2024-01-05, 2024/1/5, 2024.1.5, 2024年1月5日
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/,
    ([year, month, day]) => spanOf(dayFromParts(Number(year), Number(month), Number(day))),
  ],
  [/^(\d{4})(\d{2})(\d{2})$/, ([year, month, day]) => spanOf(dayFromParts(Number(year), Number(month), Number(day)))],
  // 05.01.2024: dots are day first, everywhere.
  [
    /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/,
    ([day, month, year]) => spanOf(dayFromParts(fullYear(year ?? ''), Number(month), Number(day))),
  ],
  [
    /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/,
    ([first, second, year]) => ({
      kind: 'pair',
      first: Number(first),
      second: Number(second),
      year: fullYear(year ?? ''),
    }),
  ],
  // 5 Jan 2024, 05-Jan-24, 5. Januar 2024
  [
    /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*([a-zä]{3,9})\.?,?[\s-]*(\d{4}|\d{2})$/i,
    ([day, name, year]) => named(year, name, day),
  ],
  // Jan 5, 2024
  [/^([a-zä]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i, ([name, day, year]) => named(year, name, day)],
  // 2024-W05, 2024 week 5, 2024年第5周
  [
    /^(\d{4})\s*(?:[-/_ ]?\s*(?:w|wk|week|cw|kw)|年?\s*第)\s*[-_]?\s*(\d{1,2})\s*[周週]?$/i,
    ([year, week]) => spanOf(mondayOfIsoWeek(Number(year), Number(week)), 'week'),
  ],
  // W05 2024, KW 5/2024
  [
    /^(?:w|wk|week|cw|kw)\s*(\d{1,2})\s*[-/_, ]\s*(\d{4})$/i,
    ([week, year]) => spanOf(mondayOfIsoWeek(Number(year), Number(week)), 'week'),
  ],
  // 2024-01, 2024/1, 2024年1月, 202401
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/,
    ([year, month]) => spanOf(dayFromParts(Number(year), Number(month), 1), 'month'),
  ],
  [
    /^((?:19|20|21)\d{2})(0[1-9]|1[0-2])$/,
    ([year, month]) => spanOf(dayFromParts(Number(year), Number(month), 1), 'month'),
  ],
  [/^([a-zä]{3,9})\.?[\s-]*(\d{4})$/i, ([name, year]) => named(year, name, '1', 'month')],
  [/^([a-zä]{3,9})-(\d{2})$/i, ([name, year]) => named(year, name, '1', 'month')],
  [/^(\d{1,2})[/.](\d{4})$/, ([month, year]) => spanOf(dayFromParts(Number(year), Number(month), 1), 'month')],
  // 2024Q1, Q1 2024, 2024年第1季度
  [/^(\d{4})\s*(?:[-/ ]?\s*q|年?\s*第)\s*([1-4])\s*(?:季度?)?$/i, ([year, quarter]) => quarterStart(year, quarter)],
  [/^q([1-4])\s*[-/ ]\s*(\d{4})$/i, ([quarter, year]) => quarterStart(year, quarter)],
];

function named(year = '', name = '', day = '', span: 'day' | 'month' = 'day'): DateText | null {
  const month = monthNumber(name);
  return month === null ? null : spanOf(dayFromParts(fullYear(year), month, Number(day)), span);
}

function quarterStart(year = '', quarter = ''): DateText | null {
  return spanOf(dayFromParts(Number(year), 3 * Number(quarter) - 2, 1), 'quarter');
}

function readOne(text: string): DateText | null {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text);
    if (match !== null) {
      const date = read(match.slice(1));
      if (date !== null) return date;
    }
  }
  return /^\d{5}(?:\.\d+)?$/.test(text) ? spanOf(dayOfExcelSerial(Number(text))) : null;
}

/** A clock time after the date is cut away: periods begin and end with whole days, whatever the zone. */
const CLOCK = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+|\s*[（(]?(?:星期|周|週)[一二三四五六日天][）)]?$/i;

/** Reads one written date; a span such as `2024-01-01 ~ 2024-01-07` is read by its first day. Null where it is no date. */
export function readDateText(text: string): DateText | null {
  if (text.length > 60) return null;
  const plain = plainText(text).replace(CLOCK, '').replace(WEEKDAY, '');
  const whole = readOne(plain);
  if (whole !== null) return whole;
  const parts = plain.split(/\s*(?:~|至|到|–|—|\s-\s|\bto\b|\bbis\b)\s*/i);
  if (parts.length !== 2) return null;
  const [from = '', to = ''] = parts;
  return readOne(to) === null ? null : readOne(from);
}
