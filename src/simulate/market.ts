/**
 * A market file as a typed value: how a synthetic market is made. Every confounder is a switch.
 * Money in currency units per period unless said otherwise.
 */
export interface Market {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly language: 'en' | 'zh-CN';
  readonly grain: 'weekly' | 'monthly';
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
    readonly holidays: Readonly<Record<string, number>>;
    readonly country: 'CN' | 'US' | 'GB' | 'DE' | null;
  };
  /** Standard deviation as share of the baseline level. */
  readonly noise: number;
  readonly channels: readonly MarketChannel[];
  readonly price: { readonly elasticity: number; readonly sd: number } | null;
  readonly promotion: { readonly lift: number; readonly everyPeriods: number; readonly lasts: number } | null;
  readonly competitor: { readonly effect: number; readonly sd: number } | null;
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
  readonly alpha: number;
  readonly half: number;
  readonly slope: number;
  /** True ROI over the data (value ÷ spend); 0 is a channel with no effect. */
  readonly roi: number;
  readonly demandDriven: boolean;
  readonly tags: readonly string[];
}
