import { addMonths, formatDay } from './calendar.js';
import { columnCells } from './number-columns.js';
import type { DataColumns } from './data-columns.js';
import type { Fault } from './fault.js';
import { detectGrain } from './grain.js';
import { readDates, type DateColumn } from './parse-date.js';
import { makePeriods, type DateMarks } from './periods.js';
import type { Day, Grain, Period } from './period.js';
import { fault, listFew } from './place.js';
import type { TableGroups } from './read-groups.js';
import { cellText, type Table } from './table.js';

/** The calendar of a table: its periods in order of time, and the row that each comes from. */
export interface TableCalendar {
  readonly grain: Grain;
  readonly periods: readonly Period[];
  /** `(groups × periods)`: row of the table, −1 where there is none. */
  readonly rows: readonly number[];
}

/** The fewest periods from which anything can be learnt. */
const FEWEST_PERIODS = 12;

/** Periods from which a season can be told from the media: a year, of months two, of quarters three. */
const ENOUGH_PERIODS: Readonly<Record<Grain, number>> = { daily: 364, weekly: 52, monthly: 24, quarterly: 12 };

/** A label that names a whole span is read by its first day; marks at the end move it to the last. */
function labelDay(day: Day, span: DateColumn['span'], marks: DateMarks): Day {
  if (marks === 'start' || span === 'day') return day;
  if (span === 'week') return day + 6;
  return addMonths(day, span === 'month' ? 1 : 3, 1) - 1;
}

function faultsOfDates(table: Table, header: string, dates: DateColumn): Fault[] {
  const cells = columnCells(table, header);
  const column = table.headers.indexOf(header) + 1;
  const lineOf = (row: number): number => table.lines[row] ?? 0;
  const text = (row: number): string => cellText(cells[row] ?? '');
  const at = (row: number) => ({ file: table.file, line: lineOf(row), column, header });
  const faults: Fault[] = [];
  const list = (code: string, rows: readonly number[]): void => {
    const [first] = rows;
    if (first === undefined) return;
    const params = { header, count: rows.length, lines: listFew(rows.map(lineOf)) };
    faults.push(fault(code, 'error', at(first), text(first), params));
  };
  list('date-blank', dates.blank);
  list('date-unreadable', dates.unreadable);
  if (dates.conflict !== null) {
    const { mdy, dmy } = dates.conflict;
    const params = { header, mdy: text(mdy), mdyLine: lineOf(mdy), dmy: text(dmy), dmyLine: lineOf(dmy) };
    faults.push(fault('date-order-mixed', 'error', at(Math.max(mdy, dmy)), text(Math.max(mdy, dmy)), params));
  }
  if (dates.ambiguous !== null) {
    const day = dates.days[dates.ambiguous];
    const params = { header, order: dates.order ?? '', read: day === null || day === undefined ? '' : formatDay(day) };
    const code = dates.decidedBy === 'guess' ? 'date-order-ambiguous' : 'date-order-by-spacing';
    faults.push(fault(code, 'review', at(dates.ambiguous), text(dates.ambiguous), params));
  }
  return faults;
}

