import { csvText, type CsvCell } from './csv.js';

/** One cell: what is read, and what the CSV beside the table holds. */
export interface Cell {
  readonly text: string;
  /** The figure behind the text, unrounded; the text itself where there is none. */
  readonly raw: CsvCell;
  /** Smaller second line. */
  readonly note?: string;
  readonly badge?: Badge;
  /** 0–9: how dark a shaded cell is. */
  readonly shade?: number;
  /** Row header. */
  readonly head?: boolean;
  /** Not as in the baseline. */
  readonly changed?: boolean;
  /** A sentence: keeps a readable width on a narrow screen. */
  readonly prose?: boolean;
}

/** A verdict as a word with a shape; colour only repeats it. */
export interface Badge {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly shape: string;
  readonly text: string;
}

export interface Column {
  readonly label: string;
  /** Unit under the label. */
  readonly unit?: string;
  readonly numeric: boolean;
  /** Name in the CSV. */
  readonly key: string;
}

export interface Row {
  readonly kind: 'row' | 'subtotal' | 'total';
  readonly cells: readonly Cell[];
}

/** A table as every page shows it: right-aligned figures, totals that tie, its own CSV. */
export interface TableView {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rounding rule and whatever else must be known to read it. */
  readonly note: string;
  readonly csv: string;
  readonly csvName: string;
  /** Scrolls sideways in its own box. */
  readonly wide: boolean;
}

/** Characters from which a cell is read as a sentence. */
const sentenceLength = 40;

/** `raw` of a text cell is the text; of a figure, the figure. */
export function cell(text: string, raw: CsvCell = text, extra: Partial<Omit<Cell, 'text' | 'raw'>> = {}): Cell {
  return { text, raw, ...(text.length > sentenceLength ? { prose: true } : {}), ...extra };
}

export const headCell = (text: string, raw: CsvCell = text): Cell => ({ text, raw, head: true });

export const blankCell: Cell = { text: '', raw: '' };

export function table(options: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly note?: string;
  readonly csvName: string;
  readonly wide?: boolean;
}): TableView {
  return {
    caption: options.caption,
    columns: options.columns,
    rows: options.rows,
    note: options.note ?? '',
    csv: csvText(
      options.columns.map((column) => column.key),
      options.rows.map((row) => row.cells.map((one) => one.raw)),
    ),
    csvName: options.csvName,
    wide: options.wide ?? false,
  };
}

export const row = (...cells: readonly Cell[]): Row => ({ kind: 'row', cells });
export const totalRow = (...cells: readonly Cell[]): Row => ({ kind: 'total', cells });
export const subtotalRow = (...cells: readonly Cell[]): Row => ({ kind: 'subtotal', cells });
export const words = (label: string, key: string): Column => ({ label, numeric: false, key });
export const figures = (label: string, key: string, unit?: string): Column =>
  unit === undefined ? { label, numeric: true, key } : { label, numeric: true, key, unit };
