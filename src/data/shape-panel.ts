import { parseIsoDay } from './calendar.js';
import { wantedColumns, type DataColumns, type WantedColumn } from './data-columns.js';
import type { Fault } from './fault.js';
import { holidayShares, unknownHolidayEvents } from './holidays.js';
import { faultsOfNumbers, readNumberColumns } from './number-columns.js';
import type { ChannelSeries, HolidayTerm, KpiSeries, Panel, Series } from './panel.js';
import type { NumberColumn } from './parse-number.js';
import type { Period } from './period.js';
import { fault, listFew, nearestName } from './place.js';
import { divideNational } from './national-media.js';
import { groupRows } from './group-panel.js';
import { readCalendar, type TableCalendar } from './read-calendar.js';
import { readGroups } from './read-groups.js';
import { readPopulation } from './read-population.js';
import type { Table } from './table.js';

/** Where the numbers of a panel stand in its file, so that later findings can name line and column. */
export interface PanelSource {
  readonly file: string;
  /** `(groups × periods)`: line of the file. */
  readonly lines: Int32Array;
  readonly columns: readonly WantedColumn[];
  /** Headers of the table, in order. */
  readonly headers: readonly string[];
}

export interface ShapedPanel {
  /** Null only when no calendar or no group can be made; otherwise NaN stands where a cell could not be read. */
  readonly panel: Panel | null;
  readonly source: PanelSource | null;
  readonly faults: readonly Fault[];
}

function faultsOfHeaders(table: Table, columns: DataColumns, wanted: readonly WantedColumn[]): Fault[] {
  const needed: { header: string; part: string; id: string }[] = [
    { header: columns.date, part: 'date', id: columns.date },
    ...wanted,
  ];
  for (const part of ['region', 'audience', 'population'] as const) {
    const header = columns[part];
    if (header !== null) needed.push({ header, part, id: header });
  }
  return needed
    .filter(({ header }) => !table.headers.includes(header))
    .map(({ header, part, id }) => {
      const nearest = nearestName(header, table.headers) ?? 'none';
      const params = { header, part, id, nearest, headers: listFew(table.headers.filter(Boolean), 12) };
      return fault('column-missing', 'error', { file: table.file, header }, header, params);
    });
}

/** `(groups × periods)`: 1 where no mask of the group touches the period. */
function unmasked(
  periods: readonly Period[],
  groups: readonly string[],
  columns: DataColumns,
  file: string,
  faults: Fault[],
): Uint8Array {
  const kept = new Uint8Array(groups.length * periods.length).fill(1);
  columns.mask.forEach((mask) => {
    const from = parseIsoDay(mask.from);
    const to = parseIsoDay(mask.to);
    if (mask.group !== null && !groups.includes(mask.group)) {
      const nearest = nearestName(mask.group, groups) ?? groups[0] ?? '';
      faults.push(fault('mask-group-unknown', 'error', { file }, mask.group, { group: mask.group, nearest }));
      return;
    }
    let touched = 0;
    periods.forEach((period, index) => {
      if (from === null || to === null || period.end < from || period.start > to) return;
      groups.forEach((group, place) => {
        if (mask.group === null || mask.group === group) kept[place * periods.length + index] = 0;
      });
      touched += 1;
    });
    const params = { from: mask.from, to: mask.to, count: touched, why: mask.why === '' ? 'none' : mask.why };
    if (touched === 0) faults.push(fault('mask-empty', 'review', { file }, `${mask.from}–${mask.to}`, params));
    else faults.push(fault('mask-applied', 'note', { file }, `${mask.from}–${mask.to}`, params));
  });
  return kept;
}

/** Values of a column in the order of the calendar; NaN throughout where the table has no such column. */
function inOrder(column: NumberColumn | undefined, calendar: TableCalendar): Float64Array {
  return Float64Array.from(calendar.rows, (row) => column?.values[row] ?? NaN);
}

