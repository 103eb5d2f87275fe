import type { Language } from './language.js';

/**
 * How numbers are written. A figure that stands alone (`auto`) has three significant digits in the nearest unit of
 * the language (k, m, bn; 万, 亿, 万亿); in a stated unit the number of decimals is fixed, so that a column aligns.
 * Minus is U+2212, as wide as a digit. NaN and infinity are "not available" (–), never a number.
 */
export type DisplayUnit = '1' | 'k' | '万' | 'm' | '亿' | 'auto';

const NONE = '–';
const MINUS = '−';

const unitSize = { '1': 1, k: 1e3, 万: 1e4, m: 1e6, 亿: 1e8 } as const;
const unitDecimals = { k: 1, 万: 1, m: 2, 亿: 2 } as const;

const ladders = {
  en: [
    { size: 1e12, suffix: 'tn' },
    { size: 1e9, suffix: 'bn' },
    { size: 1e6, suffix: 'm' },
    { size: 1e3, suffix: 'k' },
    { size: 1, suffix: '' },
  ],
  'zh-CN': [
    { size: 1e12, suffix: '万亿' },
    { size: 1e8, suffix: '亿' },
    { size: 1e4, suffix: '万' },
    { size: 1, suffix: '' },
  ],
} as const;

const numberFormats = new Map<string, Intl.NumberFormat>();

function digits(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language} ${JSON.stringify(options)}`;
  let format = numberFormats.get(id);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, options);
    numberFormats.set(id, format);
  }
  return format;
}

function fixed(magnitude: number, decimals: number, language: Language): string {
  return digits(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(magnitude);
}

/** Whole from 100 up, else three significant digits. */
function significant(magnitude: number, language: Language): string {
  if (magnitude >= 100) return fixed(magnitude, 0, language);
  return digits(language, { maximumSignificantDigits: 3 }).format(magnitude);
}

/** Three significant digits in the largest unit that leaves at least 1 (after rounding) before the point. */
function compact(magnitude: number, language: Language): string {
  const rounded = magnitude === 0 ? 0 : Number(magnitude.toPrecision(3));
  const ladder = ladders[language];
  const step = ladder.find(({ size }) => rounded >= size) ?? ladder[ladder.length - 1]!;
  return significant(rounded / step.size, language) + step.suffix;
}

function withSign(value: number, magnitude: string): string {
  const isZero = !/[1-9]/.test(magnitude);
  return value < 0 && !isZero ? MINUS + magnitude : magnitude;
}

function currencySymbol(currency: string, language: Language): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency === '' ? '' : `${currency} `;
  const parts = digits(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(1);
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
  return /^[A-Z]+$/.test(symbol) ? `${symbol} ` : symbol;
}

function inUnit(magnitude: number, unit: DisplayUnit, language: Language): string {
  if (unit === 'auto') return compact(magnitude, language);
  const scaled = magnitude / unitSize[unit];
  if (unit !== '1') return fixed(scaled, unitDecimals[unit], language) + unit;
  return magnitude >= 100 || Number.isInteger(magnitude) ? fixed(scaled, 0, language) : fixed(scaled, 2, language);
}

/** Money, e.g. `¥5.20m`, `¥520.0万`; `value` in whole units of the currency. */
export function formatMoney(value: number, currency: string, unit: DisplayUnit, language: Language): string {
  if (!Number.isFinite(value)) return NONE;
  return withSign(value, currencySymbol(currency, language) + inUnit(Math.abs(value), unit, language));
}

/** A plain number: `decimals` fixed, or `auto` for the compact form, or by size (whole from 100 up). */
export function formatNumber(value: number, language: Language, decimals?: number | 'auto'): string {
  if (!Number.isFinite(value)) return NONE;
  const magnitude = Math.abs(value);
  if (decimals === 'auto') return withSign(value, compact(magnitude, language));
  return withSign(
    value,
    decimals === undefined ? significant(magnitude, language) : fixed(magnitude, decimals, language),
  );
}

/** A share of 1 as per cent; without `decimals`, one below 10 % and none from there. */
export function formatPercent(share: number, language: Language, decimals?: number): string {
  if (!Number.isFinite(share)) return NONE;
  const magnitude = Math.abs(share) * 100;
  const places = decimals ?? (magnitude !== 0 && magnitude < 9.95 ? 1 : 0);
  return `${withSign(share, fixed(magnitude, places, language))}%`;
}

/** A plus before what is above zero; `text` is the formatted value. */
export function formatSigned(value: number, text: string): string {
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** `low–high`, in words where a minus would meet the dash. */
export function formatRange(low: number, high: number, format: (value: number) => string, language: Language): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return NONE;
  const [from, to] = [format(low), format(high)];
  if (low >= 0 && high >= 0) return `${from}–${to}`;
  return language === 'en' ? `${from} to ${to}` : `${from} 至 ${to}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function dateParts(date: string): { year: number; month: number; day: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (match === null) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** `YYYY-MM-DD` as `29 Sep 2025`, `2025年9月29日`; `short` leaves out the year. No time zone can shift it. */
export function formatDate(date: string, language: Language, style: 'full' | 'short' | 'month' = 'full'): string {
  const parts = dateParts(date);
  const name = parts === null ? undefined : months[parts.month - 1];
  if (parts === null || name === undefined) return date;
  const { year, month, day } = parts;
  if (language === 'en') {
    if (style === 'month') return `${name} ${year}`;
    return style === 'short' ? `${day} ${name}` : `${day} ${name} ${year}`;
  }
  if (style === 'month') return `${year}年${month}月`;
  return style === 'short' ? `${month}月${day}日` : `${year}年${month}月${day}日`;
}

/** A window of days, both ends inside; the year of the start is left out where it is that of the end. */
export function formatDateRange(start: string, end: string, language: Language): string {
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  if (language === 'en')
    return `${formatDate(start, language, sameYear ? 'short' : 'full')} – ${formatDate(end, language)}`;
  return `${formatDate(start, language)}至${formatDate(end, language, sameYear ? 'short' : 'full')}`;
}

const tenthsInChinese = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A chance in words that a client repeats: tenths between 5 % and 95 %, bounds beyond. */
export function chanceInWords(chance: number, language: Language): string {
  const english = language === 'en';
  if (!(chance >= 0 && chance <= 1)) return NONE;
  if (chance < 0.01) return english ? 'less than 1 in 100' : '不到百分之一';
  if (chance < 0.05) return english ? 'less than 1 in 20' : '不到半成';
  if (chance > 0.99) return english ? 'more than 99 in 100' : '超过百分之九十九';
  if (chance > 0.95) return english ? 'more than 19 in 20' : '超过九成五';
  const tenths = Math.min(9, Math.max(1, Math.round(chance * 10)));
  return english ? `about ${tenths} in 10` : `约${tenthsInChinese[tenths] ?? ''}成`;
}
