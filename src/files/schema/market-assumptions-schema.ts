import { z } from 'zod';
import { date, innerId, listOf, text, title } from './atoms.js';

const span = z.strictObject({ from: date, to: date });

/** A promotion of the plan that acts as an earlier one of the data did. */
export const promoSchema = listOf(
  z.strictObject({ treatment: innerId, name: title.optional(), from: date, to: date, same_as: span }),
);

/** What the effect is worth beyond the model's reach; shown apart, never inside a total. */
export const longTermSchema = z.strictObject({
  use: z.boolean().optional(),
  low: z.number().min(1).max(10).optional(),
  mid: z.number().min(1).max(10).optional(),
  high: z.number().min(1).max(10).optional(),
  source: text.optional(),
});

export const fiscalSchema = z.strictObject({
  pattern: z.enum(['calendar', '4-4-5', '4-5-4', '5-4-4', 'broadcast']).optional(),
  year_start: date.optional(),
  week53: z.enum(['keep', 'drop']).optional(),
});

/** Report currency per unit of another, and the day of the rate. */
export const ratesSchema = z.record(
  z.string().regex(/^[A-Z]{3}$/, 'bad-currency'),
  z.strictObject({ rate: z.number().gt(0), as_of: date.optional() }),
);