/** Blank cells of a used column that no rule excuses. */
function faultOfBlanks(table: Table, { header, part, id }: WantedColumn, rows: readonly number[]): Fault[] {
  const [first] = rows;
  if (first === undefined) return [];
  const lines = rows.map((row) => table.lines[row] ?? 0);
  const where = { file: table.file, line: lines[0] ?? 0, column: table.headers.indexOf(header) + 1, header };
  const params = { header, part, id, count: rows.length, lines: listFew(lines) };
  return [fault(part === 'kpi' ? 'kpi-blank' : 'cell-blank', 'error', where, '', params)];
}

function blankRows(
  calendar: TableCalendar,
  column: NumberColumn | undefined,
  excused: (place: number) => boolean,
): number[] {
  const blank = new Set(column?.blank ?? []);
  return calendar.rows.filter((row, place) => blank.has(row) && !excused(place));
}

/** Which blanks of a column are no fault: a KPI outside the likelihood, the frequency where nobody was reached. */
function excuseOf(
  column: WantedColumn,
  { channels, organic }: DataColumns,
  outside: (period: number) => boolean,
  valuesOf: (header: string) => Float64Array,
): (period: number) => boolean {
  if (column.part === 'kpi' || column.part === 'value_per_unit') return outside;
  const pair = [...channels, ...organic].find(
    ({ id, reach }) => id === column.id && column.part === 'frequency' && reach?.frequency === column.header,
  )?.reach;
  if (pair === undefined) return () => false;
  const people = valuesOf(pair.reach);
  return (period) => people[period] === 0;
}

/** Frequency as the model reads it: 0 where nobody was reached, whatever the file says there. */
function frequencyOf(reach: Float64Array, written: Float64Array): Float64Array {
  return written.map((value, period) => (reach[period] === 0 ? 0 : value));
}

/** Fills the NaN of rows outside the likelihood with the group's nearest earlier (else later) value. */
function carryInto(values: Float64Array, periods: number): Float64Array {
  const filled = values.slice();
  for (let start = 0; start < filled.length; start += periods) {
    const own = filled.subarray(start, start + periods);
    let last = own.find((value) => !Number.isNaN(value)) ?? NaN;
    own.forEach((value, index) => {
      if (Number.isNaN(value)) own[index] = last;
      else last = value;
    });
  }
  return filled;
}

function keepHolidays(
  table: Table,
  columns: DataColumns,
  periods: readonly Period[],
  inLikelihood: Uint8Array,
  faults: Fault[],
): HolidayTerm[] {
  for (const name of unknownHolidayEvents(columns.holidays)) {
    const params = { name, country: columns.holidays.country ?? '' };
    faults.push(fault('holiday-unknown', 'error', { file: table.file }, name, params));
  }
  const terms = holidayShares(columns.holidays, periods);
  const seen = (term: HolidayTerm): boolean =>
    term.shares.some((share, period) => {
      if (!(share > 0)) return false;
      for (let at = period; at < inLikelihood.length; at += periods.length) if (inLikelihood[at] === 1) return true;
      return false;
    });
  const dropped = terms.filter((term) => !seen(term)).map(({ id }) => id);
  if (dropped.length > 0) {
    const params = { count: dropped.length, terms: listFew(dropped, 12) };
    faults.push(fault('holidays-not-seen', 'note', { file: table.file }, listFew(dropped), params));
  }
  return terms.filter(seen);
}

