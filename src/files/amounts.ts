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
