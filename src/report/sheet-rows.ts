import type { Summary } from '../mixmodel/index.js';
import type { CsvCell } from './csv.js';

/** Header and rows of one exported table, before it becomes CSV or a sheet. */
export interface SheetRows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

export const summaryNames = ['mean', 'sd', 'p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'] as const;

/** The eleven figures of a summary, in the order of `summaryNames`; blank where there is none. */
export const summaryCells = (summary: Summary | null): CsvCell[] =>
  summaryNames.map((name) => (summary === null ? null : summary[name]));

export const prefixed = (prefix: string): string[] => summaryNames.map((name) => `${prefix}_${name}`);