/** Shapes a table into a panel, with every fault that shows on the way. */
export function shapePanel(table: Table, columns: DataColumns): ShapedPanel {
  const wanted = wantedColumns(columns);
  const faults = faultsOfHeaders(table, columns, wanted);
  const numbers = readNumberColumns(table, [
    ...wanted.map(({ header }) => header),
    ...(columns.population === null ? [] : [columns.population]),
  ]);
  for (const [header, column] of numbers) faults.push(...faultsOfNumbers(table, header, column));
  const { groups: tableGroups, faults: groupFaults } = readGroups(table, columns);
  faults.push(...groupFaults);
  const groups = tableGroups.names;
  if (!table.headers.includes(columns.date)) return { panel: null, source: null, faults };
  const { calendar, faults: dateFaults } = readCalendar(table, columns, tableGroups);
  faults.push(...dateFaults);
  if (calendar === null) return { panel: null, source: null, faults };
  const populationColumn = columns.population === null ? undefined : numbers.get(columns.population);
  const { population, faults: headFaults } = readPopulation(table, columns, calendar, groups, populationColumn);
  faults.push(...headFaults);

  const { periods } = calendar;
  const kept = unmasked(periods, groups, columns, table.file, faults);
  const kpiValues = columns.kpis.map(({ column }) => inOrder(numbers.get(column), calendar));
  // Media history: the rows of a group before every KPI has begun.
  const firstKpi = groups.map((_, group) => {
    const own = kpiValues.map((values) => groupRows(values, calendar, group));
    return Math.max(0, ...own.map((values) => values.findIndex((value) => !Number.isNaN(value))));
  });
  const longest = Math.max(...firstKpi);
  if (longest > 0) {
    const params = { count: longest, from: periods[longest]?.label ?? '' };
    faults.push(fault('media-history', 'note', { file: table.file }, String(longest), params));
  }
  const inLikelihood = kept.map((keep, place) => {
    const first = firstKpi[Math.floor(place / periods.length)] ?? 0;
    return keep === 1 && place % periods.length >= first ? 1 : 0;
  });
  const outside = (place: number): boolean => inLikelihood[place] === 0;
  for (const column of wanted) {
    if (column.part === 'extra') continue;
    const excused = excuseOf(column, columns, outside, (header) => inOrder(numbers.get(header), calendar));
    faults.push(...faultOfBlanks(table, column, blankRows(calendar, numbers.get(column.header), excused)));
  }

  const series = (id: string, header: string): Series => ({ id, values: inOrder(numbers.get(header), calendar) });
  const kpis = columns.kpis.map(({ id, valuePerUnit }, index): KpiSeries => {
    const values = kpiValues[index] ?? new Float64Array(calendar.rows.length);
    if (valuePerUnit === null) return { id, values, valuePerUnit: null };
    const perUnit =
      'value' in valuePerUnit
        ? new Float64Array(calendar.rows.length).fill(valuePerUnit.value)
        : carryInto(inOrder(numbers.get(valuePerUnit.column), calendar), periods.length);
    return { id, values, valuePerUnit: perUnit };
  });
  const reached = ({ reach, frequency }: { readonly reach: string; readonly frequency: string }) => {
    const people = inOrder(numbers.get(reach), calendar);
    return { people, frequency: frequencyOf(people, inOrder(numbers.get(frequency), calendar)) };
  };
  const channels = columns.channels.map(({ id, spend, media, reach }): ChannelSeries => {
    const money = inOrder(numbers.get(spend), calendar);
    if (reach !== undefined) {
      const { people, frequency } = reached(reach);
      return { id, spend: money, media: people, frequency, mediaIsSpend: false };
    }
    const units = media === null || media === spend ? money : inOrder(numbers.get(media), calendar);
    const series: ChannelSeries = { id, spend: money, media: units, mediaIsSpend: units === money };
    const divided = divideNational(series, { spend, media: media ?? spend }, groups.length, population, table.file);
    faults.push(...divided.faults);
    return divided.channel;
  });
  const panel: Panel = {
    grain: calendar.grain,
    dateMarks: columns.dateMarks,
    periods,
    groups,
    population,
    inLikelihood,
    kpis,
    channels,
    organic: columns.organic.map(({ id, media, reach }): Series => {
      if (reach === undefined) return series(id, media);
      const { people, frequency } = reached(reach);
      return { id, values: people, frequency };
    }),
    treatments: columns.treatments.map(({ id, column }) => series(id, column)),
    controls: columns.controls.map(({ id, column }) => series(id, column)),
    holidays: keepHolidays(table, columns, periods, inLikelihood, faults),
    extras: columns.extras.map((header) => series(header, header)),
  };
  const lines = Int32Array.from(calendar.rows, (row) => table.lines[row] ?? 0);
  return { panel, source: { file: table.file, lines, columns: wanted, headers: table.headers }, faults };
}
