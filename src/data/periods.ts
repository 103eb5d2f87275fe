import { addMonths, formatDay, isMonthEnd, monthsBetween, partsOf } from './calendar.js';
import type { Day, Grain, Period } from './period.js';

export type DateMarks = 'start' | 'end';

/** Whether the label of a period is its end; a data set never mixes the two. */
export function dateMarksOf(period: Period): DateMarks {
  return period.label === formatDay(period.end) && period.label !== formatDay(period.start) ? 'end' : 'start';
}

/**
 * Day of the month on which months and quarters are labelled. Labels that are all month ends stay month
 * ends (31); otherwise the largest day seen, since 29–31 shrink in short months only.
 */
export function monthAnchor(labels: readonly Day[]): number {
  if (labels.length > 0 && labels.every(isMonthEnd)) return 31;
  return Math.max(1, ...labels.map((label) => partsOf(label).day));
}

function monthsOf(grain: Grain): number {
  return grain === 'quarterly' ? 3 : 1;
}

function hasMonths(grain: Grain): boolean {
  return grain === 'monthly' || grain === 'quarterly';
}

/** The label `count` periods after `label`. */
export function shiftLabel(label: Day, grain: Grain, count: number, anchor?: number): Day {
  if (grain === 'daily') return label + count;
  return grain === 'weekly' ? label + 7 * count : addMonths(label, count * monthsOf(grain), anchor);
}

function periodAt(label: Day, grain: Grain, marks: DateMarks, anchor: number): Period {
  if (marks === 'start') return { label: formatDay(label), start: label, end: shiftLabel(label, grain, 1, anchor) - 1 };
  return { label: formatDay(label), start: shiftLabel(label, grain, -1, anchor) + 1, end: label };
}

/** One period per label (days, any order kept as given); labels are `date_marks` of the file. */
export function makePeriods(labels: readonly Day[], grain: Grain, marks: DateMarks): Period[] {
  const anchor = hasMonths(grain) ? monthAnchor(labels) : 1;
  return labels.map((label) => periodAt(label, grain, marks, anchor));
}

/** Anchor of the calendar to which one period belongs: its start tells it for starts, its end for ends. */
function anchorOf(period: Period): number {
  const marks = dateMarksOf(period);
  const edge = marks === 'start' ? period.start : period.end;
  const opposite = marks === 'start' ? period.end + 1 : period.start - 1;
  // Both edges of a month-end calendar are month ends; a period from 28 February alone must not make one.
  if (isMonthEnd(edge) && isMonthEnd(opposite)) return 31;
  return Math.max(partsOf(edge).day, partsOf(opposite).day);
}

/** The period `count` places after `period` (before it when negative), on the same calendar. */
export function shiftPeriod(period: Period, grain: Grain, count: number): Period {
  const marks = dateMarksOf(period);
  const anchor = hasMonths(grain) ? anchorOf(period) : 1;
  const label = marks === 'start' ? period.start : period.end;
  return periodAt(shiftLabel(label, grain, count, anchor), grain, marks, anchor);
}

/** The `count` periods that follow `last`, in order. */
export function followingPeriods(last: Period, grain: Grain, count: number): Period[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => shiftPeriod(last, grain, index + 1));
}

/** How many periods after `origin` the period that holds `day` stands; negative before it. */
export function periodsFrom(origin: Period, grain: Grain, day: Day): number {
  if (grain === 'weekly') return Math.floor((day - origin.start) / 7);
  if (grain === 'daily') return day - origin.start;
  let offset = Math.floor(monthsBetween(origin.start, day) / monthsOf(grain));
  while (shiftPeriod(origin, grain, offset).start > day) offset -= 1;
  while (shiftPeriod(origin, grain, offset).end < day) offset += 1;
  return offset;
}

/**
 * Every period of the calendar of `origin` that shares a day with `from`…`to` (both inclusive). The
 * window is made of whole periods when the first starts on `from` and the last ends on `to`.
 */
export function periodsBetween(origin: Period, grain: Grain, from: Day, to: Day): Period[] {
  if (to < from) return [];
  const first = periodsFrom(origin, grain, from);
  const last = periodsFrom(origin, grain, to);
  return Array.from({ length: last - first + 1 }, (_, index) => shiftPeriod(origin, grain, first + index));
}
