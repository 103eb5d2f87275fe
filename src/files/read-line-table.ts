import {
  cellText,
  fault,
  formatDay,
  readDates,
  readNumbers,
  type Cell,
  type Fault,
  type Place,
  type Table,
} from '../data/index.js';
import { lineField, nearestHeader, type LineField } from './line-headers.js';
import type { Entry, Node, Position } from './positioned-tree.js';

/** A table of lines as part of a scenario file: a list of lines, each value placed at its cell. */
export interface LineTableReading {
  readonly lines: Node & { readonly kind: 'list' };
  readonly faults: readonly Fault[];
}

type Value = string | number | boolean | null;

const yes = new Set(['true', 'yes', 'y', 'x', '1', '✓', '√', '是', '锁定', '固定', '排除']);
const no = new Set(['', 'false', 'no', 'n', '0', '-', '否']);
const shapes: Readonly<Record<string, string>> = { 平均: 'even', 均匀: 'even', 参考: 'reference' };

/**
 * Reads a table of lines in long form, one row per line, with Chinese or English headers and numbers. What stands in
 * a column that this version cannot use is a fault; a note is for people and stays out.
 *
 * @param channels a channel may be named by its label, as people do in a table
 */
export function readLineTable(
  table: Table,
  channels: readonly { readonly id: string; readonly label: string }[] = [],
): LineTableReading {
  const faults: Fault[] = [];
  const columns = table.headers.map((header, index) => ({ header, index, field: lineField(header) }));
  const seen = new Map<LineField, string>();
  const used = columns.filter(({ header, index, field }) => {
    const where: Place = { file: table.file, line: 1, column: index + 1, header };
    const isBlank = table.rows.every((row) => isEmpty(row[index] ?? ''));
    if (field === null) {
      if (header !== '' || !isBlank) {
        faults.push(fault('line-header-unknown', 'error', where, header, { nearest: nearestHeader(header) }));
      }
      return false;
    }
    const earlier = seen.get(field);
    if (earlier !== undefined) faults.push(fault('line-header-twice', 'error', where, header, { other: earlier }));
    seen.set(field, header);
    if ((field === 'region' || field === 'audience') && !isBlank) {
      faults.push(fault('key-not-in-this-version', 'error', where, header, { key: header }));
    }
    return earlier === undefined && field !== 'note' && field !== 'region' && field !== 'audience' && !isBlank;
  });
  if (!seen.has('channel')) {
    faults.push(
      fault('line-header-missing', 'error', { file: table.file, line: 1, column: 1 }, table.headers.join(', ')),
    );
  }
  const values = used.map(({ index, field }) =>
    columnValues(
      table.rows.map((row) => row[index] ?? ''),
      field ?? 'note',
      channels,
    ),
  );
  const items = table.rows.map((_, row): Node => {
    const line = table.lines[row] ?? row + 2;
    const at: Position = { file: table.file, line, column: 1 };
    const cells = used.flatMap(({ field, index }, column): [string, Entry][] => {
      const value = values[column]?.[row] ?? null;
      if (value === null) return [];
      const cellAt = { ...at, column: index + 1 };
      const node: Node = { kind: 'scalar', value, source: String(value), at: cellAt };
      return [[field ?? '', { keyAt: cellAt, node }]];
    });
    return nested(cells, at);
  });
  return { lines: { kind: 'list', items, at: { file: table.file, line: 1, column: 1 } }, faults };
}

function isEmpty(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

/** Values of one column, null where the cell is blank; what cannot be read stays as text, and the schema says so. */
function columnValues(
  cells: readonly Cell[],
  field: LineField,
  channels: readonly { readonly id: string; readonly label: string }[],
): Value[] {
  const written = cells.map((cell) => (isEmpty(cell) ? null : cellText(cell).trim()));
  switch (field) {
    case 'flight.from':
    case 'flight.to': {
      const { days } = readDates(cells);
      return written.map((text, row) => {
        const day = days[row];
        return day === null || day === undefined ? text : formatDay(day);
      });
    }
    case 'amount':
    case 'min':
    case 'max':
    case 'cost.value':
    case 'cost.inflation_pct': {
      const { values } = readNumbers(cells);
      const isBound = field === 'min' || field === 'max';
      return written.map((text, row) => {
        const value = values[row] ?? NaN;
        if (text === null || (isBound && text.endsWith('%')) || Number.isNaN(value)) return text;
        return field === 'cost.inflation_pct' && text.endsWith('%') ? value * 100 : value;
      });
    }
    case 'lock':
    case 'exclude':
      return written.map((text) => {
        const word = text?.toLowerCase() ?? '';
        return yes.has(word) ? true : no.has(word) ? null : text;
      });
    case 'channel':
      return written.map((text) => (text === null ? null : channelId(text, channels)));
    case 'flight.shape':
      return written.map((text) => (text === null ? null : (shapes[text] ?? text.toLowerCase())));
    default:
      return written;
  }
}

/** `flight.from` and `flight.to` become a mapping `flight`. */
function nested(cells: readonly [string, Entry][], at: Position): Node {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of cells) {
    const [first = '', second] = name.split('.');
    if (second === undefined) {
      entries.set(first, entry);
      continue;
    }
    const holder = entries.get(first)?.node;
    const inner = new Map(holder?.kind === 'mapping' ? holder.entries : []);
    inner.set(second, entry);
    entries.set(first, { keyAt: entry.keyAt, node: { kind: 'mapping', entries: inner, at: entry.node.at } });
  }
  return { kind: 'mapping', entries, at };
}

function channelId(name: string, channels: readonly { readonly id: string; readonly label: string }[]): string {
  const wanted = name.toLowerCase();
  const byId = channels.find(({ id }) => id.toLowerCase() === wanted);
  return (byId ?? channels.find(({ label }) => label.toLowerCase() === wanted))?.id ?? name;
}
