import { z } from 'zod';
import { amount, date, listOf, wholeNumber } from './atoms.js';

export const flightShapes = [
  'even',
  'continuity',
  'reference',
  'last_year',
  'custom',
  'pulse',
  'burst',
  'front',
  'back',
] as const;

/** When a line's money is spent, and in which pattern. */
export const flightSchema = z.strictObject({
  from: date.optional(),
  to: date.optional(),
  shape: z.enum(flightShapes).optional(),
  /** custom: one per period that the flight touches. */
  weights: listOf(z.number().min(0)).min(1).optional(),
  /** Money of each period that the flight touches, in place of `amount` and `weights`. */
  amounts: listOf(amount).min(1).optional(),
  /** pulse and burst. */
  weeks_on: wholeNumber(1, 104).optional(),
  /** pulse. */
  weeks_off: wholeNumber(1, 104).optional(),
});
