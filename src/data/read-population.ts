import type { DataColumns } from './data-columns.js';
import type { Fault } from './fault.js';
import { groupRows } from './group-panel.js';
import type { NumberColumn } from './parse-number.js';
import type { TableCalendar } from './read-calendar.js';
import { fault } from './place.js';
import type { Table } from './table.js';

/** Heads of each group, `(groups)`: the mean over its periods; null where no column says or it cannot be used. */
export function readPopulation(
  table: Table,
  columns: DataColumns,
  calendar: TableCalendar,
  groups: readonly string[],
  column: NumberColumn | undefined,
): { population: Float64Array | null; faults: Fault[] } {
  const header = columns.population;
  if (header === null || column === undefined) return { population: null, faults: [] };
  const place = { file: table.file, header, column: table.headers.indexOf(header) + 1 };
  if (groups.length === 1) return { population: null, faults: [fault('population-unused', 'note', place, header)] };
  const faults: Fault[] = [];
  const values = Float64Array.from(calendar.rows, (row) => column.values[row] ?? NaN);
  const bad = calendar.rows.find((row) => row >= 0 && !((column.values[row] ?? NaN) > 0));
  if (bad !== undefined) {
    const found = column.values[bad] ?? NaN;
    const where = { ...place, line: table.lines[bad] ?? 0 };
    faults.push(fault('population-not-positive', 'error', where, Number.isNaN(found) ? '' : String(found), { header }));
  }
  const moving: string[] = [];
  const population = Float64Array.from(groups, (name, group) => {
    const own = groupRows(values, calendar, group).filter((value) => value > 0);
    if (own.some((value) => value !== own[0])) moving.push(name);
    return own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
  });
  if (moving.length > 0) {
    const params = { header, count: moving.length, group: moving[0] ?? '' };
    faults.push(fault('population-moves', 'note', place, moving[0] ?? '', params));
  }
  return { population, faults };
}
