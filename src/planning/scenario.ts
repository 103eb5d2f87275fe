import type { Audience, NewChannel, ReachSettings } from './scenario-audiences.js';

/**
 * A scenario file as a typed value, every default filled in and every id checked against the model.
 * `files/` makes it from text; `resolve` makes it into a problem on the model's calendar.
 * Money is in whole units of the report currency; dates are `YYYY-MM-DD`.
 */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly brief: string;
  readonly owner: string;
  readonly parent: string | null;
  readonly reference: ReferenceChoice;
  readonly model: { readonly id: string; readonly version: number | null };
  readonly window: { readonly start: string; readonly end: string };
  readonly carryIn: { readonly gapFill: 'reference' | 'zero' | 'lines' };
  readonly runOutPeriods: number;
  readonly calendar: FiscalCalendar;
  readonly currency: {
    readonly report: string;
    readonly unit: '1' | 'k' | '万' | 'm' | '亿';
    /** By code of another currency. */
    readonly rates: Readonly<Record<string, ExchangeRate>>;
  };
  readonly objective: {
    readonly kind: ScenarioKindName;
    /** Id of a fitted KPI or of a formula KPI of this file. */
    readonly kpi: string;
    readonly horizon: 'whole_effect' | 'window';
    /** Share of the worst draws whose mean counts (`cvar20` → 0.2); null: the mean of all. */
    readonly risk?: number | null;
    /** `next_money`: working money to add, or below zero to take away. */
    readonly amount?: number | null;
    /** `efficiency_floor`: spend until the metric falls to `at`. */
    readonly efficiency?: Efficiency | null;
  };
  readonly kpis: readonly ScenarioKpi[];
  readonly budget: {
    /** null for `reference`. */
    readonly total: number | null;
    readonly spendAll: boolean;
    readonly tolerancePct: number;
    readonly contingencyPct: number;
    readonly feesPct: number;
  };
  readonly unlisted: 'reference' | 'zero';
  readonly lines: readonly ScenarioLine[];
  readonly newChannels: readonly NewChannel[];
  readonly audiences: readonly Audience[];
  /** null without audiences. */
  readonly reach: ReachSettings | null;
  readonly limits: readonly ScenarioLimit[];
  /** ± % of reference for every free line without min and max. */
  readonly boldnessPct: number;
  readonly boldness: 'hold' | 'cautious' | 'moderate' | 'bold' | 'custom';
  readonly assumptions: Assumptions;
  readonly acceptUnconverged: boolean;
  readonly uncertainty: { readonly interval: 0.5 | 0.8 | 0.9 | 0.95; readonly draws: number; readonly seed: number };
  readonly report: {
    readonly language: 'en' | 'zh-CN' | null;
    readonly depth: 'exec' | 'planner' | 'analyst';
    readonly noteToClient: string;
  };
  /** Dotted paths of every key whose value is a default (not written in the file). */
  readonly defaultsUsed: readonly string[];
}

export type ScenarioKindName = 'reference' | 'forecast' | 'maximise' | 'hit_target' | 'efficiency_floor' | 'next_money';

export interface Efficiency {
  readonly metric: 'roi' | 'marginal_roi' | 'cost_per_kpi';
  readonly at: number;
}

/** A rule over all the lines of a scope. */
export interface ScenarioLimit {
  /** What a line must be to count; what is null does not matter. */
  readonly scope: {
    readonly channel: string | null;
    readonly tag: string | null;
    readonly region: string | null;
    readonly audience: string | null;
    readonly period: { readonly from: string; readonly to: string } | null;
  };
  readonly amount: Ends;
  /** Of all money spent. */
  readonly share: Ends;
  /** Most money in any one period. */
  readonly periodMax: number | null;
  /** Most change from a period to the next inside a flight, % of the scope's mean spend per period. */
  readonly periodStepPct: number | null;
  readonly why: string;
}

export interface Ends {
  readonly min: number | null;
  readonly max: number | null;
}

