import { formatDay, holidayShares } from '../../data/index.js';
import { holidaySettings } from '../forecast/market.js';
import type { Plan } from '../plan.js';
import type { Problem } from '../resolve/problem.js';
import { windowFiscal } from './fiscal-rows.js';

/** Window periods with the ids of the holiday events whose days fall in them. */
export function calendarRows(problem: Problem): Plan['calendar'] {
  const { timeline, fitted } = problem;
  const terms = holidayShares(holidaySettings(fitted), timeline.window).filter((term) => term.phase === 'during');
  const fiscal = windowFiscal(problem);
  return timeline.window.map(({ label, start, end }, t) => ({
    period: label,
    start: formatDay(start),
    end: formatDay(end),
    events: terms.filter((term) => term.shares[t]! > 0).map((term) => term.event),
    ...(fiscal === undefined ? {} : { fiscal: fiscal[t]! }),
  }));
}
