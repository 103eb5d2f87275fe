import type { Reading } from './fault.js';
import { tableLimits } from './limits.js';
import { fault } from './place.js';
import { readDelimited } from './read-delimited.js';
import { readWorkbook } from './read-workbook.js';
import type { Table } from './table.js';
import { isZip } from './unpack-zip.js';

/** Faults that need no look inside the file. */
function refuse(file: string, bytes: Uint8Array): Reading<Table> | null {
  if (bytes.length === 0) return { value: null, faults: [fault('table-empty', 'error', { file }, '')] };
  if (bytes.length > tableLimits.fileBytes) {
    const megabytes = Math.ceil(bytes.length / 1024 / 1024);
    const params = { limit: tableLimits.fileBytes / 1024 / 1024, size: megabytes };
    return { value: null, faults: [fault('table-too-large', 'error', { file }, `${megabytes} MB`, params)] };
  }
  // The old binary spreadsheet format, and what a password makes of a new one.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    return { value: null, faults: [fault('table-old-spreadsheet', 'error', { file }, '')] };
  }
  return null;
}

/** Reads a text table (CSV, TSV, semicolons). A spreadsheet is a fault here: see `readTableAsync`. */
export function readTable(file: string, bytes: Uint8Array): Reading<Table> {
  const refused = refuse(file, bytes);
  if (refused !== null) return refused;
  if (isZip(bytes)) return { value: null, faults: [fault('table-not-text', 'error', { file }, '')] };
  return readDelimited(file, bytes);
}

/** Reads a table of any kind by what the bytes are, not by the name; `sheet` names one sheet of a workbook. */
export async function readTableAsync(
  file: string,
  bytes: Uint8Array,
  sheet: string | null = null,
): Promise<Reading<Table>> {
  return refuse(file, bytes) ?? (isZip(bytes) ? readWorkbook(file, bytes, sheet) : readDelimited(file, bytes));
}