/** Reads the date column into periods and says everything that is wrong with it. Null when no calendar can be made. */
export function readCalendar(
  table: Table,
  columns: DataColumns,
  groups: TableGroups,
): { calendar: TableCalendar | null; faults: Fault[] } {
  const header = columns.date;
  const dates = readDates(columnCells(table, header));
  const faults = faultsOfDates(table, header, dates);
  const place = { file: table.file, header };

  const labelled = dates.days.flatMap((day, row) =>
    day === null || groups.ofRow[row] === -1
      ? []
      : [{ row, group: groups.ofRow[row] ?? 0, label: labelDay(day, dates.span, columns.dateMarks) }],
  );
  const sorted = [...labelled].sort((a, b) => a.label - b.label || a.row - b.row);
  const lastOf = new Map<number, Day>();
  let isSorted = true;
  for (const { group, label } of labelled) {
    if (label < (lastOf.get(group) ?? -Infinity)) isSorted = false;
    lastOf.set(group, label);
  }
  if (!isSorted) faults.push(fault('rows-sorted', 'note', place, ''));
  const firstOf = new Map<Day, number>();
  const rowOf = groups.names.map(() => new Map<Day, number>());
  for (const { label, row, group } of sorted) {
    if (!firstOf.has(label)) firstOf.set(label, row);
    const first = rowOf[group]?.get(label);
    if (first === undefined) rowOf[group]?.set(label, row);
    else {
      const where = { ...place, line: table.lines[row] ?? 0 };
      const params = { label: formatDay(label), first: table.lines[first] ?? 0, second: table.lines[row] ?? 0 };
      faults.push(fault('date-duplicate', 'error', where, formatDay(label), params));
    }
  }

  const labels = [...firstOf.keys()];
  const { grain, gaps, offBeat } = detectGrain(labels);
  if (grain === null) {
    if (labels.length < 2) faults.push(fault('too-few-periods', 'error', place, '', tooFew(labels.length)));
    else faults.push(fault('grain-unclear', 'error', place, '', { header }));
    return { calendar: null, faults };
  }
  if (labels.length < FEWEST_PERIODS) {
    faults.push(fault('too-few-periods', 'error', place, '', tooFew(labels.length)));
  } else if (labels.length < ENOUGH_PERIODS[grain]) {
    const params = { count: labels.length, wanted: ENOUGH_PERIODS[grain], grain };
    faults.push(fault('history-short', 'review', place, '', params));
  }
  faults.push(...faultsOfSteps(table, place, grain, labels, gaps, offBeat, firstOf));
  faults.push(...faultsOfPairs(table, place, labels, groups, rowOf));
  return {
    calendar: {
      grain,
      periods: makePeriods(labels, grain, columns.dateMarks),
      rows: rowOf.flatMap((rows) => labels.map((label) => rows.get(label) ?? -1)),
    },
    faults,
  };
}

function tooFew(count: number): Record<string, number> {
  return { count, wanted: FEWEST_PERIODS };
}

function faultsOfSteps(
  table: Table,
  place: { readonly file: string; readonly header: string },
  grain: Grain,
  labels: readonly Day[],
  gaps: readonly Day[],
  offBeat: readonly Day[],
  firstOf: ReadonlyMap<Day, number>,
): Fault[] {
  const faults: Fault[] = [];
  const lineOf = (label: Day): number => table.lines[firstOf.get(label) ?? 0] ?? 0;
  const [gap] = gaps;
  if (gap !== undefined) {
    const next = labels.find((label) => label > gap) ?? gap;
    const params = { count: gaps.length, grain, missing: listFew(gaps.map(formatDay)), before: formatDay(next) };
    faults.push(fault('date-gap', 'error', { ...place, line: lineOf(next) }, formatDay(next), params));
  }
  const [odd] = offBeat;
  if (odd !== undefined) {
    const params = { count: offBeat.length, grain, lines: listFew(offBeat.map(lineOf)), label: formatDay(odd) };
    faults.push(fault('date-off-beat', 'error', { ...place, line: lineOf(odd) }, formatDay(odd), params));
  }
  return faults;
}

/** Every group needs every period: one finding per group that lacks some. */
function faultsOfPairs(
  table: Table,
  place: { readonly file: string; readonly header: string },
  labels: readonly Day[],
  groups: TableGroups,
  rowOf: readonly ReadonlyMap<Day, number>[],
): Fault[] {
  return groups.names.flatMap((group, index) => {
    const missing = labels.filter((label) => rowOf[index]?.has(label) !== true);
    const [first] = missing;
    if (first === undefined) return [];
    // The row behind which it should stand, else the group's first.
    const before = labels.filter((label) => label < first).at(-1);
    const own = rowOf[index];
    const near = (before === undefined ? undefined : own?.get(before)) ?? [...(own?.values() ?? [])][0] ?? 0;
    const params = { group, count: missing.length, missing: listFew(missing.map(formatDay)) };
    return [
      fault('group-period-missing', 'error', { ...place, line: table.lines[near] ?? 0 }, formatDay(first), params),
    ];
  });
}
