import type { Day } from './period.js';

/** A date cell of a spreadsheet: a calendar date already, whatever its display format. */
export interface DateCell {
  readonly day: Day;
}

/** Text as it stands in a text file (outer blanks cut); a spreadsheet also has typed numbers and dates. Blank is `''`. */
export type Cell = string | number | DateCell;

/** A table as it was read: first row the headers, every row as wide as the headers. */
export interface Table {
  readonly file: string;
  /** Sheet of a spreadsheet, null for text. */
  readonly sheet: string | null;
  readonly headers: readonly string[];
  /** Data rows, `(rows × headers)`. */
  readonly rows: readonly (readonly Cell[])[];
  /** Line of the file (row of the sheet) on which each data row starts, counted from 1. */
  readonly lines: readonly number[];
  /** What separates the cells of a text file. */
  readonly delimiter: ',' | ';' | '\t' | '|' | null;
}

/** A cell as a person would write it, for the `found` of a fault; at most 40 characters. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell.length > 40 ? `${cell.slice(0, 39)}…` : cell;
  return typeof cell === 'number' ? String(cell) : `day ${cell.day}`;
}
