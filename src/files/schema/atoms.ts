import { z } from 'zod';
import { parseIsoDay } from '../../data/index.js';
import { fileLimits } from '../limits.js';

/**
 * The small values of which model, scenario and market files are made. The text given as error is the code of the
 * fault; the sentences stand in the language catalogues. No transforms: the JSON Schema must say the same.
 */
export const fileId = z.string().regex(/^(?!new$)[a-z][a-z0-9-]{0,63}$/, 'bad-file-id');

/** Ids inside a file: formulas can name them. */
export const innerId = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'bad-id');

/** Of the years that the calendar here knows. */
export const date = z.iso
  .date({ error: 'bad-date', abort: true })
  .refine((text) => parseIsoDay(text) !== null, 'bad-date');

export const title = z.string().min(1).max(fileLimits.title);
export const text = z.string().max(fileLimits.text);
/** Header of a table column. */
export const column = z.string().min(1).max(fileLimits.title);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'bad-currency');
export const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);
export const language = z.enum(['en', 'zh-CN']);

/** `1.2m`, `500万`, `3亿`, `20k`, `1,200,000`, or a plain number. */
const AMOUNT_TEXT = /^\s*[+-]?\d[\d,]*(\.\d+)?\s*(k|m|bn|千|万|百万|千万|亿)?\s*$/i;
export const amount = z.union([z.number(), z.string().regex(AMOUNT_TEXT, 'bad-amount')], 'bad-amount');
/** An amount, or a per cent of the reference: `"-20%"`. */
const BOUND_TEXT = /^\s*[+-]?\d[\d,]*(\.\d+)?\s*(k|m|bn|千|万|百万|千万|亿|%)?\s*$/i;
export const bound = z.union([z.number(), z.string().regex(BOUND_TEXT, 'bad-bound')], 'bad-bound');

/** Lists of a file are never longer than this. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(fileLimits.entries);
}