export type ReferenceChoice =
  | { readonly kind: 'last_year' }
  | { readonly kind: 'last_n_periods'; readonly periods: number }
  | { readonly kind: 'scenario'; readonly id: string };

export interface ScenarioKpi {
  readonly id: string;
  readonly label: string;
  readonly role: 'primary' | 'floor' | 'watch';
  /** The KPI may not fall below this in the window; null without a floor. */
  readonly min?: number | null;
  /** How surely floor or target must be reached; 0.5 stands for the mean. */
  readonly chance?: number;
  /** null: a fitted KPI. Otherwise an expression, already checked, over KPI ids, `<id>_incremental`, `<id>_run_out`, `spend`, `spend_<channel>`. */
  readonly formula: string | null;
  readonly target: number | null;
}

/** An amount, a share of reference (`"-20%"` → −0.2) or nothing. */
export type Bound = { readonly amount: number } | { readonly relative: number } | null;

export interface ScenarioLine {
  /** Position in the file, from 0: where faults and bounds point. */
  readonly index: number;
  readonly channel: string;
  readonly campaign: string | null;
  readonly region: string | null;
  readonly audience: string | null;
  /** null only when excluded, or free in `maximise` and started at reference. In `currency`. */
  readonly amount: number | null;
  /** Of amount, bounds and price; null: the report's. */
  readonly currency: string | null;
  readonly lock: boolean;
  readonly exclude: boolean;
  readonly min: Bound;
  readonly max: Bound;
  /** Nothing, or at least this much money. */
  readonly minBuy?: number | null;
  /** Most and fewest periods with money. */
  readonly weeksOnMax?: number | null;
  readonly weeksOnMin?: number | null;
  readonly flight: {
    readonly from: string | null;
    readonly to: string | null;
    readonly shape: FlightShape;
  };
  readonly cost: { readonly per: string; readonly value: number; readonly inflationPct: number } | null;
}

/** Pattern of a line's money over the periods of its flight. */
export type FlightShape =
  /** By the day; the same in every period; as the reference; as a year ago; falling from the start; rising to the end. */
  | { readonly kind: 'even' | 'continuity' | 'reference' | 'last_year' | 'front' | 'back' }
  | { readonly kind: 'custom'; readonly weights: readonly number[] }
  | { readonly kind: 'pulse'; readonly weeksOn: number; readonly weeksOff: number }
  /** All of it in the first weeks. */
  | { readonly kind: 'burst'; readonly weeksOn: number };

export interface FiscalCalendar {
  readonly pattern: 'calendar' | '4-4-5' | '4-5-4' | '5-4-4' | 'broadcast';
  /** Month and day near which every fiscal year starts, in any year; null: 1 January. */
  readonly yearStart: string | null;
  readonly week53: 'keep' | 'drop';
}

export interface ExchangeRate {
  /** Report currency per unit. */
  readonly rate: number;
  readonly asOf: string | null;
}

/** A promotion that acts as an earlier one did: day by day the value that the treatment had then. */
export interface PromoAssumption {
  readonly treatment: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly sameAs: { readonly from: string; readonly to: string };
}

/** Whole effect × (multiplier − 1) is shown apart as what lasts beyond the model's reach. */
export interface LongTermMultiplier extends Assumed {
  readonly use: boolean;
}

export interface Assumed {
  readonly low: number | null;
  readonly mid: number;
  readonly high: number | null;
  readonly source: string;
}

export interface Assumptions {
  /** `default` and by channel id, per cent. */
  readonly mediaInflationPct: Readonly<Record<string, Assumed>>;
  readonly baselineGrowthPct: Assumed | null;
  /** By control id: per cent change on its stated future. */
  readonly controls: Readonly<Record<string, Assumed>>;
  /** By treatment id: value during the window relative to its stated future (1 = as is). */
  readonly treatments: Readonly<Record<string, Assumed>>;
  readonly promo: readonly PromoAssumption[];
  readonly longTermMultiplier: LongTermMultiplier | null;
}
