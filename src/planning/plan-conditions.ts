import type { Summary } from '../mixmodel/index.js';

/** A fiscal month of the window, or a 53rd week that stands outside. */
export interface FiscalRow {
  readonly year: string;
  readonly quarter: number;
  readonly month: number | null;
  readonly start: string;
  readonly end: string;
  readonly periods: number;
  readonly spend: number;
  readonly referenceSpend: number;
  /** By KPI of the model: values with noise, and their difference draw by draw. */
  readonly kpis: Readonly<
    Record<string, { readonly plan: Summary; readonly reference: Summary; readonly delta: Summary }>
  >;
}

/** What the whole effect would be worth beyond the model's reach, on an assumption; in no total. */
export interface LongTerm {
  readonly multiplier: { readonly low: number | null; readonly mid: number; readonly high: number | null };
  readonly source: string;
  /** By fitted KPI: (multiplier − 1) × whole effect, mean over draws. */
  readonly added: Readonly<
    Record<string, { readonly low: number | null; readonly mid: number; readonly high: number | null }>
  >;
}
