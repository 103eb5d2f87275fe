/**
 * A fault is a value, gathered into a list, never thrown: what was found, where, and a code whose
 * sentences ("why" and "what would do") live in the language catalogues under `fault.<code>.why`
 * and `fault.<code>.fix`, filled with `params`.
 */
export type Severity = 'error' | 'review' | 'note';

/** A place in a user's file. Lines, columns and rows count from 1; a row is a data row's line in a table file. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Dotted path of keys inside a model or scenario file, e.g. `lines.2.amount`. */
  readonly path?: string;
  /** Name of the table column concerned. */
  readonly header?: string;
}

export interface Fault {
  /** Kebab-case, unique in the catalogues. */
  readonly code: string;
  readonly severity: Severity;
  readonly where: Place;
  /** What stood there, as the user wrote it (shortened). */
  readonly found: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A value and everything worth saying about it; `value` is null only when an error made it impossible. */
export interface Reading<T> {
  readonly value: T | null;
  readonly faults: readonly Fault[];
}

export function hasErrors(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.severity === 'error');
}
