/** Which character stands before the fraction. */
export type DecimalMark = '.' | ',';

/**
 * One number as written, taken apart: the digits with their separators, and what stood around them.
 * `value = sign · digits · multiplier`.
 */
export interface NumberText {
  readonly digits: string;
  readonly sign: 1 | -1;
  /** 万 10⁴, 亿 10⁸, k, m, bn; 0.01 for a per cent. */
  readonly multiplier: number;
  readonly percent: boolean;
  /** Currency symbol or code, upper case, '' where none. */
  readonly currency: string;
  /** The marks that the digits can be read with: one, or both where they are plain or ambiguous (`1,234`). */
  readonly marks: 'dot' | 'comma' | 'either' | 'ambiguous';
}

const MULTIPLIERS: Readonly<Record<string, number>> = {
  '': 1,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  億: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
  k: 1e3,
  tsd: 1e3,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  mio: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
};

const CURRENCY =
  /CN¥|HK\$|US\$|NT\$|A\$|C\$|[¥$€£₩₹]|(?<![A-Z])(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|JPY|CHF|CAD|AUD)(?![A-Z])|人民币|美元|欧元|英镑|元/iu;
const BLANKS = new Set(['', '-', '–', '—', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '#n/a', '无', '空']);

/** Full-width characters to their plain forms, every kind of blank to one space, every minus to `-`. */
export function plainText(text: string): string {
  let plain = text;
  // The common case is ASCII: the replacements below are only worth their time beyond it.
  if (/[\u0080-\uffff]/.test(text)) {
    plain = text
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/\uffe5/g, '¥')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
      .replace(/[\u2212\u2012]/g, '-')
      .replace(/[\u2019\u02bc]/g, "'");
  }
  return plain.trim();
}

export function isBlankText(text: string): boolean {
  return text === '' || (text.length <= 4 && BLANKS.has(plainText(text).toLowerCase()));
}

const PLAIN_DIGITS = /^(?:\d+|\d*\.\d+|\d+\.)(?:e[+-]?\d{1,3})?$/i;
const GROUPED_BY_DOT = /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/;
const GROUPED_BY_COMMA = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
// Lakh and crore: 12,34,567.
const GROUPED_BY_COMMA_INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/;
const DECIMAL_COMMA = /^(?:\d*,\d+|\d+,)(?:e[+-]?\d{1,3})?$/i;

function marksOf(digits: string): NumberText['marks'] | null {
  if (/^\d+(?:e[+-]?\d{1,3})?$/i.test(digits)) return 'either';
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  // `1.234` and `1,234`: a group of three after one mark, and no leading zero that would give it away.
  if (dots + commas === 1 && /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return 'ambiguous';
  if (commas === 0 && PLAIN_DIGITS.test(digits)) return 'dot';
  if (dots === 0 && DECIMAL_COMMA.test(digits)) return 'comma';
  if (GROUPED_BY_COMMA.test(digits) || GROUPED_BY_COMMA_INDIAN.test(digits)) return 'dot';
  if (GROUPED_BY_DOT.test(digits)) return 'comma';
  return null;
}

/** Groups set apart by a blank, an apostrophe or an underscore are never fractions: `1 234,56`, `1'234.56`. */
function joinGroups(digits: string): string | null {
  if (!/[ '_]/.test(digits)) return digits;
  return /^\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d*)?$/.test(digits) ? digits.replace(/[ '_]/g, '') : null;
}

/** Takes a written number apart; null where it is no number. */
export function readNumberText(text: string): NumberText | null {
  let rest = plainText(text);
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  let currency = '';
  const symbol = CURRENCY.exec(rest);
  if (symbol !== null) {
    currency = symbol[0].toUpperCase();
    const before = rest.slice(0, symbol.index).trim();
    const after = rest.slice(symbol.index + symbol[0].length).trim();
    // `¥1,200` and `1,200 元` are money; a symbol between digits is not.
    if (/\d/.test(before) && /\d/.test(after)) return null;
    rest = before + after;
  }
  // `5 Mio.` and `5 Tsd.`
  rest = rest.replace(/([a-z])\.$/i, '$1');
  const match = /^([+-]?)\s*(\d[\d.,' _]*?|[.,]\d+)(e[+-]?\d{1,3})?\s*([^\d\s.,'_-]*)\s*(-?)$/iu.exec(rest);
  if (match === null) return null;
  const [, lead = '', body = '', exponent = '', suffix = '', trail = ''] = match;
  const signs = (lead === '-' ? 1 : 0) + (trail === '-' ? 1 : 0) + (negative ? 1 : 0);
  if (signs > 1) return null;
  const percent = suffix === '%';
  const unit = suffix.toLowerCase();
  const multiplier = percent ? 0.01 : Object.hasOwn(MULTIPLIERS, unit) ? MULTIPLIERS[unit] : undefined;
  const joined = joinGroups(body.trim());
  if (multiplier === undefined || joined === null) return null;
  const digits = joined + exponent;
  const marks = joined === body.trim() ? marksOf(digits) : marksOfJoined(digits);
  return marks === null ? null : { digits, sign: signs === 1 ? -1 : 1, multiplier, percent, currency, marks };
}

/** Once blanks or apostrophes group the thousands, a remaining mark can only be the decimal one. */
function marksOfJoined(digits: string): NumberText['marks'] {
  if (digits.includes('.')) return 'dot';
  return digits.includes(',') ? 'comma' : 'either';
}

/** The value under a decimal mark: grouping marks fall away; NaN when the digits do not fit the mark. */
export function valueOf(number: NumberText, mark: DecimalMark): number {
  if ((number.marks === 'dot' && mark === ',') || (number.marks === 'comma' && mark === '.')) return NaN;
  const digits = mark === '.' ? number.digits.replaceAll(',', '') : number.digits.replaceAll('.', '').replace(',', '.');
  // A power of ten as a division keeps 12.3 % at the double nearest to 0.123.
  const magnitude = number.percent ? Number(digits) / 100 : Number(digits) * number.multiplier;
  // `0 -` and `(0)` are plain zero.
  return magnitude === 0 ? 0 : number.sign * magnitude;
}

/**
 * One number standing alone, as in a form or an amount of a scenario. `1,234` is read as thousands, `1.234` as a
 * fraction, unless a mark is given; null where it is no number.
 */
export function parseNumber(text: string, mark: DecimalMark | null = null): number | null {
  const number = readNumberText(text);
  if (number === null) return null;
  const value = valueOf(number, mark ?? (number.marks === 'comma' ? ',' : '.'));
  return Number.isFinite(value) ? value : null;
}
