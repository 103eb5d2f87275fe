import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceInWords,
  formatDate,
  formatDateRange,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  type DisplayUnit,
} from '../../src/language/index.js';

describe('formatMoney', () => {
  it('gives three significant digits in the nearest unit of the language', () => {
    expect(formatMoney(5_240_000, 'CNY', 'auto', 'en')).toBe('¥5.24m');
    expect(formatMoney(5_240_000, 'CNY', 'auto', 'zh-CN')).toBe('¥524万');
    expect(formatMoney(182_000_000, 'CNY', 'auto', 'zh-CN')).toBe('¥1.82亿');
    expect(formatMoney(-12_345, 'EUR', 'auto', 'en')).toBe('−€12.3k');
  });

  it('moves to the next unit when rounding fills the one below', () => {
    expect(formatMoney(999_600, 'USD', 'auto', 'en')).toBe('$1m');
    expect(formatMoney(99_960_000, 'CNY', 'auto', 'zh-CN')).toBe('¥1亿');
  });

  it('keeps the decimals of a stated unit, so that a column aligns', () => {
    const column = [1_234_567, 20_000_000, 0].map((value) => formatMoney(value, 'CNY', '万', 'zh-CN'));
    expect(column).toEqual(['¥123.5万', '¥2,000.0万', '¥0.0万']);
    expect(formatMoney(1_234_567, 'CNY', 'm', 'en')).toBe('¥1.23m');
    expect(formatMoney(1_234_567, 'CNY', '1', 'en')).toBe('¥1,234,567');
  });

  it('writes a code without a symbol, and no number for what is not one', () => {
    expect(formatMoney(1500, 'CHF', '1', 'en')).toBe('CHF 1,500');
    expect(formatMoney(NaN, 'CNY', 'auto', 'en')).toBe('–');
    expect(formatMoney(Infinity, 'CNY', 'm', 'zh-CN')).toBe('–');
  });

  it('never writes minus zero, and is odd in its sign', () => {
    const units = fc.constantFrom<DisplayUnit>('1', 'k', '万', 'm', '亿', 'auto');
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e13, noNaN: true }),
        units,
        fc.constantFrom('en', 'zh-CN'),
        (value, unit, language) => {
          const positive = formatMoney(value, 'CNY', unit, language);
          const negative = formatMoney(-value, 'CNY', unit, language);
          expect(negative).toBe(/[1-9]/.test(positive) ? `−${positive}` : positive);
        },
      ),
    );
  });
});

describe('numbers, per cents, ranges', () => {
  it('formats by size', () => {
    expect(formatNumber(1234.6, 'en')).toBe('1,235');
    expect(formatNumber(1.2345, 'en')).toBe('1.23');
    expect(formatNumber(1.2345, 'en', 1)).toBe('1.2');
    expect(formatNumber(61_000, 'zh-CN', 'auto')).toBe('6.1万');
    expect(formatPercent(0.0531, 'en')).toBe('5.3%');
    expect(formatPercent(-0.42, 'en')).toBe('−42%');
    expect(formatPercent(0, 'zh-CN')).toBe('0%');
    expect(formatSigned(0.4, formatPercent(0.4, 'en'))).toBe('+40%');
    expect(formatSigned(0.0001, formatPercent(0.0001, 'en', 0))).toBe('0%');
  });

  it('uses words where a minus would meet the dash', () => {
    const format = (value: number) => formatNumber(value, 'en');
    expect(formatRange(1.2, 3.4, format, 'en')).toBe('1.2–3.4');
    expect(formatRange(-1, 2, format, 'en')).toBe('−1 to 2');
    expect(formatRange(-1, 2, format, 'zh-CN')).toBe('−1 至 2');
    expect(formatRange(NaN, 2, format, 'en')).toBe('–');
  });
});

describe('dates', () => {
  it('are calendar dates in both languages', () => {
    expect(formatDate('2025-09-29', 'en')).toBe('29 Sep 2025');
    expect(formatDate('2025-09-29', 'zh-CN')).toBe('2025年9月29日');
    expect(formatDate('2025-09-29', 'zh-CN', 'month')).toBe('2025年9月');
    expect(formatDateRange('2025-09-29', '2025-12-28', 'en')).toBe('29 Sep – 28 Dec 2025');
    expect(formatDateRange('2025-12-29', '2026-03-29', 'zh-CN')).toBe('2025年12月29日至2026年3月29日');
  });
});

describe('chanceInWords', () => {
  it('says tenths in the middle and bounds at the ends', () => {
    expect([0.004, 0.03, 0.68, 0.5, 0.97, 0.999].map((p) => chanceInWords(p, 'en'))).toEqual([
      'less than 1 in 100',
      'less than 1 in 20',
      'about 7 in 10',
      'about 5 in 10',
      'more than 19 in 20',
      'more than 99 in 100',
    ]);
    expect(chanceInWords(0.68, 'zh-CN')).toBe('约七成');
    expect(chanceInWords(NaN, 'en')).toBe('–');
  });

  it('says tenths within half a tenth of the chance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), (chance) => {
        const tenths = Number(/about (\d) in 10/.exec(chanceInWords(chance, 'en'))?.[1]);
        expect(Math.abs(tenths / 10 - chance)).toBeLessThanOrEqual(0.05 + 1e-12);
      }),
    );
  });
});
