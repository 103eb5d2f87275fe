import type { Fault, Reading } from './fault.js';
import { tableLimits } from './limits.js';
import { fault, listFew } from './place.js';
import { cellText, type Cell, type Table } from './table.js';

/** One row as it stands in the file, before it is known to be header or data. */
export interface RawRow {
  readonly cells: readonly Cell[];
  readonly line: number;
}

function isBlankRow(row: RawRow): boolean {
  return row.cells.every((cell) => cell === '');
}

/** Headers from the first row: text, blanks removed; nameless columns are named only when something stands in them. */
function readHeaders(file: string, row: RawRow, width: number, faults: Fault[]): string[] {
  const headers = Array.from({ length: width }, (_, column) => {
    const cell = row.cells[column] ?? '';
    return typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim() : cellText(cell);
  });
  const seen = new Map<string, number>();
  headers.forEach((header, column) => {
    if (header === '') return;
    const first = seen.get(header);
    if (first === undefined) seen.set(header, column);
    else {
      const where = { file, line: row.line, column: column + 1, header };
      faults.push(
        fault('table-duplicate-header', 'error', where, header, { header, first: first + 1, second: column + 1 }),
      );
    }
  });
  return headers;
}

/**
 * Makes a table of raw rows: the first non-blank row holds the headers, blank rows fall away, short rows are a
 * fault (a cell is missing and nothing tells which), and so are long ones unless only blanks stand beyond.
 */
export function tableFromRows(
  file: string,
  sheet: string | null,
  delimiter: Table['delimiter'],
  rawRows: readonly RawRow[],
): Reading<Table> {
  const rows = rawRows.filter((row) => !isBlankRow(row));
  const [headerRow, ...dataRows] = rows;
  if (headerRow === undefined) return { value: null, faults: [fault('table-empty', 'error', { file }, '')] };
  if (dataRows.length === 0) {
    return { value: null, faults: [fault('table-no-rows', 'error', { file, line: headerRow.line }, '')] };
  }
  let width = headerRow.cells.length;
  while (width > 0 && (headerRow.cells[width - 1] ?? '') === '') width -= 1;
  if (width > tableLimits.columns) {
    const where = { file, line: headerRow.line };
    return {
      value: null,
      faults: [fault('table-too-many-columns', 'error', where, String(width), { limit: tableLimits.columns })],
    };
  }

  const faults: Fault[] = [];
  const headers = readHeaders(file, headerRow, width, faults);
  const short: RawRow[] = [];
  const long: RawRow[] = [];
  const cells = dataRows.map((row) => {
    if (row.cells.length === width) return row.cells;
    if (row.cells.length < width) {
      short.push(row);
      return [...row.cells, ...new Array<Cell>(width - row.cells.length).fill('')];
    }
    if (row.cells.slice(width).some((cell) => cell !== '')) long.push(row);
    return row.cells.slice(0, width);
  });
  for (const [code, ragged] of [
    ['table-short-rows', short],
    ['table-long-rows', long],
  ] as const) {
    const first = ragged[0];
    if (first === undefined) continue;
    const params = {
      count: ragged.length,
      cells: first.cells.length,
      columns: width,
      lines: listFew(ragged.map((row) => row.line)),
    };
    faults.push(fault(code, 'error', { file, line: first.line }, String(first.cells.length), params));
  }
  return {
    value: { file, sheet, headers, rows: cells, lines: dataRows.map((row) => row.line), delimiter },
    faults,
  };
}
