import { fault, readTable, tableLimits, type Reading, type Table } from '../../data/index.js';
import type { SourceFile } from '../sources/source.js';
import type { WorkerPool } from '../workers/pool.js';

/** Text tables up to this size are read at once; what is larger, and every spreadsheet, goes to a thread. */
const readHere = 256 * 1024;

export async function readSourceTable(
  file: SourceFile,
  sheet: string | null,
  pool: WorkerPool,
): Promise<Reading<Table>> {
  const isSpreadsheet = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b;
  if ((!isSpreadsheet && file.bytes.length <= readHere) || file.bytes.length > tableLimits.fileBytes) {
    return readTable(file.name, file.bytes);
  }
  try {
    return await pool.readTable({ file: file.name, bytes: file.bytes, sheet });
  } catch (error) {
    if (!ranOutOfMemory(error)) throw error;
    return { value: null, faults: [fault('table-worker', 'error', { file: file.name }, '')] };
  }
}

function ranOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
