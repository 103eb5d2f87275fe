import type { FittedModel } from '../../mixmodel/index.js';
import type { Scenario } from '../scenario.js';
import type { GroupAddress } from './group-address.js';
import type { ReferenceSeries } from './reference-spend.js';
import type { SplitRule } from './split-rule.js';
import type { Timeline } from './timeline.js';

/** A scenario on the model's calendar: what `forecast` evaluates and `maximise` moves. Money in report currency. */
export interface Problem {
  readonly scenario: Scenario;
  readonly fitted: FittedModel;
  readonly timeline: Timeline;
  readonly reference: ReferenceSeries;
  /**
   * The units of the optimiser, in the model's order of channels: whatever one amount of money moves. One per channel
   * for a national model; on a panel one per channel and group where lines name the group.
   */
  readonly channels: readonly ProblemChannel[];
  /** What shares one adstock and one saturation: channel × group, in the order of `channels`. */
  readonly cells: readonly ProblemCell[];
  /** `(groups)` region and audience of the model's groups. */
  readonly groups: readonly GroupAddress[];
  /** `(groups)` weight of a group in KPIs that are averaged (rates, scores): population share, else even; sums to 1. */
  readonly groupWeights: Float64Array;
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
  /** The channel's id; `tv@north` where the channel has several units. */
  readonly id: string;
  readonly channel: string;
  readonly label: string;
  /** The region or audience of the unit where a channel has several; null else. */
  readonly region: string | null;
  readonly audience: string | null;
  readonly unit: string | null;
  readonly mediaIsSpend: boolean;
  /** `(window)` money of the reference, all cells. */
  readonly referenceSpend: Float64Array;
  readonly lines: readonly ProblemLine[];
  /** Places of its cells in `Problem.cells`; the place of the unit itself for a national model. */
  readonly cells: readonly number[];
}

/** One channel in one group of the model. */
export interface ProblemCell {
  /** Place of the channel in the model. */
  readonly channel: number;
  /** Place of its unit in `Problem.channels`. */
  readonly unit: number;
  readonly group: number;
  /** `(data + gap)` media; impressions where the channel has reach and frequency. */
  readonly history: Float64Array;
  /** `(data + gap)` how often each person reached saw it; null where the channel has no reach and frequency. */
  readonly frequency: Float64Array | null;
  /** The same in every period before the data. */
  readonly before: { readonly media: number; readonly frequency: number };
  /** `(window)` money of the reference. */
  readonly referenceSpend: Float64Array;
  /** `(window)` units of media per money of the reference plan, at the prices of the window. */
  readonly unitsPerMoney: Float64Array;
  /** By line of the unit. */
  readonly lines: readonly CellLine[];
}

/** The part of a line that one cell gets. */
export interface CellLine {
  /** `(window)` share of the line's money; over all cells and periods of the unit they sum to 1. */
  readonly shares: Float64Array;
  /** `(window)` units of media per money as they act: bought units times the line's `responseIndex`. */
  readonly unitsPerMoney: Float64Array;
}

export type BoundSource =
  'min' | 'max' | 'lock' | 'exclude' | 'zero' | 'unlisted' | 'boldness' | 'max_share' | 'seen' | 'base' | 'none';

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
  /** `(window)` units of media per money, over the line's groups. */
  readonly unitsPerMoney: Float64Array;
  /** How much more a unit of media does on this line's audience than on all; 1 without an assumption. */
  readonly responseIndex: number;
  /** How its money was divided among groups. */
  readonly split: SplitRule;
  /** What its effect rests on: the model, a rule of division, or an assumption of the file. */
  readonly mark: 'modelled' | 'allocated' | 'assumed';
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
