import { createRequire } from 'node:module';
import type HolidaysClass from 'date-holidays';
import { dayOf, parseIsoDay } from './calendar.js';
import type { HolidayCountry, HolidayEvent } from './holiday-events.js';
import type { Day } from './period.js';

/** Every rule of a country's calendar with the dates it gives in one year. */
type YearOfRules = ReadonlyMap<string, readonly Day[]>;

const years = new Map<string, YearOfRules>();
let Holidays: typeof HolidaysClass | null = null;

/** The calendars take a fifth of a second to load, so only a model with a country pays for them. */
function loadCalendars(): typeof HolidaysClass {
  Holidays ??= createRequire(import.meta.url)('date-holidays') as typeof HolidaysClass;
  return Holidays;
}

function rulesOf(calendar: HolidayCountry, year: number): YearOfRules {
  const key = `${calendar} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const rules = new Map<string, Day[]>();
  for (const holiday of new (loadCalendars())(calendar).getHolidays(year)) {
    // The text of the date; the Date beside it depends on the zone of the machine.
    const day = parseIsoDay(holiday.date.slice(0, 10));
    if (day !== null) rules.set(holiday.rule, [...(rules.get(holiday.rule) ?? []), day]);
  }
  years.set(key, rules);
  return rules;
}

/** First day of an event in a year; null where the calendar does not have it then. */
export function eventStart(event: HolidayEvent, year: number): Day | null {
  const { date } = event;
  if ('month' in date) return dayOf(year, date.month, date.day);
  const rules = rulesOf(date.calendar, year);
  for (const rule of date.rules) {
    const day = rules.get(rule)?.[0];
    if (day !== undefined) return day + date.offset;
  }
  return null;
}
