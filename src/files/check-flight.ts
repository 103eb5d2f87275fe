import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { PartialScenario } from './scenario-kind.js';
import type { ScenarioModel } from './scenario-model.js';

type PartialLine = NonNullable<NonNullable<PartialScenario['lines']>[number]>;

/** Dates of a flight in the window, and the keys that its shape needs or cannot use. */
export function checkFlight(
  line: PartialLine,
  scenario: PartialScenario,
  model: ScenarioModel | null,
  path: Path,
  checker: Checker,
): void {
  const { flight } = line;
  if (flight === undefined) return;
  const at: Path = [...path, 'flight'];
  checkDates(flight, scenario, at, checker);
  checkShape(flight, model, at, checker);
  if (flight.amounts === undefined) return;
  if (line.amount !== undefined) checker.sayOfKey('amounts-twice', [...path, 'amount'], { key: 'amount' });
  for (const key of ['weights', 'shape'] as const) {
    if (flight[key] !== undefined) checker.sayOfKey('amounts-twice', [...at, key], { key });
  }
}

type Flight = NonNullable<PartialLine['flight']>;

function checkDates({ from, to }: Flight, scenario: PartialScenario, at: Path, checker: Checker): void {
  const { start, end } = scenario.window ?? {};
  const params = { start: start ?? '', end: end ?? '' };
  if (from !== undefined && to !== undefined && to < from) {
    checker.say('flight-end-before-start', [...at, 'to'], params);
    return;
  }
  if (start === undefined || end === undefined || start > end) return;
  // Money before the window is told apart: it fills the gap after the data.
  if (scenario.carry_in?.gap_fill === 'lines' && to !== undefined && to < start) return;
  const outside = (date: string | undefined): boolean => date !== undefined && (date < start || date > end);
  if (outside(from)) checker.say('flight-outside-window', [...at, 'from'], params);
  if (outside(to)) checker.say('flight-outside-window', [...at, 'to'], params);
}

function checkShape(flight: Flight, model: ScenarioModel | null, at: Path, checker: Checker): void {
  const { shape } = flight;
  const isShapeRead = shape !== undefined || !checker.has([...at, 'shape']);
  const hasWeights = checker.has([...at, 'weights']);
  if (shape === 'custom' && !hasWeights) checker.say('custom-without-weights', at);
  if (isShapeRead && shape !== 'custom' && hasWeights) checker.sayOfKey('weights-without-custom', [...at, 'weights']);
  if (flight.weights?.every((weight) => weight === 0) === true) {
    checker.say('flight-weights-sign', [...at, 'weights']);
  }
  const needs: readonly ('weeks_on' | 'weeks_off')[] =
    shape === 'pulse' ? ['weeks_on', 'weeks_off'] : shape === 'burst' ? ['weeks_on'] : [];
  for (const key of ['weeks_on', 'weeks_off'] as const) {
    const isWritten = checker.has([...at, key]);
    if (needs.includes(key) && !isWritten) checker.say('shape-without-weeks', at, { shape: shape ?? '', key });
    if (isShapeRead && !needs.includes(key) && isWritten) {
      checker.sayOfKey('weeks-without-shape', [...at, key], { key, shape: shape ?? 'even' });
    }
  }
  if (needs.length > 0 && model !== null && model.grain !== 'weekly') {
    checker.say('shape-needs-weeks', [...at, 'shape'], { shape: shape ?? '' });
  }
}
