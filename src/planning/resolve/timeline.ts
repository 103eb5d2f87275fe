import {
  fault,
  followingPeriods,
  formatDay,
  parseIsoDay,
  periodsBetween,
  periodsFrom,
  shiftPeriod,
  type Fault,
  type Panel,
  type Period,
  type Reading,
} from '../../data/index.js';
import type { Scenario } from '../scenario.js';

/** The periods of a plan on the model's calendar, in order and without holes. */
export interface Timeline {
  /** Periods of the data before the window. In a replay the data go on inside the window; those rows are not used. */
  readonly data: readonly Period[];
  /** Between the last data and the window; filled by `carry_in.gap_fill`. */
  readonly gap: readonly Period[];
  readonly window: readonly Period[];
  readonly runOut: readonly Period[];
}

/** Periods of a window, and of the gap before it, at most: ten years of weeks. */
const longest = 520;

/** Puts the window on the model's calendar: whole periods, after the start of the data. */
export function timelineOf(scenario: Pick<Scenario, 'window' | 'runOutPeriods'>, panel: Panel): Reading<Timeline> {
  const faults: Fault[] = [];
  const { start, end } = scenario.window;
  const from = parseIsoDay(start);
  const to = parseIsoDay(end);
  const report = (code: string, key: 'start' | 'end', params: Fault['params'] = {}): void => {
    faults.push(fault(code, 'error', { file: '', path: `window.${key}` }, key === 'start' ? start : end, params));
  };
  if (from === null) report('window-date', 'start');
  if (to === null) report('window-date', 'end');
  const origin = panel.periods[0];
  if (from === null || to === null || origin === undefined) return { value: null, faults };
  if (to < from) {
    report('window-end-before-start', 'end', { start });
    return { value: null, faults };
  }

  const { grain } = panel;
  const last = panel.periods.at(-1)!;
  const first = shiftPeriod(origin, grain, periodsFrom(origin, grain, from));
  const final = shiftPeriod(origin, grain, periodsFrom(origin, grain, to));
  if (first.start !== from) {
    const next = shiftPeriod(first, grain, 1);
    report('window-start-inside-period', 'start', {
      grain,
      before: formatDay(first.start),
      after: formatDay(next.start),
    });
  }
  if (final.end !== to) {
    const previous = shiftPeriod(final, grain, -1);
    report('window-end-inside-period', 'end', { grain, before: formatDay(previous.end), after: formatDay(final.end) });
  }
  if (first.start <= origin.start) {
    report('window-before-data', 'start', {
      data: formatDay(origin.start),
      earliest: formatDay(shiftPeriod(origin, grain, 1).start),
    });
  }
  const length = periodsFrom(first, grain, to) + 1;
  const gapLength = Math.max(0, periodsFrom(last, grain, from) - 1);
  if (length > longest) report('window-too-long', 'end', { periods: length, limit: longest });
  if (gapLength > longest)
    report('window-too-far', 'start', { through: formatDay(last.end), periods: gapLength, limit: longest });
  if (faults.length > 0) return { value: null, faults };

  const window = periodsBetween(origin, grain, from, to);
  return {
    value: {
      data: panel.periods.filter((period) => period.start < from),
      gap: followingPeriods(last, grain, gapLength),
      window,
      runOut: followingPeriods(window.at(-1)!, grain, scenario.runOutPeriods),
    },
    faults,
  };
}
