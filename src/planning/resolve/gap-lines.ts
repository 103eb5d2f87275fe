import { fault, parseIsoDay, type Fault } from '../../data/index.js';
import type { Scenario, ScenarioLine } from '../scenario.js';
import { flightShares } from './flight.js';
import type { Timeline } from './timeline.js';

/**
 * Lines whose whole flight stands between the data and the window, where `carry_in.gap_fill` is `lines`: their media
 * fill the gap, their money is no part of the plan's.
 */
export function splitGapLines(
  scenario: Scenario,
  timeline: Pick<Timeline, 'gap' | 'window'>,
): {
  readonly inWindow: readonly ScenarioLine[];
  readonly inGap: readonly ScenarioLine[];
  readonly faults: readonly Fault[];
} {
  if (scenario.carryIn.gapFill !== 'lines') return { inWindow: scenario.lines, inGap: [], faults: [] };
  const start = timeline.window[0]!.start;
  const isBefore = ({ flight }: ScenarioLine): boolean => {
    const to = flight.to === null ? null : parseIsoDay(flight.to);
    return to !== null && to < start;
  };
  const before = scenario.lines.filter(isBefore);
  const faults = before.flatMap((line): Fault[] => {
    const path = `lines.${line.index}.flight`;
    const first = timeline.gap[0]?.start;
    const from = line.flight.from === null ? null : parseIsoDay(line.flight.from);
    if (first === undefined || from === null || from < first) {
      const params = {
        start: timeline.gap[0]?.label ?? timeline.window[0]!.label,
        end: timeline.gap.at(-1)?.label ?? '',
        gap: timeline.gap.length,
      };
      return [fault('flight-outside-gap', 'error', { file: '', path: `${path}.from` }, line.flight.from ?? '', params)];
    }
    if (line.amount === null || line.exclude) {
      return [fault('gap-line-without-amount', 'error', { file: '', path: `lines.${line.index}` }, line.channel)];
    }
    return [];
  });
  const inWindow = scenario.lines.filter((line) => !isBefore(line));
  return { inWindow, inGap: faults.length > 0 ? [] : before, faults };
}

/**
 * Money of gap lines by period of the gap.
 *
 * @param reference `(gap)` money that a flight like the reference follows
 */
export function gapMoney(
  line: ScenarioLine,
  gap: Timeline['gap'],
  reference: Float64Array,
): { readonly value: Float64Array | null; readonly faults: readonly Fault[] } {
  const shares = flightShares(line, gap, { reference, lastYear: reference });
  return { value: shares.value?.map((share) => share * (line.amount ?? 0)) ?? null, faults: shares.faults };
}
