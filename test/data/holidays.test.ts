import { describe, expect, it } from 'vitest';
import {
  eventOccurrences,
  findHolidayEvent,
  followingPeriods,
  formatDay,
  holidayEvents,
  holidayShares,
  lastYearPeriod,
  makePeriods,
  matchLastYear,
  type HolidayCountry,
  type HolidaySettings,
  type Period,
} from '../../src/data/index.js';
import { day } from './helpers.js';

const settings = (country: HolidayCountry): HolidaySettings => ({ country, include: 'default', windows: {} });
const starts = (country: HolidayCountry, year: number): Record<string, string> =>
  Object.fromEntries(eventOccurrences(settings(country), year).map(({ event, start }) => [event, formatDay(start)]));
const weeks = (from: string, count: number): Period[] => {
  const first = makePeriods([day(from)], 'weekly', 'start')[0]!;
  return [first, ...followingPeriods(first, 'weekly', count - 1)];
};

describe('events', () => {
  it('fall on their published dates', () => {
    expect(starts('CN', 2024)).toEqual({
      spring_festival: '2024-02-10',
      qingming: '2024-04-04',
      labour_day: '2024-05-01',
      dragon_boat: '2024-06-10',
      '618': '2024-06-01',
      mid_autumn: '2024-09-17',
      national_day: '2024-10-01',
      double11: '2024-11-01',
    });
    const newYears = [2019, 2020, 2021, 2022, 2023, 2025, 2026].map((year) => starts('CN', year).spring_festival);
    expect(newYears).toEqual([
      '2019-02-05',
      '2020-01-25',
      '2021-02-12',
      '2022-02-01',
      '2023-01-22',
      '2025-01-29',
      '2026-02-17',
    ]);
    expect(starts('US', 2024)).toMatchObject({
      easter: '2024-03-29',
      thanksgiving: '2024-11-28',
      black_friday: '2024-11-29',
    });
    expect(starts('GB', 2020)).toMatchObject({
      easter: '2020-04-10',
      early_may_bank_holiday: '2020-05-06',
      black_friday: '2020-11-27',
    });
    expect(starts('DE', 2025)).toMatchObject({ easter: '2025-04-18', ascension: '2025-05-29', whitsun: '2025-06-07' });
  });

  it('are at most eight per country, have plain ids, two titles and a date in every year', () => {
    for (const country of ['CN', 'US', 'GB', 'DE'] as const) {
      const events = holidayEvents[country];
      expect(events.length).toBeLessThanOrEqual(8);
      for (const { id, title } of events) {
        expect(id).toMatch(/^[a-z0-9_]+$/);
        expect(title.en.length * title['zh-CN'].length).toBeGreaterThan(0);
      }
      for (let year = 2005; year <= 2035; year += 1)
        expect(Object.keys(starts(country, year))).toHaveLength(events.length);
    }
    expect(findHolidayEvent('CN', '双11')!.id).toBe('double11');
    expect(findHolidayEvent('US', '618')).toBeNull();
  });
});

describe('shares', () => {
  it('add up to the days of the event, wherever the weeks begin', () => {
    for (const from of ['2023-12-31', '2024-01-01', '2024-01-04']) {
      const terms = holidayShares(settings('CN'), weeks(from, 26));
      const daysOf = (id: string): number =>
        7 * terms.find((term) => term.id === id)!.shares.reduce((sum, share) => sum + share, 0);
      expect(daysOf('spring_festival:before')).toBeCloseTo(21, 9);
      expect(daysOf('spring_festival:during')).toBeCloseTo(8, 9);
      expect(daysOf('spring_festival:after')).toBeCloseTo(14, 9);
      expect(daysOf('618:during')).toBeCloseTo(18, 9);
      expect(daysOf('double11:during')).toBe(0);
    }
  });

  it('take windows and chosen terms', () => {
    const own: HolidaySettings = {
      country: 'US',
      include: ['black_friday'],
      windows: { black_friday: { before: 7, days: 4, after: 0 } },
    };
    const period = makePeriods([day('2024-11-01')], 'monthly', 'start');
    const terms = holidayShares(own, period);
    expect(terms.map(({ id }) => id)).toEqual(['black_friday:before', 'black_friday:during']);
    expect(terms.map(({ shares }) => shares[0]! * 30)).toEqual([7, 2]);
    expect(holidayShares(own, period, ['black_friday:during']).map(({ id }) => id)).toEqual(['black_friday:during']);
    expect(holidayShares({ ...own, country: null }, period)).toEqual([]);
  });
});

