import { fault, parseIsoDay, type Fault, type Period, type Reading } from '../../data/index.js';
import type { ScenarioLine } from '../scenario.js';

/** `(window)` money of the line's groups that a flight may follow. */
export interface FlightPatterns {
  readonly reference: Float64Array;
  /** A year before each period, whatever the reference is. */
  readonly lastYear: Float64Array;
}

/**
 * Shares of a line's money by window period, summing to 1. An even flight buys by the day, so a period that the
 * flight only touches gets the share of its days; so do pulses and bursts in their weeks, and falling or rising
 * flights, whose weights go n, n − 1, … 1 and back. Custom weights stand for the periods that the flight touches.
 */
export function flightShares(
  line: ScenarioLine,
  window: readonly Period[],
  patterns: FlightPatterns,
): Reading<Float64Array> {
  const faults: Fault[] = [];
  const path = `lines.${line.index}.flight`;
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
  const shares = shapedShares(line, window, days, patterns);
  if (shares.value === null) return shares;
  const sum = shares.value.reduce((total, value) => total + value, 0);
  return { value: shares.value.map((value) => value / sum), faults };
}

/** Weights by period, of any sum above nothing. */
function shapedShares(
  line: ScenarioLine,
  window: readonly Period[],
  days: Float64Array,
  patterns: FlightPatterns,
): Reading<Float64Array> {
  const { shape } = line.flight;
  const touched = days.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  /** @param weight of the k-th period that the flight touches */
  const byPlace = (weight: (place: number) => number, byDay: boolean): Float64Array => {
    let place = 0;
    return days.map((value) => (value > 0 ? weight(place++) * (byDay ? value : 1) : 0));
  };
  const plain = (value: Float64Array): Reading<Float64Array> => ({ value, faults: [] });
  switch (shape.kind) {
    case 'even':
      return plain(days);
    case 'continuity':
      return plain(byPlace(() => 1, false));
    case 'front':
      return plain(byPlace((place) => touched - place, true));
    case 'back':
      return plain(byPlace((place) => place + 1, true));
    case 'pulse':
      return plain(byPlace((place) => (place % (shape.weeksOn + shape.weeksOff) < shape.weeksOn ? 1 : 0), true));
    case 'burst':
      return plain(byPlace((place) => (place < shape.weeksOn ? 1 : 0), true));
    case 'reference':
    case 'last_year': {
      const money = shape.kind === 'reference' ? patterns.reference : patterns.lastYear;
      const pattern = days.map((value, t) => {
        const { start, end } = window[t]!;
        return (money[t]! * value) / (end - start + 1);
      });
      // Without money in the flight there is no pattern to follow; an even one is stated as such in the report.
      return plain(pattern.some((value) => value > 0) ? pattern : days);
    }
    case 'custom': {
      const { weights } = shape;
      const where = { file: '', path: `lines.${line.index}.flight.weights` };
      if (weights.length !== touched) {
        const params = { periods: touched };
        return { value: null, faults: [fault('flight-weights-count', 'error', where, String(weights.length), params)] };
      }
      if (weights.some((weight) => !(weight >= 0)) || weights.every((weight) => weight === 0)) {
        return { value: null, faults: [fault('flight-weights-sign', 'error', where, weights.join(', '))] };
      }
      return plain(byPlace((place) => weights[place]!, false));
    }
  }
}
