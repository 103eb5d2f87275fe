import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { compareCsv, csvText, planCsv, planXlsx } from '../../src/report/index.js';
import { makeComparison } from './fixtures/comparison.js';
import { makePlan } from './fixtures/plan.js';

const plan = makePlan();
const rowsOf = (text: string): string[][] => parse(text, { relaxColumnCount: false });

describe('CSV text', () => {
  it('keeps every digit of a number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 5 }),
        (values) => {
          const [, read] = rowsOf(
            csvText(
              values.map((_, index) => `c${index}`),
              [values],
            ),
          );
          expect(read!.map(Number)).toEqual(values.map((value) => value + 0));
        },
      ),
    );
  });

  it('gives back any text, but one that a spreadsheet would run comes with an apostrophe', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
          .filter((text) => !/\r|\n|\u2060|\ufeff/.test(text)),
        (text) => {
          const [, read] = rowsOf(csvText(['a', 'b'], [[text, 1]]));
          expect(read![0]).toBe(/^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text);
        },
      ),
    );
  });

  it.each(['=1+1', '+A1', '-2+3', '@SUM(A1)', '\tx', '＝HYPERLINK("x")'])('disarms %s', (text) => {
    expect(rowsOf(csvText(['a', 'b'], [[text, 0]]))[1]![0]).toBe(`'${text}`);
  });

  it('leaves negative numbers numbers, and what is not a number blank', () => {
    expect(csvText(['a', 'b', 'c'], [[-1.5, NaN, null]])).toBe('a,b,c\r\n-1.5,,\r\n');
  });
});

describe('tables of a plan', () => {
  const tables = planCsv(plan, {
    draws: 2,
    kpis: {
      sales: {
        byPeriod: new Float64Array(0),
        window: Float64Array.of(1, 2),
        whole: Float64Array.of(3, 4),
        incremental: Float64Array.of(5, 6),
      },
    },
  });

  it('hold the money of the plan in lines, channels and flowchart alike', () => {
    const total = (name: 'lines' | 'channels' | 'flowchart', column: string): number => {
      const records = parse<Record<string, string>>(tables[name], { columns: true });
      return records.reduce((sum, record) => sum + Number(record[column]), 0);
    };
    expect(total('lines', 'spend')).toBeCloseTo(plan.totals.spend, 4);
    expect(total('channels', 'spend')).toBeCloseTo(plan.totals.spend, 4);
    expect(total('flowchart', 'total')).toBeCloseTo(plan.totals.spend, 4);
  });

  it('have rectangular rows in every table', () => {
    for (const text of Object.values(tables)) expect(() => rowsOf(text)).not.toThrow();
    expect(rowsOf(tables.draws)).toEqual([
      ['draw', 'sales_window', 'sales_whole', 'sales_incremental'],
      ['1', '1', '3', '5'],
      ['2', '2', '4', '6'],
    ]);
  });

  it('are the same in the workbook', async () => {
    const book = Buffer.from(
      await planXlsx({ ...plan, channels: plan.channels.map((channel) => ({ ...channel, label: '=1+1' })) }),
    );
    const sheet = await readSheet(book, 'channels');
    expect(sheet[0]!.slice(0, 3)).toEqual(['channel', 'label', 'spend']);
    expect(sheet[1]!.slice(0, 3)).toEqual(['tv', '=1+1', plan.channels[0]!.spend]);
  });
});

describe('tables of a comparison', () => {
  it('hold every difference against the baseline', () => {
    const comparison = makeComparison();
    const tables = compareCsv(comparison);
    const deltas = parse<Record<string, string>>(tables.deltas, { columns: true });
    expect(
      deltas.filter((record) => record['part'] === 'window').map((record) => [record['plan'], Number(record['mean'])]),
    ).toEqual(Object.entries(comparison.kpis[0]!.delta).map(([id, delta]) => [id, delta.mean]));
    for (const text of Object.values(tables)) expect(() => rowsOf(text)).not.toThrow();
  });
});
