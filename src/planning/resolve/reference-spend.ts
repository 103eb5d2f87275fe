import {
  fault,
  formatDay,
  matchLastYear,
  type Fault,
  type HolidaySettings,
  type Panel,
  type Period,
} from '../../data/index.js';
import type { ReferenceChoice } from '../scenario.js';
import type { Timeline } from './timeline.js';

/** Which data period each period of gap and window is set against: indices into the panel's periods. */
export interface ReferencePeriods {
  readonly gap: Int32Array;
  readonly window: Int32Array;
}

export interface ReferenceSeries {
  /** Label of the first and the last data period that the reference takes its money from. */
  readonly from: string;
  readonly to: string;
  readonly periods: ReferencePeriods;
}

/**
 * `last_year` goes back by whole years until the data hold the period, movable holidays matched by holiday.
 * `last_n_periods` repeats the last n periods before gap and window in their order. A scenario gives its own spend,
 * and prices, gap and last year's figures follow `last_year` where the data reach, else the last periods.
 */
export function referencePeriods(
  choice: ReferenceChoice,
  timeline: Timeline,
  panel: Panel,
  holidays: HolidaySettings,
): { readonly value: ReferenceSeries | null; readonly faults: readonly Fault[] } {
  const { data, gap, window } = timeline;
  const path = { file: '', path: 'reference' };
  if (choice.kind === 'last_n_periods') {
    if (choice.periods > data.length) {
      const problem = fault('reference-longer-than-data', 'error', path, `last_n_periods:${choice.periods}`, {
        periods: data.length,
      });
      return { value: null, faults: [problem] };
    }
    return { value: described(repeated(choice.periods, timeline), timeline), faults: [] };
  }
  const lastYear = {
    gap: matchLastYear(gap, data, panel.grain, holidays),
    window: matchLastYear(window, data, panel.grain, holidays),
  };
  const missing = lastYear.window.findIndex((index) => index < 0);
  const gapMissing = lastYear.gap.some((index) => index < 0);
  if (missing < 0 && !gapMissing) return { value: described(lastYear, timeline), faults: [] };
  if (choice.kind === 'scenario') {
    return { value: described(repeated(Math.min(data.length, window.length), timeline), timeline), faults: [] };
  }
  const period: Period = window[Math.max(0, missing)]!;
  const problem = fault('reference-before-data', 'error', path, 'last_year', {
    period: period.label,
    data: formatDay(data[0]!.start),
    periods: Math.min(data.length, window.length),
  });
  return { value: null, faults: [problem] };
}

function repeated(periods: number, { data, gap, window }: Timeline): ReferencePeriods {
  const at = (position: number): number => data.length - periods + (position % periods);
  return {
    gap: Int32Array.from(gap, (_, t) => at(t)),
    window: Int32Array.from(window, (_, t) => at(gap.length + t)),
  };
}

function described(periods: ReferencePeriods, { data }: Timeline): ReferenceSeries {
  const first = periods.window.reduce((a, b) => Math.min(a, b));
  const last = periods.window.reduce((a, b) => Math.max(a, b));
  return { from: formatDay(data[first]!.start), to: formatDay(data[last]!.end), periods };
}
