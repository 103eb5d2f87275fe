import { dayFromParts } from './calendar.js';
import { dayOfExcelSerial, readDateText, type DateOrder, type DateText } from './date-text.js';
import { detectGrain } from './grain.js';
import { isBlankText } from './number-text.js';
import type { Day } from './period.js';
import type { Cell } from './table.js';

/** A column read as dates under one order of day and month. Row numbers index the cells given. */
export interface DateColumn {
  /** `(rows)`; null where blank or unreadable. */
  readonly days: readonly (Day | null)[];
  readonly blank: readonly number[];
  readonly unreadable: readonly number[];
  /** What the labels name: a day, or a whole week, month or quarter by its first day. */
  readonly span: 'day' | 'week' | 'month' | 'quarter';
  readonly order: DateOrder | null;
  /** `spacing`: only this order gives even steps. `guess`: nothing tells, month first is assumed. */
  readonly decidedBy: 'written' | 'spacing' | 'guess' | 'none';
  /** First rows that only fit one order each, where the column has both. */
  readonly conflict: { readonly mdy: number; readonly dmy: number } | null;
  /** First row whose order is not written. */
  readonly ambiguous: number | null;
}

function readCell(cell: Cell): DateText | null {
  if (typeof cell === 'object') return { kind: 'day', day: cell.day, span: 'day' };
  if (typeof cell === 'string') return readDateText(cell);
  if (cell >= 19_000_101 && cell <= 21_991_231) return readDateText(String(cell));
  const day = dayOfExcelSerial(cell);
  return day === null ? null : { kind: 'day', day, span: 'day' };
}

function resolve(date: DateText | null, order: DateOrder): Day | null {
  if (date === null) return null;
  if (date.kind === 'day') return date.day;
  const [month, day] = order === 'mdy' ? [date.first, date.second] : [date.second, date.first];
  return dayFromParts(date.year, month, day);
}

/** Even in steps that a model can have; a run of days is what months look like in the wrong order. */
function isEven(days: readonly (Day | null)[]): boolean {
  const { grain, gaps } = detectGrain(days.filter((day) => day !== null));
  return (grain === 'weekly' || grain === 'monthly') && gaps.length === 0;
}

/** Reads a column of cells as dates. `3/4/2024` is settled by the column's other cells, then by even spacing. */
export function readDates(cells: readonly Cell[]): DateColumn {
  const blank: number[] = [];
  const unreadable: number[] = [];
  let onlyMonthFirst = -1;
  let onlyDayFirst = -1;
  let pair = -1;
  const texts = cells.map((cell, row) => {
    if (typeof cell === 'string' && isBlankText(cell)) {
      blank.push(row);
      return null;
    }
    const date = readCell(cell);
    if (date === null) unreadable.push(row);
    if (date?.kind === 'pair') {
      if (pair < 0 && date.first !== date.second) pair = row;
      if (onlyDayFirst < 0 && date.first > 12) onlyDayFirst = row;
      if (onlyMonthFirst < 0 && date.second > 12) onlyMonthFirst = row;
    }
    return date;
  });

  const inOrder = (order: DateOrder): (Day | null)[] => texts.map((date) => resolve(date, order));
  const { order, decidedBy } = decideOrder(onlyMonthFirst, onlyDayFirst, pair, inOrder);
  const days = inOrder(order ?? 'mdy');
  const conflict = onlyMonthFirst >= 0 && onlyDayFirst >= 0 ? { mdy: onlyMonthFirst, dmy: onlyDayFirst } : null;
  if (conflict === null) {
    days.forEach((day, row) => {
      if (day === null && texts[row] !== null) unreadable.push(row);
    });
  }
  const spans = new Set(texts.flatMap((date) => (date?.kind === 'day' ? [date.span] : [])));
  const [span] = spans;
  return {
    days,
    blank,
    unreadable: unreadable.sort((a, b) => a - b),
    span: spans.size === 1 && span !== undefined ? span : 'day',
    order,
    decidedBy,
    conflict,
    ambiguous: decidedBy === 'spacing' || decidedBy === 'guess' ? pair : null,
  };
}

function decideOrder(
  onlyMonthFirst: number,
  onlyDayFirst: number,
  pair: number,
  inOrder: (order: DateOrder) => (Day | null)[],
): Pick<DateColumn, 'order' | 'decidedBy'> {
  if (onlyMonthFirst >= 0) return { order: 'mdy', decidedBy: 'written' };
  if (onlyDayFirst >= 0) return { order: 'dmy', decidedBy: 'written' };
  if (pair < 0) return { order: null, decidedBy: 'none' };
  const monthFirst = isEven(inOrder('mdy'));
  const dayFirst = isEven(inOrder('dmy'));
  if (monthFirst === dayFirst) return { order: 'mdy', decidedBy: 'guess' };
  return { order: dayFirst ? 'dmy' : 'mdy', decidedBy: 'spacing' };
}
