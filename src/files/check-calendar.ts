import {
  formatDay,
  parseIsoDay,
  periodsBetween,
  periodsFrom,
  shiftPeriod,
  type Panel,
  type Period,
} from '../data/index.js';
import type { Checker } from './checker.js';
import type { PartialScenario } from './scenario-kind.js';

/**
 * The window and the flights on the calendar of the data. The planner checks the same when it puts a scenario on the
 * calendar; here it is said beside whatever else is wrong with the file.
 */
export function checkCalendar(scenario: PartialScenario, panel: Panel, checker: Checker): void {
  const [start, end] = [dayOf(scenario.window?.start), dayOf(scenario.window?.end)];
  const origin = panel.periods[0];
  if (origin === undefined || start === null || end === null || end < start) return;
  const { grain } = panel;
  const periodOf = (day: number): Period => shiftPeriod(origin, grain, periodsFrom(origin, grain, day));
  const [first, last] = [periodOf(start), periodOf(end)];
  if (first.start !== start) {
    const after = formatDay(shiftPeriod(first, grain, 1).start);
    checker.say('window-start-inside-period', ['window', 'start'], { grain, before: formatDay(first.start), after });
  }
  if (last.end !== end) {
    const before = formatDay(shiftPeriod(last, grain, -1).end);
    checker.say('window-end-inside-period', ['window', 'end'], { grain, before, after: formatDay(last.end) });
  }
  if (first.start <= origin.start) {
    const earliest = formatDay(shiftPeriod(origin, grain, 1).start);
    checker.say('window-before-data', ['window', 'start'], { data: formatDay(origin.start), earliest });
  }
  if (first.start === start && last.end === end) checkWeights(scenario, panel, start, end, checker);
}

/** Custom weights and amounts stand for the periods that the flight touches, one each. */
function checkWeights(scenario: PartialScenario, panel: Panel, start: number, end: number, checker: Checker): void {
  scenario.lines?.forEach((line, index) => {
    const { weights, amounts, shape, from, to } = line?.flight ?? {};
    const key = amounts === undefined ? 'weights' : 'amounts';
    const written = amounts ?? (shape === 'custom' ? weights : undefined);
    if (written === undefined) return;
    const [first, last] = [dayOf(from) ?? start, dayOf(to) ?? end];
    if (last < first || first < start || last > end) return;
    const periods = periodsBetween(panel.periods[0]!, panel.grain, first, last).length;
    if (written.length === periods) return;
    checker.say('flight-weights-count', ['lines', index, 'flight', key], { periods });
  });
}

function dayOf(text: string | undefined): number | null {
  return text === undefined ? null : parseIsoDay(text);
}
