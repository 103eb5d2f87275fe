import type { Fault } from './fault.js';
import { agreedMark, readNumbers, type NumberColumn } from './parse-number.js';
import { fault, listFew } from './place.js';
import { largestNumber } from './limits.js';
import { cellText, type Cell, type Table } from './table.js';

/** The cells of one column; empty where the table has no such header. */
export function columnCells(table: Table, header: string): Cell[] {
  const index = table.headers.indexOf(header);
  return index < 0 ? [] : table.rows.map((row) => row[index] ?? '');
}

/** Reads the named columns as numbers; columns that do not tell their decimal mark follow the others. */
export function readNumberColumns(table: Table, headers: readonly string[]): Map<string, NumberColumn> {
  const present = [...new Set(headers)].filter((header) => table.headers.includes(header));
  const columns = new Map(present.map((header) => [header, readNumbers(columnCells(table, header))]));
  const mark = agreedMark([...columns.values()]);
  if (mark === null) return columns;
  for (const [header, column] of columns) {
    if (column.decidedBy === 'grouping') columns.set(header, readNumbers(columnCells(table, header), mark));
  }
  return columns;
}

/** What is wrong or assumed about the way a column writes its numbers; blanks are judged by the column's part. */
export function faultsOfNumbers(table: Table, header: string, column: NumberColumn): Fault[] {
  const cells = columnCells(table, header);
  const column1 = table.headers.indexOf(header) + 1;
  const lineOf = (row: number): number => table.lines[row] ?? 0;
  const text = (row: number): string => cellText(cells[row] ?? '');
  const at = (row: number) => ({ file: table.file, line: lineOf(row), column: column1, header });
  const faults: Fault[] = [];

  const [unreadable] = column.unreadable;
  if (unreadable !== undefined) {
    const lines = listFew(column.unreadable.map(lineOf));
    const params = { header, count: column.unreadable.length, lines };
    faults.push(fault('number-unreadable', 'error', at(unreadable), text(unreadable), params));
  }
  const huge = Array.from(column.values).flatMap((value, row) => (Math.abs(value) > largestNumber ? [row] : []));
  const [first] = huge;
  if (first !== undefined) {
    const params = { header, count: huge.length, lines: listFew(huge.map(lineOf)), limit: largestNumber };
    faults.push(fault('number-beyond-reason', 'error', at(first), text(first), params));
  }
  if (column.conflict !== null) {
    const { dot, comma } = column.conflict;
    const params = { header, dot: text(dot), dotLine: lineOf(dot), comma: text(comma), commaLine: lineOf(comma) };
    faults.push(fault('number-marks-mixed', 'error', at(Math.max(dot, comma)), text(Math.max(dot, comma)), params));
  }
  if (column.ambiguous !== null) {
    const params = { header, value: column.values[column.ambiguous] ?? NaN, mark: column.mark ?? '.' };
    // A dot is mostly a decimal point elsewhere, so reading it as grouping deserves a look.
    const risky = column.decidedBy === 'grouping' && column.mark === ',';
    const code = risky ? 'number-dot-as-grouping' : 'number-mark-assumed';
    faults.push(fault(code, risky ? 'review' : 'note', at(column.ambiguous), text(column.ambiguous), params));
  }
  if (column.currencies.length > 1) {
    const [earlier, second] = column.currencies;
    if (earlier !== undefined && second !== undefined) {
      const params = {
        header,
        first: earlier.currency,
        firstLine: lineOf(earlier.row),
        second: second.currency,
        secondLine: lineOf(second.row),
      };
      faults.push(fault('number-currencies-mixed', 'error', at(second.row), text(second.row), params));
    }
  }
  if (column.percentMixed !== null) {
    const params = {
      header,
      withLine: lineOf(column.percentMixed.with),
      withoutLine: lineOf(column.percentMixed.without),
    };
    const row = column.percentMixed.without;
    faults.push(fault('number-percent-mixed', 'review', at(row), text(row), params));
  }
  return faults;
}
