import { fault, parseIsoDay, type Fault, type Period, type Reading } from '../../data/index.js';
import type { ScenarioLine } from '../scenario.js';

/**
 * Shares of a line's money by window period, summing to 1. An even flight buys by the day, so a period that the
 * flight only touches gets the share of its days; custom weights stand for the periods that the flight touches.
 *
 * @param reference `(window)` reference spend of the channel, the pattern of a `reference` shape
 */
export function flightShares(
  line: ScenarioLine,
  window: readonly Period[],
  reference: Float64Array,
): Reading<Float64Array> {
  const faults: Fault[] = [];
  const path = `lines.${line.index}.flight`;
  const { shape } = line.flight;
  const day = (key: 'from' | 'to', otherwise: number): number => {
    const text = line.flight[key];
    if (text === null) return otherwise;
    const at = parseIsoDay(text);
    if (at === null) faults.push(fault('flight-date', 'error', { file: '', path: `${path}.${key}` }, text));
    return at ?? otherwise;
  };
  const first = window[0]!.start;
  const last = window.at(-1)!.end;
  const from = day('from', first);
  const to = day('to', last);
  const window_ = { start: window[0]!.label, end: window.at(-1)!.label };
  if (to < from)
    faults.push(
      fault('flight-end-before-start', 'error', { file: '', path: `${path}.to` }, line.flight.to ?? '', window_),
    );
  else if (from < first || to > last) {
    const key = from < first ? 'from' : 'to';
    faults.push(
      fault('flight-outside-window', 'error', { file: '', path: `${path}.${key}` }, line.flight[key] ?? '', window_),
    );
  }
  if (faults.length > 0) return { value: null, faults };

  const days = Float64Array.from(window, ({ start, end }) =>
    Math.max(0, Math.min(end, to) - Math.max(start, from) + 1),
  );
  const touched = days.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  let shares = days;
  if (shape.kind === 'custom') {
    const { weights } = shape;
    if (weights.length !== touched) {
      faults.push(
        fault('flight-weights-count', 'error', { file: '', path: `${path}.weights` }, String(weights.length), {
          periods: touched,
        }),
      );
    } else if (weights.some((weight) => !(weight >= 0)) || weights.every((weight) => weight === 0)) {
      faults.push(fault('flight-weights-sign', 'error', { file: '', path: `${path}.weights` }, weights.join(', ')));
    }
    if (faults.length > 0) return { value: null, faults };
    let next = 0;
    shares = days.map((value) => (value > 0 ? weights[next++]! : 0));
  } else if (shape.kind === 'reference') {
    const pattern = days.map((value, t) => {
      const { start, end } = window[t]!;
      return (reference[t]! * value) / (end - start + 1);
    });
    // Without reference money in the flight there is no pattern to follow; an even one is stated as such in the report.
    if (pattern.some((value) => value > 0)) shares = pattern;
  }
  const sum = shares.reduce((total, value) => total + value, 0);
  return { value: shares.map((value) => value / sum), faults };
}
