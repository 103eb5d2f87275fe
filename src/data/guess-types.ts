import type { DateMarks } from './periods.js';

/** Why a column was taken for what it was: a sentence under `guess.<code>` in the catalogues, filled with `params`. */
export interface GuessReason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ColumnGuess {
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly column: string;
  readonly reason: GuessReason;
}

export interface KpiGuess extends ColumnGuess {
  readonly kind: 'revenue' | 'count' | 'rate' | 'score';
  /** Column with the money per unit, where one was found. */
  readonly valuePerUnit: string | null;
}

export interface ChannelGuess extends ColumnGuess {
  /** Column with the exposure; null: the spend itself. */
  readonly media: string | null;
  readonly mediaReason: GuessReason | null;
  readonly unit: string | null;
  readonly reach: string | null;
  readonly frequency: string | null;
  readonly demandDriven: boolean;
}

export interface OrganicGuess extends ColumnGuess {
  readonly unit: string | null;
}

/** A first reading of a table, from which a model file can be drafted. */
export interface TableGuess {
  readonly date: {
    readonly column: string;
    readonly grain: 'daily' | 'weekly' | 'monthly' | 'quarterly' | null;
    readonly dateMarks: DateMarks;
    /** First and last label, `YYYY-MM-DD`. */
    readonly from: string;
    readonly to: string;
    readonly reason: GuessReason;
  } | null;
  readonly region: ColumnGuess | null;
  readonly audience: ColumnGuess | null;
  readonly population: ColumnGuess | null;
  /** The first is what the draft fits; the others are candidates. */
  readonly kpis: readonly KpiGuess[];
  readonly channels: readonly ChannelGuess[];
  readonly organic: readonly OrganicGuess[];
  readonly treatments: readonly ColumnGuess[];
  readonly controls: readonly ColumnGuess[];
  readonly ignored: readonly { readonly column: string; readonly reason: GuessReason }[];
  /** Currency code that the numbers carry, or CNY for a table with Chinese headers; null where nothing tells. */
  readonly currency: string | null;
  readonly language: 'en' | 'zh-CN';
}
