import { formatDay, periodsBetween, type Day, type Grain, type Period } from '../data/index.js';
import type { PeriodSpan } from './period-columns.js';
import type { Entry, Node, Position } from './positioned-tree.js';

/** The calendar on which amounts by period are laid; null where the model is not known. */
export interface LineCalendar {
  readonly origin: Period;
  readonly grain: Grain;
}

/** Money of one cell of a grid. */
export interface DatedAmount {
  readonly span: PeriodSpan;
  readonly money: number;
  readonly at: Position;
}

/**
 * Amounts as a flight: from the first period with money to the last, an amount for each between. Money of a span that
 * is no period of the model, a month for weeks, is divided by days.
 */
export function flightOfAmounts(amounts: readonly DatedAmount[], calendar: LineCalendar | null, at: Position): Node {
  const paid = amounts.filter(({ money }) => money !== 0);
  const shown = paid.length === 0 ? amounts.slice(0, 1) : paid;
  const first = Math.min(...shown.map(({ span }) => span.from));
  const last = Math.max(...shown.map(({ span }) => span.to));
  const periods =
    calendar === null ? spansInOrder(shown) : periodsBetween(calendar.origin, calendar.grain, first, last);
  const places = periods.map(({ start, end }) => {
    const own = shown.filter(({ span }) => overlap(span, start, end) > 0);
    const money = own.reduce((sum, one) => sum + one.money * share(one.span, start, end), 0);
    return { start, end, money: Math.round(money * 1e6) / 1e6, at: own[0]?.at ?? at };
  });
  // A week that only begins on another day than the model's is told by the days it touches: no empty ends.
  while (places.length > 1 && places.at(-1)!.money === 0) places.pop();
  while (places.length > 1 && places[0]!.money === 0) places.shift();
  const scalar = (value: string | number, where: Position): Node => ({
    kind: 'scalar',
    value,
    source: String(value),
    at: where,
  });
  const entry = (node: Node, where: Position): Entry => ({ keyAt: where, node });
  const start = places[0]!;
  const end = places.at(-1)!;
  const items = places.map((place) => scalar(place.money, place.at));
  return {
    kind: 'mapping',
    at: start.at,
    entries: new Map([
      ['from', entry(scalar(formatDay(start.start), start.at), start.at)],
      ['to', entry(scalar(formatDay(end.end), end.at), end.at)],
      ['amounts', entry({ kind: 'list', items, at: start.at }, start.at)],
    ]),
  };
}

/** Without a calendar the columns are the periods. */
function spansInOrder(amounts: readonly DatedAmount[]): { start: Day; end: Day }[] {
  const spans = new Map(amounts.map(({ span }) => [span.from, span]));
  return [...spans.values()].sort((a, b) => a.from - b.from).map(({ from, to }) => ({ start: from, end: to }));
}

function overlap({ from, to }: PeriodSpan, start: Day, end: Day): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start) + 1);
}

function share(span: PeriodSpan, start: Day, end: Day): number {
  return overlap(span, start, end) / (span.to - span.from + 1);
}
