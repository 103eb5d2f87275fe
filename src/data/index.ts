/** Front door of the data room: tables and calendars, checked and shaped into a panel (period × group). */
export { hasErrors, type Fault, type Place, type Reading, type Severity } from './fault.js';
export type { Day, Grain, Period } from './period.js';
export { boughtMedia, type ChannelSeries, type HolidayTerm, type KpiSeries, type Panel, type Series } from './panel.js';

export {
  addMonths,
  dayFromParts,
  dayOf,
  dayOfYear,
  formatDay,
  isoWeekOf,
  mondayOfIsoWeek,
  monthsBetween,
  parseIsoDay,
  partsOf,
  weekdayOf,
} from './calendar.js';
export {
  dateMarksOf,
  followingPeriods,
  makePeriods,
  periodsBetween,
  periodsFrom,
  shiftLabel,
  shiftPeriod,
  type DateMarks,
} from './periods.js';
export { detectGrain } from './grain.js';
export { periodsPerQuarter, periodsPerYear } from './grain-lengths.js';
export { fiscalPeriods, type FiscalPeriod, type FiscalSettings } from './fiscal-calendar.js';
export { lastYearPeriod, matchLastYear } from './last-year.js';

export {
  findHolidayEvent,
  holidayEvents,
  type HolidayCountry,
  type HolidayEvent,
  type HolidayWindow,
} from './holiday-events.js';
export { eventOccurrences, holidayShares, unknownHolidayEvents, type HolidaySettings } from './holidays.js';

export { parseNumber } from './number-text.js';
export { readNumbers, type NumberColumn } from './parse-number.js';
export { readDateText } from './date-text.js';
export { readDates, type DateColumn } from './parse-date.js';
export { cellText, type Cell, type Table } from './table.js';
export { largestNumber, tableLimits } from './limits.js';
export { readTable, readTableAsync } from './read-table.js';
export { fault, listFew, nearestName, shorten } from './place.js';

export type { DataColumns, KpiColumn, MaskColumns } from './data-columns.js';
export { shapePanel, type PanelSource, type ShapedPanel } from './shape-panel.js';
export { thresholds, type PanelExpectations } from './check-context.js';
export { checkPanel } from './check-panel.js';
export { cutSeries } from './cut-series.js';
export { groupPanel, groupRows } from './group-panel.js';
export { readPanel } from './read-panel.js';
export { guessColumns } from './guess-columns.js';
export type { ChannelGuess, ColumnGuess, GuessReason, KpiGuess, OrganicGuess, TableGuess } from './guess-types.js';
