import {
  addMonths,
  detectGrain,
  mondayOfIsoWeek,
  parseIsoDay,
  partsOf,
  readDates,
  readDateText,
  type Day,
} from '../data/index.js';

/** Days that one column of a calendar grid, or one row of a table by period, stands for. */
export interface PeriodSpan {
  readonly from: Day;
  readonly to: Day;
}

/** Between which days labels without a year are looked for. */
export interface LabelWindow {
  readonly start: Day | null;
  readonly end: Day | null;
}

/**
 * Reads labels of periods: dates, weeks and months as data files write them, and those that leave the year out
 * (`W41`, `第41周`, `10/6`, `6 Oct`, `10月6日`), which are looked for in the window. A label stands for its own span, a
 * plain date for as long as it is to the next.
 *
 * @returns `(labels)`; null where a text is no period
 */
export function periodSpans(labels: readonly string[], window: LabelWindow): (PeriodSpan | null)[] {
  const whole = readDates(labels);
  const spans = labels.map((label) => {
    const read = readDateText(label);
    return read?.kind === 'day' ? read.span : 'day';
  });
  const short = shortOrder(labels, whole.days, window);
  const days = labels.map((label, i) => whole.days[i] ?? yearless(label, window, short));
  const known = [...new Set(days.filter((day) => day !== null))].sort((a, b) => a - b);
  const { grain } = detectGrain(known);
  return days.map((day, i): PeriodSpan | null => {
    if (day === null) return null;
    const named = spans[i] === 'day' && isWeekLabel(labels[i] ?? '') ? 'week' : spans[i];
    if (named === 'month' || (named === 'day' && grain === 'monthly')) return { from: day, to: addMonths(day, 1) - 1 };
    if (named === 'quarter') return { from: day, to: addMonths(day, 3) - 1 };
    if (named === 'day' && grain === 'daily' && known.length > 1) return { from: day, to: day };
    return { from: day, to: day + 6 };
  });
}

const WEEK = /^\s*(?:(?:w|wk|week|cw|kw)\s*[-_.]?\s*(\d{1,2})|第?\s*(\d{1,2})\s*[周週])\s*$/i;
const NUMBERS = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*$/;
const CHINESE = /^\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?\s*$/;

function isWeekLabel(label: string): boolean {
  return WEEK.test(label);
}

type Order = 'md' | 'dm';

/** Whether `6/10` is June or October: the order in which more labels fall into the window. */
function shortOrder(labels: readonly string[], days: readonly (Day | null)[], window: LabelWindow): Order {
  const fits = (order: Order): number =>
    labels.filter((label, i) => days[i] === null && yearless(label, window, order) !== null).length;
  return fits('dm') > fits('md') ? 'dm' : 'md';
}

function yearless(label: string, { start, end }: LabelWindow, order: Order): Day | null {
  if (start === null || end === null) return null;
  const years = [...new Set([partsOf(start).year, partsOf(end).year])];
  // A week may start a few days before the window that its money is for.
  const inside = (day: Day | null): boolean => day !== null && day > start - 7 && day <= end;
  const days = years.map((year) => dayInYear(label, year, order));
  return days.find(inside) ?? null;
}

function dayInYear(label: string, year: number, order: Order): Day | null {
  const week = WEEK.exec(label);
  if (week !== null) return mondayOfIsoWeek(year, Number(week[1] ?? week[2]));
  const chinese = CHINESE.exec(label);
  const numbers = NUMBERS.exec(label);
  const pair = chinese ?? numbers;
  if (pair !== null) {
    const [month, day] = chinese !== null || order === 'md' ? [pair[1], pair[2]] : [pair[2], pair[1]];
    return parseIsoDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  }
  if (!/[a-zä]{3}/i.test(label) || !/\d/.test(label)) return null;
  const read = readDateText(`${label.trim()} ${year}`);
  return read?.kind === 'day' && read.span === 'day' ? read.day : null;
}
