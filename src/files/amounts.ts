import { parseNumber } from '../data/index.js';
import type { Bound } from '../planning/index.js';

/** An amount as checked by the schema, in whole currency units: `1.2m` is 1 200 000, `500万` is 5 000 000. */
export function amountValue(written: number | string): number {
  return typeof written === 'number' ? written : (parseNumber(written) ?? NaN);
}

/** `"-20%"` is −0.2 of the reference; anything else an amount. */
export function boundValue(written: number | string | undefined): Bound {
  if (written === undefined) return null;
  if (typeof written === 'string' && written.trim().endsWith('%')) {
    const share = parseNumber(written);
    return share === null ? null : { relative: share };
  }
  return { amount: amountValue(written) };
}

/** Money that a line states, as its amount or period by period, in its own currency; null where it states none. */
export function moneyWritten(line: {
  readonly amount?: number | string | undefined;
  readonly flight?: { readonly amounts?: readonly (number | string | undefined)[] | undefined } | undefined;
}): number | null {
  if (line.amount !== undefined) return amountValue(line.amount);
  const { amounts } = line.flight ?? {};
  if (amounts === undefined) return null;
  const sum = amounts.reduce<number>((total, one) => total + (one === undefined ? NaN : amountValue(one)), 0);
  return Math.round(100 * sum) / 100;
}
