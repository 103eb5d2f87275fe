import type { Reading } from './fault.js';
import { tableLimits } from './limits.js';
import { fault } from './place.js';
import { tableFromRows, type RawRow } from './table-from-rows.js';
import type { Cell, Table } from './table.js';
import { repack, unpackZip } from './unpack-zip.js';

/** Rows and columns that a sheet of any spreadsheet program can have. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

type SheetProblem = 'malformed' | 'cells' | 'columns';

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + (letter.charCodeAt(0) - 64);
  return number;
}

/**
 * Walks the raw XML of a sheet before a parser sees it: addresses must be plain and inside the sheet, since a parser
 * lays out every row and column up to the largest one, and the filled block must be within the limits.
 */
function inspectSheet(xml: string): SheetProblem | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return 'malformed';
  let rows = 0;
  let columns = 0;
  for (const match of xml.matchAll(/<(row|c)\b([^>]*)>/g)) {
    const [, tag, attributes = ''] = match;
    const address = /\sr\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
    if (tag === 'row') {
      if (address !== undefined && !(/^\d{1,7}$/.test(address) && Number(address) <= MOST_ROWS)) return 'malformed';
      continue;
    }
    const parts = address === undefined ? null : /^([A-Z]{1,3})(\d{1,7})$/.exec(address);
    if (parts === null) return 'malformed';
    const column = columnNumber(parts[1] ?? '');
    const row = Number(parts[2]);
    if (column > MOST_COLUMNS || row > MOST_ROWS) return 'malformed';
    // Formatted but empty cells close at once and do not count.
    if (attributes.endsWith('/')) continue;
    columns = Math.max(columns, column);
    rows = Math.max(rows, row);
  }
  if (columns > tableLimits.columns) return 'columns';
  return rows * columns > tableLimits.cells ? 'cells' : null;
}

function asCell(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  // The reader gives the calendar date as UTC; a second of slack takes 23:59:59.9996 of a rounded serial to its date.
  if (value instanceof Date) return { day: Math.floor((value.getTime() + 1000) / 86_400_000) };
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === true ? 'TRUE' : 'FALSE';
}

function problem(file: string, code: string, params: Record<string, string | number> = {}): Reading<Table> {
  return { value: null, faults: [fault(code, 'error', { file }, '', params)] };
}

/** Reads a sheet of an XLSX workbook: the named one, else the first that has a header row and something below it. */
export async function readWorkbook(file: string, bytes: Uint8Array, sheetName: string | null): Promise<Reading<Table>> {
  const parts = unpackZip(bytes, tableLimits.unpackedBytes, (name) => /\.(?:xml|rels)$/i.test(name));
  if (parts === 'too-large') {
    return problem(file, 'workbook-too-large', { limit: tableLimits.unpackedBytes / 1024 / 1024 });
  }
  if (parts === 'encrypted') return problem(file, 'workbook-encrypted');
  if (parts === 'malformed' || !Object.keys(parts).some((name) => /^xl\/workbook\.xml$/i.test(name))) {
    return problem(file, 'workbook-malformed');
  }
  for (const [name, part] of Object.entries(parts)) {
    if (!/worksheets\//i.test(name) || !name.endsWith('.xml')) continue;
    const found = inspectSheet(new TextDecoder().decode(part));
    if (found === 'malformed') return problem(file, 'workbook-malformed');
    if (found !== null) return problem(file, `table-too-many-${found}`, { limit: tableLimits[found] });
  }
  const { readSheet, SheetNotFoundError } = await import('read-excel-file/universal');
  const archive = repack(parts);
  const tried: Reading<Table>[] = [];
  for (let sheet = 1; ; sheet += 1) {
    try {
      const data = (await readSheet(archive, sheetName ?? sheet)) as readonly (readonly unknown[])[];
      const rows: RawRow[] = data.map((cells, index) => ({ cells: cells.map(asCell), line: index + 1 }));
      const reading = tableFromRows(file, sheetName ?? `#${sheet}`, null, rows);
      if (sheetName !== null || reading.value !== null) return reading;
      tried.push(reading);
    } catch (error) {
      if (!(error instanceof SheetNotFoundError)) return problem(file, 'workbook-malformed');
      return tried[0] ?? problem(file, 'workbook-no-sheet', { sheet: sheetName ?? 'none' });
    }
  }
}
