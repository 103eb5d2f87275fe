import { partsOf } from './calendar.js';
import { eventStart } from './holiday-dates.js';
import {
  defaultHolidayWindows,
  findHolidayEvent,
  holidayEvents,
  type HolidayCountry,
  type HolidayEvent,
  type HolidayWindow,
} from './holiday-events.js';
import type { HolidayTerm } from './panel.js';
import type { Day, Period } from './period.js';

export interface HolidaySettings {
  readonly country: HolidayCountry | null;
  readonly include: 'default' | readonly string[];
  /** By event id; events without one have no terms before and after. */
  readonly windows: Readonly<Record<string, HolidayWindow>>;
}

type Phase = HolidayTerm['phase'];

/** The events in force, each with its window; unknown names fall away (see `unknownHolidayEvents`). */
function eventsInForce(settings: HolidaySettings): { event: HolidayEvent; window: HolidayWindow }[] {
  const { country, include } = settings;
  if (country === null) return [];
  const events =
    include === 'default'
      ? holidayEvents[country]
      : holidayEvents[country].filter((event) => include.some((name) => findHolidayEvent(country, name) === event));
  const windows = new Map<HolidayEvent, HolidayWindow>();
  for (const [name, window] of [
    ...Object.entries(defaultHolidayWindows[country]),
    ...Object.entries(settings.windows),
  ]) {
    const event = findHolidayEvent(country, name);
    if (event !== null) windows.set(event, window);
  }
  return events.map((event) => ({ event, window: windows.get(event) ?? { before: 0, days: event.days, after: 0 } }));
}

/** Names under `include` that are no event of the country. */
export function unknownHolidayEvents(settings: HolidaySettings): string[] {
  const { country, include } = settings;
  if (country === null || include === 'default') return [];
  return include.filter((name) => findHolidayEvent(country, name) === null);
}

/** First and last day of one phase of an event that starts on `start`; null where the window has no such phase. */
function phaseDays(start: Day, window: HolidayWindow, phase: Phase): readonly [Day, Day] | null {
  const afterStart = start + window.days;
  const [from, to] =
    phase === 'before'
      ? [start - window.before, start - 1]
      : phase === 'during'
        ? [start, afterStart - 1]
        : [afterStart, afterStart + window.after - 1];
  return to < from ? null : [from, to];
}

const MOST_WINDOW_DAYS = 366;

/** Years whose events may reach into the periods. */
function yearsAround(periods: readonly Period[]): number[] {
  const first = periods[0];
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = partsOf(first.start - MOST_WINDOW_DAYS).year;
  const to = partsOf(last.end + MOST_WINDOW_DAYS).year;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function sharesOf(event: HolidayEvent, window: HolidayWindow, phase: Phase, periods: readonly Period[]): Float64Array {
  const spans = yearsAround(periods).flatMap((year) => {
    const start = eventStart(event, year);
    const days = start === null ? null : phaseDays(start, window, phase);
    return days === null ? [] : [days];
  });
  return Float64Array.from(periods, ({ start, end }) => {
    let inside = 0;
    for (const [from, to] of spans) inside += Math.max(0, Math.min(end, to) - Math.max(start, from) + 1);
    return Math.min(1, inside / (end - start + 1));
  });
}

/**
 * Every holiday term of the settings for any periods, as the share of each period's days inside. `during` stands
 * for all events; `before` and `after` only where a window asks for them. With `termIds`, exactly those terms in
 * that order: a forecast uses the terms the fit kept.
 */
export function holidayShares(
  settings: HolidaySettings,
  periods: readonly Period[],
  termIds?: readonly string[],
): HolidayTerm[] {
  const terms = eventsInForce(settings).flatMap(({ event, window }) => {
    const phases: Phase[] = [];
    if (window.before > 0) phases.push('before');
    if (window.days > 0) phases.push('during');
    if (window.after > 0) phases.push('after');
    return phases.map((phase) => ({ id: `${event.id}:${phase}`, event, window, phase }));
  });
  const chosen = termIds === undefined ? terms : termIds.flatMap((id) => terms.find((term) => term.id === id) ?? []);
  return chosen.map(({ id, event, window, phase }) => ({
    id,
    event: event.id,
    phase,
    shares: sharesOf(event, window, phase, periods),
  }));
}

/** One year's occurrence of an event with its window, as days. */
export interface EventOccurrence {
  readonly event: string;
  readonly start: Day;
  /** First and last day of the window around it, both inclusive. */
  readonly from: Day;
  readonly to: Day;
}

/** The occurrences of the settings' events that begin in a year, in the order of the country's list. */
export function eventOccurrences(settings: HolidaySettings, year: number): EventOccurrence[] {
  return eventsInForce(settings).flatMap(({ event, window }) => {
    const start = eventStart(event, year);
    if (start === null) return [];
    const to = start + Math.max(1, window.days) + window.after - 1;
    return [{ event: event.id, start, from: start - window.before, to }];
  });
}