describe('last year', () => {
  const label = (from: string, country: HolidayCountry | null = null): string =>
    lastYearPeriod(weeks(from, 1)[0]!, 'weekly', { country, include: 'default', windows: {} }).label;

  it('is 364 days back, week 53 with week 52, months with the same month', () => {
    expect(label('2024-03-04')).toBe('2023-03-06');
    expect(label('2020-12-28')).toBe('2019-12-23');
    expect(label('2021-01-04')).toBe('2020-01-06');
    const leap = makePeriods([day('2024-02-01')], 'monthly', 'start')[0]!;
    expect(lastYearPeriod(leap, 'monthly')).toMatchObject({ label: '2023-02-01', end: day('2023-02-28') });
  });

  it('is 364 days back for days and the same quarter for quarters, holidays by their distance in days', () => {
    const daily = (from: string, country: HolidayCountry | null = null): string =>
      lastYearPeriod(makePeriods([day(from)], 'daily', 'start')[0]!, 'daily', {
        country,
        include: 'default',
        windows: {},
      }).label;
    expect(daily('2025-03-05')).toBe('2024-03-06');
    // New Year's Eve before the festival of 2025-01-29 against that before 2024-02-10.
    expect(daily('2025-01-28', 'CN')).not.toBe('2024-01-30');
    expect(daily('2025-01-29', 'CN')).toBe('2024-02-10');
    expect(daily('2025-02-01', 'CN')).toBe('2024-02-13');
    // Good Friday 2024-03-29 and 2023-04-07; a plain Friday does not land on it.
    expect(daily('2024-03-29', 'US')).toBe('2023-04-07');
    const quarter = makePeriods([day('2025-04-01')], 'quarterly', 'start')[0]!;
    expect(lastYearPeriod(quarter, 'quarterly')).toMatchObject({ label: '2024-04-01', end: day('2024-06-30') });
    const history = [quarter, ...followingPeriods(quarter, 'quarterly', 7)];
    const next = followingPeriods(history.at(-1)!, 'quarterly', 4);
    expect([...matchLastYear(next, history, 'quarterly')]).toEqual([4, 5, 6, 7]);
  });

  it('follows movable holidays by their distance in weeks', () => {
    // Spring Festival: Wednesday 2025-01-29, Saturday 2024-02-10.
    expect(label('2025-01-27', 'CN')).toBe('2024-02-05');
    expect(label('2025-01-13', 'CN')).toBe('2024-01-22');
    expect(label('2025-02-10', 'CN')).toBe('2024-02-19');
    // Easter: Good Friday 2024-03-29 and 2023-04-07.
    expect(label('2024-03-25', 'US')).toBe('2023-04-03');
    // A plain week does not land on last year's Easter.
    expect(label('2024-04-01', 'US')).not.toBe('2023-04-03');
    expect(label('2025-07-14', 'CN')).toBe('2024-07-15');
  });

  it('finds its index in the history, going back until it is there', () => {
    const history = weeks('2022-01-03', 156);
    const targets = followingPeriods(history.at(-1)!, 'weekly', 60);
    const matches = matchLastYear(targets, history, 'weekly');
    expect([...matches.slice(0, 52)]).toEqual(Array.from({ length: 52 }, (_, week) => 104 + week));
    expect([...matches.slice(52, 54)]).toEqual([104, 105]);
    expect([...matchLastYear(targets, history.slice(0, 20), 'weekly')].some((index) => index === -1)).toBe(true);
    expect([...matchLastYear(targets, [], 'weekly')].every((index) => index === -1)).toBe(true);
  });
});
