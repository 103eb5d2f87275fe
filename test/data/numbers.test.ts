import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber, readNumbers } from '../../src/data/index.js';

describe('one number', () => {
  it.each([
    ['1,234.56', 1234.56],
    ['1.234,56', 1234.56],
    ['1 234,56', 1234.56],
    ['1\u202f234,56', 1234.56],
    ["1'234.56", 1234.56],
    ['12,34,567', 1234567],
    ['¥1,200', 1200],
    ['￥１，２００', 1200],
    ['1.200,50 €', 1200.5],
    ['US$ 3k', 3000],
    ['CNY 5.2万', 52000],
    ['1.82亿', 182000000],
    ['3万亿', 3e12],
    ['12万元', 120000],
    ['2.5m', 2500000],
    ['5 Mio.', 5000000],
    ['(1,234)', -1234],
    ['-5', -5],
    ['−5', -5],
    ['5-', -5],
    ['¥-5', -5],
    ['12.3%', 0.123],
    ['１２％', 0.12],
    ['1.5e-3', 0.0015],
    ['1E+06', 1000000],
    ['.5', 0.5],
    ['0,5', 0.5],
    ['5,', 5],
  ])('%s is %d', (text, value) => {
    expect(parseNumber(text)).toBeCloseTo(value, 9);
  });

  it.each([
    '',
    'abc',
    '1,23,4',
    '1.2.3',
    '--5',
    '12 34',
    '5 apples',
    '1,234,5',
    '3 4 5',
    '12:30',
    '0x10',
    'Infinity',
    '(-5)',
  ])('"%s" is no number', (text) => {
    expect(parseNumber(text)).toBeNull();
  });
});

const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'zh-CN', 'en-IN', 'pl-PL'];

describe('a column', () => {
  it('of numbers formatted in any locale reads back', () => {
    const figure = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Math.round(value * 100) / 100);
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.array(figure, { minLength: 1, maxLength: 30 }), (locale, values) => {
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        const column = readNumbers(values.map((value) => format.format(value)));
        expect(column.unreadable).toEqual([]);
        expect(column.conflict).toBeNull();
        values.forEach((value, row) => {
          expect(column.values[row]).toBeCloseTo(value, 2);
        });
      }),
    );
  });

  it('lets the clear cells decide the ambiguous ones', () => {
    expect([...readNumbers(['1,234', '5,5']).values]).toEqual([1.234, 5.5]);
    expect([...readNumbers(['1,234', '5.5']).values]).toEqual([1234, 5.5]);
    expect([...readNumbers(['1.234', '5.678.901']).values]).toEqual([1234, 5678901]);
    expect([...readNumbers(['1.234', '0.567']).values]).toEqual([1.234, 0.567]);
  });

  it('asks the table, then takes thousands, and says so', () => {
    expect(readNumbers(['1,234'])).toMatchObject({ decidedBy: 'grouping', mark: '.', ambiguous: 0 });
    expect(readNumbers(['1.234'])).toMatchObject({ decidedBy: 'grouping', mark: ',', ambiguous: 0 });
    expect([...readNumbers(['1.234'], '.').values]).toEqual([1.234]);
    expect(readNumbers(['12', '13'])).toMatchObject({ decidedBy: 'none', mark: null, ambiguous: null });
  });

  it('finds mixed marks, currencies and per cents', () => {
    expect(readNumbers(['1,5', '2.5']).conflict).toEqual({ dot: 1, comma: 0 });
    expect(readNumbers(['¥5', '$5']).currencies).toEqual([
      { currency: 'CNY', row: 0 },
      { currency: 'USD', row: 1 },
    ]);
    expect(readNumbers(['5%', '0', '5']).percentMixed).toEqual({ with: 0, without: 2 });
  });

  it('tells blank from unreadable, and takes typed cells as they are', () => {
    const column = readNumbers(['', 'n/a', '–', 'x', 1.234, { day: 5 }, 'TRUE']);
    expect(column.blank).toEqual([0, 1, 2]);
    expect(column.unreadable).toEqual([3, 5]);
    expect(column.values[4]).toBe(1.234);
    expect(column.values[6]).toBe(1);
  });

  it('never gives a number for junk, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (cells) => {
        const column = readNumbers(cells);
        const nan = [...column.values].filter(Number.isNaN).length;
        expect(nan).toBeGreaterThanOrEqual(column.unreadable.length);
      }),
    );
  });
});
