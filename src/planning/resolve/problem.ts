import type { FittedModel } from '../../mixmodel/index.js';
import type { Scenario } from '../scenario.js';
import type { ReferenceSeries } from './reference-spend.js';
import type { Timeline } from './timeline.js';

/** A scenario on the model's calendar: what `forecast` evaluates and `maximise` moves. Money in report currency. */
export interface Problem {
  readonly scenario: Scenario;
  readonly fitted: FittedModel;
  readonly timeline: Timeline;
  readonly reference: ReferenceSeries;
  /** In the model's order. */
  readonly channels: readonly ProblemChannel[];
  /** null for kind `reference`. */
  readonly budget: Budget | null;
}

/** total = working money + contingency + fees; all to the cent. */
export interface Budget {
  readonly total: number;
  readonly contingency: number;
  readonly fees: number;
  readonly working: number;
}

export interface ProblemChannel {
  readonly id: string;
  readonly label: string;
  readonly unit: string | null;
  readonly mediaIsSpend: boolean;
  /** `(data + gap)` media. */
  readonly history: Float64Array;
  /** Media in every period before the data. */
  readonly before: number;
  /** `(window)` money of the reference. */
  readonly referenceSpend: Float64Array;
  /** `(window)` units of media per money of the reference plan, at the prices of the window. */
  readonly unitsPerMoney: Float64Array;
  readonly lines: readonly ProblemLine[];
}

export type BoundSource =
  'min' | 'max' | 'lock' | 'exclude' | 'zero' | 'unlisted' | 'boldness' | 'seen' | 'base' | 'none';

export interface ProblemLine {
  /** Place in the file; null for the line that stands for an unlisted channel. */
  readonly index: number | null;
  readonly campaign: string | null;
  readonly region: string | null;
  readonly audience: string | null;
  readonly locked: boolean;
  readonly excluded: boolean;
  /** `(window)` share of the line's money by period; sums to 1. */
  readonly shares: Float64Array;
  /** `(window)` units of media per money. */
  readonly unitsPerMoney: Float64Array;
  /** Money of the line as written, or at reference. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  readonly lowFrom: BoundSource;
  readonly highFrom: BoundSource;
  /** Nothing, or at least this much; 0 for any money. */
  readonly minBuy?: number;
  /** Bound that would hold if the rule behind `high` were not there: the level the model has seen. */
  readonly seenHigh: number;
}

/** Whole cents: the smallest money there is. */
export function toCents(money: number): number {
  return Math.round(money * 100) / 100;
}

export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
