import type { Grain, Period } from './period.js';

/**
 * The checked data of one model: every series is `(groups × periods)`, row-major
 * (`index = group · periods.length + period`), in the units of the file.
 */
export interface Panel {
  readonly grain: Grain;
  readonly dateMarks: 'start' | 'end';
  readonly periods: readonly Period[];
  /** `all` for national data, else `region` or `region|audience`. */
  readonly groups: readonly string[];
  /** `(groups)`: heads in each group, null where the data do not say. */
  readonly population?: Float64Array | null;
  /** 1 where the row stands in the likelihood of every KPI, 0 where masked or before the first KPI value. */
  readonly inLikelihood: Uint8Array;
  readonly kpis: readonly KpiSeries[];
  readonly channels: readonly ChannelSeries[];
  readonly organic: readonly Series[];
  readonly treatments: readonly Series[];
  readonly controls: readonly Series[];
  /**
   * Share (0–1) of each period's days inside each holiday term, `(terms × periods)`; empty when no country is set.
   * Kept for the periods of the data; `holidayShares` of this room makes them for any other period.
   */
  readonly holidays: readonly HolidayTerm[];
  /** Columns kept as they are, by header: counterfactuals of experiments, stated futures. NaN where blank. */
  readonly extras?: readonly Series[];
}

export interface Series {
  readonly id: string;
  readonly values: Float64Array;
  /** Organic media with reach and frequency: `values` is the reach, and this how often each person saw it. */
  readonly frequency?: Float64Array;
}

export interface KpiSeries extends Series {
  /** Money per unit of KPI, same layout; null when the KPI is money itself or has no value. NaN-free. */
  readonly valuePerUnit: Float64Array | null;
}

export interface ChannelSeries {
  readonly id: string;
  /** Money. */
  readonly spend: Float64Array;
  /** What the regression uses: units of media, people reached, or the spend itself. */
  readonly media: Float64Array;
  /** How often each person reached saw it, 0 where nobody was; absent where the channel has no reach and frequency. */
  readonly frequency?: Float64Array;
  readonly mediaIsSpend: boolean;
}

/** One of the three regressors of a movable event: before it, during it, after it. */
export interface HolidayTerm {
  /** e.g. `spring_festival:before` */
  readonly id: string;
  readonly event: string;
  readonly phase: 'before' | 'during' | 'after';
  /** `(periods)`: share of the period's days inside. */
  readonly shares: Float64Array;
}

/** Media as they are bought: the impressions (reach × frequency) of a channel that has them, else its media. */
export function boughtMedia({ media, frequency }: Pick<ChannelSeries, 'media' | 'frequency'>): Float64Array {
  return frequency === undefined ? media : media.map((reach, row) => reach * frequency[row]!);
}
