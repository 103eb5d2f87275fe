import { parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.js';
import type { Fault, Reading } from './fault.js';
import { tableLimits } from './limits.js';
import { fault } from './place.js';
import { sniffDelimiter } from './sniff-delimiter.js';
import { tableFromRows, type RawRow } from './table-from-rows.js';
import type { Table } from './table.js';

/** Stops the parser from within; never leaves this file. */
class LimitReached extends Error {
  constructor(
    readonly what: 'cells' | 'columns',
    readonly line: number,
  ) {
    super(what);
  }
}

/** Line (from 1) of the first NUL byte, null where there is none. UTF-16 text is looked at after decoding. */
function lineOfNul(text: string): number | null {
  const at = text.indexOf('\0');
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

/** Reads comma-, semicolon-, tab- or bar-separated text. */
export function readDelimited(file: string, bytes: Uint8Array): Reading<Table> {
  const decoded = decodeText(bytes);
  if (decoded === null) {
    return { value: null, faults: [fault('table-not-text', 'error', { file }, '')] };
  }
  const { text, encoding } = decoded;
  const nul = lineOfNul(text);
  if (nul !== null) return { value: null, faults: [fault('table-nul-byte', 'error', { file, line: nul }, '\\0')] };
  if (text.trim() === '') return { value: null, faults: [fault('table-empty', 'error', { file }, '')] };

  const notes: Fault[] = [];
  if (encoding !== 'utf-8') notes.push(fault('table-encoding', 'note', { file }, encoding, { encoding }));
  const delimiter = sniffDelimiter(text);
  try {
    const rows = parseRows(text, delimiter);
    const reading = tableFromRows(file, null, delimiter, rows);
    return { value: reading.value, faults: [...notes, ...reading.faults] };
  } catch (error) {
    return { value: null, faults: [...notes, faultOfParser(file, error)] };
  }
}

/** Characters of one row; 500 columns of 2000. */
const LONGEST_RECORD = 1_000_000;

/** A first line of nothing but delimiters need not be taken apart to be refused. */
function hasTooManyColumns(text: string, delimiter: string): boolean {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  return !first.includes('"') && first.split(delimiter, tableLimits.columns * 2).length === tableLimits.columns * 2;
}

function parseRows(text: string, delimiter: string): RawRow[] {
  if (hasTooManyColumns(text, delimiter)) throw new LimitReached('columns', 1);
  const rows: RawRow[] = [];
  let cells = 0;
  let previousEnd = 0;
  parse(text, {
    delimiter,
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A stray quote inside an unquoted cell (`15" screens`) is a character, not an error.
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    on_record: (record: string[], context) => {
      cells += record.length;
      // The header may be the widest row of a hostile file: both limits are watched as rows arrive.
      if (record.length > tableLimits.columns) throw new LimitReached('columns', context.lines);
      if (cells > tableLimits.cells) throw new LimitReached('cells', context.lines);
      rows.push({ cells: record, line: firstLine(record, context.lines, previousEnd) });
      previousEnd = context.lines;
      return null;
    },
  });
  return rows;
}

/** The parser tells on which line a record ends; quoted line breaks inside it lead back to where it begins. */
function firstLine(record: readonly string[], lastLine: number, previousEnd: number): number {
  if (lastLine - previousEnd <= 1) return lastLine;
  let breaks = 0;
  for (const cell of record) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return Math.max(previousEnd + 1, lastLine - breaks);
}

function faultOfParser(file: string, error: unknown): Fault {
  if (error instanceof LimitReached) {
    return fault(`table-too-many-${error.what}`, 'error', { file, line: error.line }, '', {
      limit: tableLimits[error.what],
    });
  }
  const problem = error as { code?: unknown; lines?: unknown; message?: unknown };
  const line = typeof problem.lines === 'number' ? { line: problem.lines } : {};
  return fault('table-malformed', 'error', { file, ...line }, '', {
    detail: typeof problem.message === 'string' ? problem.message : String(error),
  });
}
