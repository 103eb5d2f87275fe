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
import type { LineCalendar } from './amounts-by-period.js';
import { gridLines, linesByPeriod } from './grid-lines.js';
import { lineField, nearestHeader, type LineField } from './line-headers.js';
import { periodSpans, type LabelWindow } from './period-columns.js';
import type { Entry, Node, Position } from './positioned-tree.js';

/** A table of lines as part of a scenario file: a list of lines, each value placed at its cell. */
export interface LineTableReading {
  readonly lines: Node & { readonly kind: 'list' };
  readonly faults: readonly Fault[];
}

type Value = string | number | boolean | null;

const yes = new Set(['true', 'yes', 'y', 'x', '1', '✓', '√', '是', '锁定', '固定', '排除']);
const no = new Set(['', 'false', 'no', 'n', '0', '-', '否']);
const shapes: Readonly<Record<string, string>> = {
  平均: 'even',
  均匀: 'even',
  参考: 'reference',
  参照: 'reference',
  去年: 'last_year',
  同去年: 'last_year',
  持续: 'continuity',
  连续: 'continuity',
  脉冲: 'pulse',
  集中: 'burst',
  爆发: 'burst',
  前重: 'front',
  前置: 'front',
  后重: 'back',
  后置: 'back',
};

/** What a table of lines is read by. */
export interface LineTableContext {
  /** A channel may be named by its label, as people do in a table. */
  readonly channels?: readonly { readonly id: string; readonly label: string }[];
  readonly window?: LabelWindow;
  readonly calendar?: LineCalendar | null;
}

/**
 * Reads a table of lines with Chinese or English headers and numbers: in long form, one row per line or one per line
 * and period; or as the calendar grid that planners keep, with one column per period behind those of the line. A note
 * is for people and stays out.
 */
export function readLineTable(table: Table, context: LineTableContext = {}): LineTableReading {
  const { channels = [], window = { start: null, end: null }, calendar = null } = context;
  const faults: Fault[] = [];
  const columns = table.headers.map((header, index) => ({ header, index, field: lineField(header) }));
  const unnamed = columns.filter(({ field, header }) => field === null && header !== '');
  const spans = periodSpans(
    unnamed.map(({ header }) => header),
    window,
  );
  const periodColumns = unnamed.flatMap(({ index }, i) => {
    const span = spans[i] ?? null;
    return span === null ? [] : [{ index, span }];
  });
  const isPeriod = new Set(periodColumns.map(({ index }) => index));
  const seen = new Map<LineField, string>();
  const used = columns.filter(({ header, index, field }) => {
    const where: Place = { file: table.file, line: 1, column: index + 1, header };
    const isBlank = table.rows.every((row) => isEmpty(row[index] ?? ''));
    if (isPeriod.has(index)) return false;
    if (field === null) {
      if (header !== '' || !isBlank) {
        faults.push(fault('line-header-unknown', 'error', where, header, { nearest: nearestHeader(header) }));
      }
      return false;
    }
    const earlier = seen.get(field);
    if (earlier !== undefined) faults.push(fault('line-header-twice', 'error', where, header, { other: earlier }));
    seen.set(field, header);
    return earlier === undefined && field !== 'note' && !isBlank;
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
  const list = (lines: readonly Node[]): LineTableReading => ({
    lines: { kind: 'list', items: lines, at: { file: table.file, line: 1, column: 1 } },
    faults,
  });
  if (periodColumns.length > 0) return list(gridLines(table, items, periodColumns, calendar, faults));
  const dated = columns.find(({ index, field }) => field === 'period' && used.some((column) => column.index === index));
  return list(dated === undefined ? items : linesByPeriod(table, items, dated.index, window, calendar, faults));
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
    case 'currency':
      return written.map((text) => text?.toUpperCase() ?? null);
    case 'flight.weeks_on':
    case 'flight.weeks_off':
      return written.map((text) => (text !== null && /^\d+$/.test(text) ? Number(text) : text));
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
