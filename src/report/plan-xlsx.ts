import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import type { Plan, PlanDraws } from '../planning/index.js';
import type { CsvCell } from './csv.js';
import { planTables, type PlanTable } from './plan-csv.js';
import type { SheetRows } from './sheet-rows.js';

const order: readonly PlanTable[] = [
  'channels',
  'kpis',
  'flowchart',
  'lines',
  'limits',
  'assumptions',
  'curves',
  'groups',
  'fiscal',
  'reach',
  'explained',
  'draws',
];

/** Sheets that a plan may do without. */
const optional: ReadonlySet<PlanTable> = new Set(['groups', 'fiscal', 'reach', 'explained']);

/** Texts are typed as texts, so that none is ever read as a formula. */
function typed(value: CsvCell): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { type: Number, value } : null;
  if (typeof value === 'boolean') return { type: Boolean, value };
  return { type: String, value };
}

const header = (names: readonly string[]): Row =>
  names.map((value): Cell => ({ type: String, value, fontWeight: 'bold' }));

function sheet(name: PlanTable, { header: names, rows }: SheetRows) {
  return {
    sheet: name,
    data: [header(names), ...rows.map((row): Row => row.map(typed))],
    stickyRowsCount: 1,
    columns: names.map((column) => ({ width: Math.min(28, Math.max(11, column.length + 2)) })),
  };
}

/** Every table of a plan in one workbook, a sheet each; the same unrounded figures as the CSV. */
export async function planXlsx(plan: Plan, given?: PlanDraws): Promise<Uint8Array> {
  const tables = planTables(plan, given);
  const sheets = order
    .filter((name) => name !== 'draws' || given !== undefined)
    // What a plan does not have is no sheet.
    .filter((name) => !optional.has(name) || tables[name].rows.length > 0)
    .map((name) => sheet(name, tables[name]));
  const buffer = await writeXlsxFile(sheets).toBuffer();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
