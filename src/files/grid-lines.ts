import { cellText, fault, readNumbers, type Fault, type Table } from '../data/index.js';
import { flightOfAmounts, type DatedAmount, type LineCalendar } from './amounts-by-period.js';
import { periodSpans, type LabelWindow, type PeriodSpan } from './period-columns.js';
import type { Entry, Node, Position } from './positioned-tree.js';

/** A column of a grid. */
export interface PeriodColumn {
  readonly index: number;
  readonly span: PeriodSpan;
}

/** Lines of a calendar grid: the cells of a row are the money of its periods. A row without any keeps its own amount. */
export function gridLines(
  table: Table,
  rows: readonly Node[],
  columns: readonly PeriodColumn[],
  calendar: LineCalendar | null,
  faults: Fault[],
): Node[] {
  const read = columns.map(({ index }) => readNumbers(table.rows.map((row) => row[index] ?? '')).values);
  return rows.map((line, row) => {
    const amounts = columns.flatMap(({ index, span }, c): DatedAmount[] => {
      const cell = table.rows[row]?.[index] ?? '';
      const text = cellText(cell).trim();
      if (text === '' || text === '-' || text === '–') return [];
      const at: Position = { file: table.file, line: table.lines[row] ?? row + 2, column: index + 1 };
      const money = read[c]?.[row] ?? NaN;
      if (Number.isNaN(money)) {
        const header = table.headers[index] ?? '';
        faults.push(fault('grid-cell-unreadable', 'error', { ...at, header }, text, { header }));
        return [];
      }
      return [{ span, money, at }];
    });
    return amounts.length === 0 ? line : withAmounts(line, amounts, calendar, faults);
  });
}

/** Lines of a table with a row per period: rows that are alike but for period and amount are one line. */
export function linesByPeriod(
  table: Table,
  rows: readonly Node[],
  column: number,
  window: LabelWindow,
  calendar: LineCalendar | null,
  faults: Fault[],
): Node[] {
  const labels = table.rows.map((row) => cellText(row[column] ?? '').trim());
  const spans = periodSpans(labels, window);
  const lines = new Map<string, { line: Node; amounts: DatedAmount[] }>();
  rows.forEach((row, i) => {
    if (row.kind !== 'mapping') return;
    const entries = new Map(row.entries);
    const amount = entries.get('amount')?.node;
    entries.delete('period');
    const span = spans[i] ?? null;
    const line: Node = { ...row, entries };
    if (labels[i] === '') {
      lines.set(`row ${i}`, { line, amounts: [] });
      return;
    }
    if (span === null) {
      const where = { file: table.file, line: table.lines[i] ?? i + 2, column: column + 1 };
      faults.push(fault('line-period-unreadable', 'error', where, labels[i] ?? ''));
      return;
    }
    if (amount?.kind !== 'scalar' || typeof amount.value !== 'number') {
      lines.set(`row ${i}`, { line, amounts: [] });
      return;
    }
    entries.delete('amount');
    const key = JSON.stringify([...entries].map(([name, { node }]) => [name, plain(node)]));
    const known = lines.get(key) ?? { line, amounts: [] };
    known.amounts.push({ span, money: amount.value, at: amount.at });
    lines.set(key, known);
  });
  return [...lines.values()].map(({ line, amounts }) =>
    amounts.length === 0 ? line : withAmounts(line, amounts, calendar, faults),
  );
}

function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return [...node.entries].map(([name, { node: inner }]) => [name, plain(inner)]);
}

/** Puts amounts by period in place of the line's amount, which must be their sum where it is written as well. */
function withAmounts(
  line: Node,
  amounts: readonly DatedAmount[],
  calendar: LineCalendar | null,
  faults: Fault[],
): Node {
  if (line.kind !== 'mapping') return line;
  const entries = new Map<string, Entry>(line.entries);
  const total = entries.get('amount')?.node;
  const sum = Math.round(100 * amounts.reduce((all, { money }) => all + money, 0)) / 100;
  if (total?.kind === 'scalar' && typeof total.value === 'number' && Math.abs(total.value - sum) > 0.5) {
    faults.push(fault('grid-total-differs', 'error', total.at, total.source, { total: total.value, sum }));
  }
  entries.delete('amount');
  const flight = flightOfAmounts(amounts, calendar, line.at);
  const written = entries.get('flight')?.node;
  const inner = new Map([
    ...(written?.kind === 'mapping' ? written.entries : []),
    ...(flight.kind === 'mapping' ? flight.entries : []),
  ]);
  const node: Node = { kind: 'mapping', entries: inner, at: flight.at };
  entries.set('flight', { keyAt: flight.at, node });
  return { ...line, entries };
}
