import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectGrain, formatDay, readDates, type Cell } from '../../src/data/index.js';
import { day } from './helpers.js';

function read(...cells: Cell[]): (string | null)[] {
  return readDates(cells).days.map((found) => (found === null ? null : formatDay(found)));
}

describe('one date', () => {
  it.each([
    '2024-01-05',
    '2024/1/5',
    '2024.1.5',
    '2024年1月5日',
    '２０２４年１月５日',
    '20240105',
    '05.01.2024',
    '5.1.24',
    '1/5/2024',
    '5 Jan 2024',
    '05-Jan-24',
    'Jan 5, 2024',
    '5. Januar 2024',
    'Fri, 5 Jan 2024',
    '2024-01-05 00:00:00',
    '2024-01-05T00:00:00Z',
    '2024-01-05T00:00:00+08:00',
    '2024-01-05 ~ 2024-01-11',
    '2024-01-05至2024-01-11',
    '45296',
    '2024-01-05（周五）',
  ])('%s', (text) => {
    expect(read(text)).toEqual(['2024-01-05']);
  });

  it.each([
    ['2024-W01', '2024-01-01', 'week'],
    ['2024年第1周', '2024-01-01', 'week'],
    ['KW 1/2024', '2024-01-01', 'week'],
    ['2024-03', '2024-03-01', 'month'],
    ['2024年3月', '2024-03-01', 'month'],
    ['202403', '2024-03-01', 'month'],
    ['Mar 2024', '2024-03-01', 'month'],
    ['Mai 2024', '2024-05-01', 'month'],
    ['03/2024', '2024-03-01', 'month'],
    ['2024Q2', '2024-04-01', 'quarter'],
  ])('%s is the span from %s', (text, first, span) => {
    const dates = readDates([text]);
    expect(dates.days).toEqual([day(first)]);
    expect(dates.span).toBe(span);
  });

  it.each(['2024-02-30', '31.04.2024', 'total', '2021-W53', '13/13/2024', '99', '2024', '1e5', 'x'.repeat(5000)])(
    '%s is none',
    (text) => {
      expect(read(text)).toEqual([null]);
    },
  );

  it('reads typed cells: dates, serial numbers, 20240105', () => {
    expect(read({ day: 19_727 }, 45_296, 20_240_105)).toEqual(['2024-01-05', '2024-01-05', '2024-01-05']);
  });
});

describe('a column of dates', () => {
  it('is ordered by the cells that tell', () => {
    expect(read('05/01/2024', '13/01/2024')).toEqual(['2024-01-05', '2024-01-13']);
    expect(read('01/05/2024', '01/13/2024')).toEqual(['2024-01-05', '2024-01-13']);
    expect(readDates(['13/01/2024', '01/13/2024']).conflict).toEqual({ mdy: 1, dmy: 0 });
  });

  it('is ordered by even spacing where no cell tells', () => {
    const months = readDates(['01/02/2024', '01/03/2024', '01/04/2024', '01/05/2024']);
    expect(months).toMatchObject({ decidedBy: 'spacing', order: 'dmy', ambiguous: 0 });
    const uneven = readDates(['01/02/2024', '07/03/2024', '09/11/2024']);
    expect(uneven).toMatchObject({ decidedBy: 'guess', order: 'mdy', ambiguous: 0 });
    const weeks = readDates(['01/01/2024', '08/01/2024']);
    expect(weeks).toMatchObject({ decidedBy: 'spacing', order: 'dmy', ambiguous: 1 });
  });

  it('reads back a year of weeks however it is written', () => {
    const forms = ['en-US', 'en-GB', 'de-DE', 'zh-CN', 'fr-FR'].map(
      (locale) =>
        new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.integer({ min: 10_000, max: 22_000 }), (form, first) => {
        const days = Array.from({ length: 52 }, (_, week) => first + 7 * week);
        expect(readDates(days.map((number) => form.format(number * 86_400_000))).days).toEqual(days);
      }),
    );
  });
});

describe('the grain', () => {
  const labels = (...texts: string[]): number[] => texts.map(day);
  it('is found beside gaps and off-beat labels', () => {
    const weeks = Array.from({ length: 30 }, (_, week) => day('2024-01-01') + 7 * week);
    expect(detectGrain(weeks)).toEqual({ grain: 'weekly', gaps: [], offBeat: [] });
    const broken = weeks.filter((_, week) => week !== 5).map((label, index) => (index === 20 ? label + 1 : label));
    expect(detectGrain(broken)).toEqual({ grain: 'weekly', gaps: [weeks[5], weeks[21]], offBeat: [weeks[21]! + 1] });
  });

  it('is monthly for month ends and for the 30th', () => {
    expect(detectGrain(labels('2024-01-31', '2024-02-29', '2024-03-31')).grain).toBe('monthly');
    expect(detectGrain(labels('2024-01-30', '2024-02-29', '2024-03-30'))).toEqual({
      grain: 'monthly',
      gaps: [],
      offBeat: [],
    });
  });

  it('is nothing for one label, or for uneven ones', () => {
    expect(detectGrain(labels('2024-01-01')).grain).toBeNull();
    expect(detectGrain(labels('2024-01-01', '2024-01-04', '2024-01-15')).grain).toBeNull();
  });
});
