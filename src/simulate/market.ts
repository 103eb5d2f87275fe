import type { Grain } from '../data/index.js';

/**
 * A market file as a typed value: how a synthetic market is made. Every confounder is a switch.
 * Money in currency units per period unless said otherwise.
 */
export interface Market {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly language: 'en' | 'zh-CN';
  readonly grain: Grain;
  readonly start: string;
  readonly periods: number;
  readonly kpi: {
    readonly id: string;
    readonly label: string;
    readonly kind: 'revenue' | 'count';
    readonly valuePerUnit: number | null;
  };
  /** KPI per period without media; trend and season as share of it. */
  readonly baseline: {
    readonly level: number;
    readonly trendPerYear: number;
    readonly season: readonly { readonly pair: number; readonly sin: number; readonly cos: number }[];
    /** Of daily markets, Monday first: what each weekday adds. */
    readonly weekday?: readonly number[];
    readonly holidays: Readonly<Record<string, number>>;
    readonly country: 'CN' | 'US' | 'GB' | 'DE' | null;
  };
  /** Standard deviation as share of the baseline level. */
  readonly noise: number;
  /** Correlation of the noise with that of the period before, 0 ≤ carry < 1. */
  readonly noiseCarry: number;
  readonly channels: readonly MarketChannel[];
  readonly price: { readonly elasticity: number; readonly sd: number } | null;
  readonly promotion: { readonly lift: number; readonly everyPeriods: number; readonly lasts: number } | null;
  readonly competitor: { readonly effect: number; readonly sd: number } | null;
  /**
   * A demand that moves sales, and the spend of demand-driven channels with it: an autoregressive path whose standard
   * deviation is a share of the baseline level. The analyst sees it (as a control) or not.
   */
  readonly demand: { readonly sd: number; readonly carry: number; readonly seen: boolean } | null;
  /** null: one market as a whole. */
  readonly groups: MarketGroups | null;
  readonly switches: {
    /** Correlation between the flights of all channels, 0–1. */
    readonly correlatedFlights: number;
    /** How much spend follows the season, 0–1. */
    readonly seasonMediaConfounding: number;
    /** Period at which the baseline jumps, and by which share; null none. */
    readonly structuralBreak: { readonly period: number; readonly share: number } | null;
  };
  readonly liftTests: readonly {
    readonly channel: string;
    /** Group in which the test is held; null: everywhere. */
    readonly region: string | null;
    readonly start: number;
    readonly periods: number;
    readonly spendFactor: number;
    readonly relativeError: number;
  }[];
  /** Money to plan with for the true optimum; null: last 13 periods' spend. */
  readonly optimumBudget: number | null;
}

export interface MarketChannel {
  readonly id: string;
  readonly label: string;
  /** Mean spend in an active period. */
  readonly spend: number;
  readonly spread: number;
  /** Share of periods on, and mean length of a flight; 1 = always on. */
  readonly share: number;
  readonly flight: number;
  /** First period with spend (late starter). */
  readonly startsAt: number;
  readonly unit: string | null;
  /** Money per unit, null: media is spend. */
  readonly costPerUnit: number | null;
  /** Share carried over by geometric adstock; 0 where `adstock` says another. */
  readonly alpha: number;
  readonly adstock: MarketAdstock | null;
  readonly half: number;
  readonly slope: number;
  /**
   * How the effect of the same media moves over the data: growth per year, and the spread that a random walk of its
   * logarithm gathers over a year. The stated ROI is that of the data as a whole; after the data the effect stays.
   */
  readonly drift: { readonly perYear: number; readonly sd: number } | null;
  /** Spends in step with another channel, apart from a log-normal spread of its own; null: its own flights. */
  readonly follows: { readonly channel: string; readonly spread: number } | null;
  /** True ROI over the data (value ÷ spend); 0 is a channel with no effect. */
  readonly roi: number;
  readonly demandDriven: boolean;
  readonly tags: readonly string[];
}

/** Adstock outside the default family; lags 0 … periods − 1, weights summing to 1. */
export type MarketAdstock = { readonly periods: number } &
  /** Of more lags than the usual. */
  (
    | { readonly kind: 'geometric'; readonly alpha: number }
    | { readonly kind: 'delayed'; readonly alpha: number; readonly peak: number }
    | { readonly kind: 'binomial'; readonly alpha: number }
    | { readonly kind: 'weibull_pdf' | 'weibull_cdf'; readonly shape: number; readonly scale: number }
  );

/** Regions that share season, prices and noise level per head, and differ in size, level and media effects. */
export interface MarketGroups {
  readonly regions: readonly { readonly id: string; readonly population: number }[];
  /** Standard deviation over regions of a channel's effect per head, as share of its mean: normal around the mean. */
  readonly effectSpread: number;
  /** Log-normal spread of the baseline per head. */
  readonly levelSpread: number;
  /** Correlation of a channel's flights in a region with its national ones, 0–1. */
  readonly sharedFlights: number;
}
