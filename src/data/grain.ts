import { addMonths, monthsBetween } from './calendar.js';
import { monthAnchor } from './periods.js';
import type { Day, Grain } from './period.js';

/** How the labels of a table step through time. */
export interface GrainFinding {
  /** null: fewer than two labels, or no even step explains most of them. */
  readonly grain: Grain | null;
  /** Labels that an even calendar would have between the first and the last, and the table has not; at most 500. */
  readonly gaps: readonly Day[];
  /** Labels that do not fall on the even calendar. */
  readonly offBeat: readonly Day[];
}

const STEPS: readonly { readonly grain: Grain; readonly fits: (step: number) => boolean }[] = [
  { grain: 'daily', fits: (step) => step === 1 },
  { grain: 'weekly', fits: (step) => step === 7 },
  { grain: 'monthly', fits: (step) => step >= 28 && step <= 31 },
  { grain: 'quarterly', fits: (step) => step >= 90 && step <= 92 },
];

function medianStep(sorted: readonly Day[]): number {
  const steps = sorted.slice(1).map((day, index) => day - (sorted[index] ?? day));
  steps.sort((a, b) => a - b);
  return steps[Math.floor((steps.length - 1) / 2)] ?? 0;
}

/** Finds the grain of labels (any order, repeats allowed) by the most usual step, then what breaks it. */
export function detectGrain(labels: readonly Day[]): GrainFinding {
  const sorted = [...new Set(labels)].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || sorted.length < 2) return { grain: null, gaps: [], offBeat: [] };
  const step = medianStep(sorted);
  const grain = STEPS.find((candidate) => candidate.fits(step))?.grain ?? null;
  if (grain === null) return { grain, gaps: [], offBeat: [] };

  const expected = expectedLabels(sorted, grain, first, last);
  const present = new Set(sorted);
  const due = new Set(expected);
  return {
    grain,
    gaps: expected.filter((label) => !present.has(label)).slice(0, 500),
    offBeat: sorted.filter((label) => !due.has(label)),
  };
}

/** Upper bound on the labels of an even calendar: two centuries of days. */
const MOST_LABELS = 75_000;

function expectedLabels(sorted: readonly Day[], grain: Grain, first: Day, last: Day): Day[] {
  if (grain === 'daily' || grain === 'weekly') {
    const step = grain === 'daily' ? 1 : 7;
    const count = Math.min(MOST_LABELS, Math.floor((last - first) / step) + 1);
    return Array.from({ length: count }, (_, index) => first + index * step);
  }
  const months = grain === 'monthly' ? 1 : 3;
  const anchor = monthAnchor(sorted);
  const count = Math.floor(monthsBetween(first, last) / months) + 1;
  return Array.from({ length: count }, (_, index) => addMonths(first, index * months, anchor));
}
