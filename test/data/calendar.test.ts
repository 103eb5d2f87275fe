import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mondayOfIsoWeek } from '../../src/data/calendar.js';
import {
  addMonths,
  dayOf,
  dayOfYear,
  followingPeriods,
  formatDay,
  isoWeekOf,
  makePeriods,
  parseIsoDay,
  partsOf,
  periodsBetween,
  periodsFrom,
  shiftPeriod,
  weekdayOf,
} from '../../src/data/index.js';
import { day } from './helpers.js';

const anyDay = fc.integer({ min: -25_000, max: 80_000 });

describe('days', () => {
  it('agree with the proleptic Gregorian calendar of the engine', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const date = new Date(number * 86_400_000);
        expect(formatDay(number)).toBe(date.toISOString().slice(0, 10));
        expect(weekdayOf(number)).toBe((date.getUTCDay() + 6) % 7);
        const { year, month, day: dayOfMonth } = partsOf(number);
        expect(dayOf(year, month, dayOfMonth)).toBe(number);
      }),
    );
  });

  it('read only dates that exist', () => {
    expect(parseIsoDay('1970-01-01')).toBe(0);
    for (const text of ['2023-02-29', '2024-13-01', '2024-1-5', '2024-01-05T00:00', '0024-01-01', '']) {
      expect(parseIsoDay(text)).toBeNull();
    }
    expect(formatDay(day('2024-02-29') + 1)).toBe('2024-03-01');
    expect(dayOfYear(day('2024-12-31'))).toBe(366);
  });
});

describe('ISO weeks', () => {
  // ISO 8601: the week of 4 January is week 1; 2020 and 2026 have 53.
  it.each([
    ['2020-12-31', 2020, 53],
    ['2021-01-03', 2020, 53],
    ['2021-01-04', 2021, 1],
    ['2024-12-30', 2025, 1],
    ['2026-12-31', 2026, 53],
  ])('%s is %i-W%i', (text, year, week) => {
    expect(isoWeekOf(day(text))).toEqual({ year, week });
    expect(mondayOfIsoWeek(year, week)).toBe(day(text) - weekdayOf(day(text)));
  });

  it('refuse a week 53 that a year does not have', () => {
    expect(mondayOfIsoWeek(2021, 53)).toBeNull();
  });
});

describe('months', () => {
  it('keep month ends and come back to long days', () => {
    expect(formatDay(addMonths(day('2024-01-31'), 1))).toBe('2024-02-29');
    expect(formatDay(addMonths(day('2024-02-29'), 1))).toBe('2024-03-31');
    expect(formatDay(addMonths(day('2024-01-30'), 1))).toBe('2024-02-29');
    expect(formatDay(addMonths(day('2024-02-29'), 1, 30))).toBe('2024-03-30');
    expect(formatDay(addMonths(day('2024-01-15'), -13))).toBe('2022-12-15');
  });
});

describe('periods', () => {
  it('are made from labels at their start or end', () => {
    const [start] = makePeriods([day('2024-01-01')], 'weekly', 'start');
    expect(start).toEqual({ label: '2024-01-01', start: day('2024-01-01'), end: day('2024-01-07') });
    const [, end] = makePeriods([day('2024-01-31'), day('2024-02-29')], 'monthly', 'end');
    expect(end).toEqual({ label: '2024-02-29', start: day('2024-02-01'), end: day('2024-02-29') });
  });

  it('follow each other without gap or overlap, whatever the calendar', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const, 'quarterly' as const),
        fc.constantFrom('start' as const, 'end' as const),
        fc.integer({ min: 1, max: 40 }),
        (number, grain, marks, count) => {
          const isMonths = grain === 'monthly' || grain === 'quarterly';
          const label = isMonths ? dayOf(partsOf(number).year, partsOf(number).month, 1) : number;
          const first = makePeriods([marks === 'end' && isMonths ? label - 1 : label], grain, marks)[0]!;
          const all = [first, ...followingPeriods(first, grain, count)];
          all.slice(1).forEach((period, index) => {
            expect(period.start).toBe(all[index]!.end + 1);
            const least = { daily: 1, weekly: 7, monthly: 28, quarterly: 89 }[grain];
            expect(period.end - period.start + 1).toBeGreaterThanOrEqual(least);
            expect(period.label).toBe(formatDay(marks === 'start' ? period.start : period.end));
          });
          expect(shiftPeriod(all.at(-1)!, grain, -count)).toEqual(first);
          expect(periodsFrom(first, grain, all.at(-1)!.end)).toBe(count);
        },
      ),
    );
  });

  it('between two days are whole where the days are', () => {
    const first = makePeriods([day('2024-01-01')], 'weekly', 'start')[0]!;
    const window = periodsBetween(first, 'weekly', day('2025-09-29'), day('2025-12-28'));
    expect(window).toHaveLength(13);
    expect(window[0]!.start).toBe(day('2025-09-29'));
    expect(window.at(-1)!.end).toBe(day('2025-12-28'));
    expect(periodsBetween(first, 'weekly', day('2025-09-30'), day('2025-09-30'))[0]!.start).toBe(day('2025-09-29'));
    expect(periodsBetween(first, 'weekly', day('2025-09-30'), day('2025-09-29'))).toEqual([]);
  });
});
