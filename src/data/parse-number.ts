import { isBlankText, readNumberText, valueOf, type DecimalMark, type NumberText } from './number-text.js';
import type { Cell } from './table.js';

/** A column read as numbers under one decimal mark. Row numbers index the cells given. */
export interface NumberColumn {
  /** `(rows)`; NaN where blank or unreadable. */
  readonly values: Float64Array;
  readonly blank: readonly number[];
  readonly unreadable: readonly number[];
  /** What the fractions are written with; null where no cell tells and none needed telling. */
  readonly mark: DecimalMark | null;
  /** How the mark was found. `grouping` is the default for `1,234` when nothing else tells. */
  readonly decidedBy: 'column' | 'table' | 'grouping' | 'none';
  /** First rows of each side when the column writes fractions both ways. */
  readonly conflict: { readonly dot: number; readonly comma: number } | null;
  /** First row that could be read either way, where `decidedBy` is `grouping` or `table`. */
  readonly ambiguous: number | null;
  /** First rows of two currencies that both stand in the column. */
  readonly currencies: readonly { readonly currency: string; readonly row: number }[];
  /** First row with and first row without a per cent sign, where the column has both among its non-zero values. */
  readonly percentMixed: { readonly with: number; readonly without: number } | null;
}

const SAME_CURRENCY: Readonly<Record<string, string>> = {
  '¥': 'CNY',
  'CN¥': 'CNY',
  RMB: 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  $: 'USD',
  US$: 'USD',
  美元: 'USD',
  '€': 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
};

/** Which marks the cells of a column allow: the votes behind the decision. */
function vote(numbers: readonly (NumberText | null)[]): { dot: number; comma: number; ambiguous: number } {
  const first = { dot: -1, comma: -1, ambiguous: -1 };
  numbers.forEach((number, row) => {
    if (number === null || number.marks === 'either') return;
    if (first[number.marks] === -1) first[number.marks] = row;
  });
  return first;
}

/**
 * Reads a column of cells as numbers. All cells must write fractions the same way; `1,234` is settled by the
 * column's other cells, then by the rest of the table (`tableMark`), then as grouped thousands.
 */
export function readNumbers(cells: readonly Cell[], tableMark: DecimalMark | null = null): NumberColumn {
  const values = new Float64Array(cells.length).fill(NaN);
  const numbers: (NumberText | null)[] = new Array<NumberText | null>(cells.length).fill(null);
  const blank: number[] = [];
  const unreadable: number[] = [];
  cells.forEach((cell, row) => {
    if (typeof cell === 'number') {
      values[row] = cell;
      if (!Number.isFinite(cell)) unreadable.push(row);
    } else if (typeof cell === 'object') {
      unreadable.push(row);
    } else if (isBlankText(cell)) {
      blank.push(row);
    } else {
      const flag = /^(?:true|false)$/i.test(cell);
      if (flag) values[row] = cell.toLowerCase() === 'true' ? 1 : 0;
      else {
        const number = readNumberText(cell);
        numbers[row] = number;
        if (number === null) unreadable.push(row);
      }
    }
  });

  const first = vote(numbers);
  const conflict = first.dot >= 0 && first.comma >= 0 ? { dot: first.dot, comma: first.comma } : null;
  const { mark, decidedBy } = decide(first, numbers, tableMark);
  numbers.forEach((number, row) => {
    if (number === null) return;
    values[row] = valueOf(number, mark ?? '.');
    if (!Number.isFinite(values[row]) && conflict === null) unreadable.push(row);
  });
  return {
    values,
    blank,
    unreadable: unreadable.sort((a, b) => a - b),
    mark,
    decidedBy,
    conflict,
    ambiguous: (decidedBy === 'grouping' || decidedBy === 'table') && first.ambiguous >= 0 ? first.ambiguous : null,
    currencies: currenciesOf(numbers),
    percentMixed: percentMixed(numbers, values),
  };
}

function decide(
  first: { dot: number; comma: number; ambiguous: number },
  numbers: readonly (NumberText | null)[],
  tableMark: DecimalMark | null,
): Pick<NumberColumn, 'mark' | 'decidedBy'> {
  if (first.dot >= 0) return { mark: '.', decidedBy: 'column' };
  if (first.comma >= 0) return { mark: ',', decidedBy: 'column' };
  if (first.ambiguous < 0) return { mark: null, decidedBy: 'none' };
  const ambiguous = numbers.filter((number) => number?.marks === 'ambiguous');
  const dotted = ambiguous.some((number) => number?.digits.includes('.'));
  const commaed = ambiguous.some((number) => number?.digits.includes(','));
  // `1,234` beside `1.234` in one column: neither is a grouping that the other would allow; the table must tell.
  if (tableMark !== null) return { mark: tableMark, decidedBy: 'table' };
  return { mark: dotted && !commaed ? ',' : '.', decidedBy: 'grouping' };
}

function currenciesOf(numbers: readonly (NumberText | null)[]): { currency: string; row: number }[] {
  const seen = new Map<string, number>();
  numbers.forEach((number, row) => {
    if (number === null || number.currency === '') return;
    const currency = SAME_CURRENCY[number.currency] ?? number.currency;
    if (!seen.has(currency)) seen.set(currency, row);
  });
  return [...seen].map(([currency, row]) => ({ currency, row }));
}

function percentMixed(numbers: readonly (NumberText | null)[], values: Float64Array): NumberColumn['percentMixed'] {
  const written = numbers.findIndex((number) => number?.percent === true);
  if (written < 0) return null;
  const without = numbers.findIndex((number, row) => number !== null && !number.percent && values[row] !== 0);
  return without < 0 ? null : { with: written, without };
}

/** The mark that the clear columns of a table agree on; null where they are silent or disagree. */
export function agreedMark(columns: readonly NumberColumn[]): DecimalMark | null {
  const marks = new Set(columns.filter((column) => column.decidedBy === 'column').map((column) => column.mark));
  const [only] = marks;
  return marks.size === 1 && only !== undefined ? only : null;
}
