import type { Fault, Severity } from './fault.js';
import type { Panel } from './panel.js';

/** What the checks must know of the model beyond the data. */
export interface PanelExpectations {
  readonly kpiKinds: Readonly<Record<string, 'revenue' | 'count' | 'rate' | 'score'>>;
  /** Ids of channels that the model calls demand driven. */
  readonly demandDriven: readonly string[];
  /** A control that stands for demand (query volume, category sales) is in the model. */
  readonly hasDemandControl: boolean;
  readonly historyBefore: 'zero' | 'first_mean' | 'drop';
}

/** Thresholds of the checks, in one place, since the faults quote them. */
export const thresholds = {
  /** |r| of two series that cannot be told apart. */
  correlation: 0.9,
  varianceInflation: 10,
  /** Factor of a lasting jump that looks like another unit or currency. */
  levelShift: 6,
  /** Robust standard deviations and least factor of an odd cost per unit. */
  costSds: 6,
  costFactor: 3,
  /** Share of zeros and mean under which counts are sparse. */
  sparseZeros: 0.2,
  sparseMean: 10,
  /** Share of periods with media that makes a channel always on. */
  alwaysOn: 0.9,
  /** First periods that must all have media for a channel to have a history before the data. */
  firstPeriods: 4,
  /** Active periods below which a channel tells little. */
  rarelyOn: 6,
} as const;

/** One series with everything a finding about it must name. */
export interface Watched {
  readonly id: string;
  readonly part: 'kpi' | 'spend' | 'media' | 'reach' | 'frequency' | 'organic' | 'treatment' | 'control';
  readonly values: Float64Array;
}

/** The panel under check, and how its findings are written. */
export interface Check {
  readonly panel: Panel;
  readonly expectations: PanelExpectations;
  /** Every series, spend and media apart where they differ. */
  readonly watched: readonly Watched[];
  /** A finding about a series at some of its periods (indices; none for the whole series). */
  readonly report: (
    code: string,
    severity: Severity,
    series: Pick<Watched, 'id' | 'part'>,
    periods: readonly number[],
    found: number | string,
    params?: Readonly<Record<string, string | number>>,
  ) => Fault;
}

/** Shortens a figure for a sentence: six significant digits. */
export function figure(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : value;
}
