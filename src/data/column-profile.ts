import { columnCells } from './number-columns.js';
import { readNumbers, type NumberColumn } from './parse-number.js';
import { detectGrain } from './grain.js';
import { readDates, type DateColumn } from './parse-date.js';
import { cellText, type Table } from './table.js';

/** What a column's cells look like, whatever its name. */
export interface ColumnProfile {
  readonly header: string;
  readonly index: number;
  readonly numbers: NumberColumn;
  readonly isNumeric: boolean;
  readonly allBlank: boolean;
  readonly constant: boolean;
  readonly nonNegative: boolean;
  readonly whole: boolean;
  /** Only zeros and ones, and both. */
  readonly isFlag: boolean;
  /** Rises by one from row to row, as a row number does. */
  readonly counts: boolean;
  /** Distinct texts, at most 200 of them. */
  readonly distinct: readonly string[];
}

export function profileColumn(table: Table, index: number): ColumnProfile {
  const header = table.headers[index] ?? '';
  const cells = table.rows.map((row) => row[index] ?? '');
  const numbers = readNumbers(cells);
  const values = [...numbers.values].filter((value) => !Number.isNaN(value));
  const filled = cells.length - numbers.blank.length;
  const distinct = new Set<string>();
  for (const cell of cells) if (distinct.size < 200) distinct.add(cellText(cell));
  return {
    header,
    index,
    numbers,
    isNumeric: filled > 0 && values.length >= 0.9 * filled,
    allBlank: filled === 0,
    constant: values.length > 0 && values.every((value) => value === values[0]),
    nonNegative: values.every((value) => value >= 0),
    whole: values.every(Number.isInteger),
    isFlag: values.every((value) => value === 0 || value === 1) && new Set(values).size === 2,
    counts: values.length > 2 && values.every((value, row) => row === 0 || value === (values[row - 1] ?? 0) + 1),
    distinct: [...distinct],
  };
}

/** How a column reads as dates; null where most cells do not, or where they make no calendar. */
export function dateProfile(table: Table, header: string): { dates: DateColumn; grain: string | null } | null {
  const dates = readDates(columnCells(table, header));
  const readable = dates.days.filter((day) => day !== null);
  if (readable.length < 0.9 * table.rows.length) return null;
  return { dates, grain: detectGrain(readable).grain };
}
