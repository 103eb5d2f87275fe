import type { DataColumns } from './data-columns.js';
import type { Fault } from './fault.js';
import { columnCells } from './number-columns.js';
import { fault } from './place.js';
import { cellText, type Table } from './table.js';

/** Which group each row of a table belongs to. */
export interface TableGroups {
  /** `all` for national data, else `region`, `audience` or `region|audience`, in the order in which they first stand. */
  readonly names: readonly string[];
  /** `(rows)`: place of the row's group; −1 where the row does not name one. */
  readonly ofRow: Int32Array;
}

/** Reads the columns that divide the rows into groups. */
export function readGroups(table: Table, columns: DataColumns): { groups: TableGroups; faults: Fault[] } {
  const headers = [columns.region, columns.audience].flatMap((header) =>
    header !== null && table.headers.includes(header) ? [header] : [],
  );
  const ofRow = new Int32Array(table.rows.length);
  if (headers.length === 0) return { groups: { names: ['all'], ofRow }, faults: [] };
  const cells = headers.map((header) => columnCells(table, header).map((cell) => cellText(cell).trim()));
  const places = new Map<string, number>();
  const faults: Fault[] = [];
  table.rows.forEach((_, row) => {
    const parts = cells.map((column) => column[row] ?? '');
    if (parts.includes('')) {
      ofRow[row] = -1;
      if (faults.length > 0) return;
      const header = headers[parts.indexOf('')] ?? '';
      const where = {
        file: table.file,
        header,
        line: table.lines[row] ?? 0,
        column: table.headers.indexOf(header) + 1,
      };
      faults.push(fault('group-blank', 'error', where, '', { header }));
      return;
    }
    const name = parts.join('|');
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    ofRow[row] = place;
  });
  const names = places.size === 0 ? ['all'] : [...places.keys()];
  return { groups: { names, ofRow }, faults };
}
