/**
 * A model file as a typed value: every default filled in, every id checked. `files/` makes it from text;
 * nothing here knows where it came from. Priors hold on the scale on which they are written.
 */
export type Prior = (
  | { readonly family: 'fixed'; readonly value: number }
  | { readonly family: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly family: 'laplace'; readonly location: number; readonly scale: number }
  | { readonly family: 'halfnormal'; readonly sd: number }
  | { readonly family: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly family: 'beta'; readonly a: number; readonly b: number }
  | { readonly family: 'gamma'; readonly shape: number; readonly rate: number }
  | { readonly family: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly family: 'truncated_normal';
      readonly mean: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly family: 'student_t'; readonly df: number; readonly location: number; readonly scale: number }
) & {
  /** Added to the variable: `shift + family`. 0 by default. */
  readonly shift: number;
};

/** Weights by lag: see `lag-weights.ts`. `normalised`: they sum to 1. */
export type AdstockSpec =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'geometric';
      /** Number of lags counted from 0, or every lag back to the start of the history. */
      readonly periods: number | 'all';
      readonly alpha: Prior;
      readonly normalised: boolean;
    }
  | { readonly kind: 'binomial'; readonly periods: number; readonly alpha: Prior; readonly normalised: boolean }
  | {
      readonly kind: 'delayed';
      readonly periods: number;
      readonly alpha: Prior;
      /** Lag of the largest weight, in periods. */
      readonly peak: Prior;
      readonly normalised: boolean;
    }
  | {
      readonly kind: 'weibull_pdf' | 'weibull_cdf';
      readonly periods: number;
      readonly shape: Prior;
      /** In periods. */
      readonly scale: Prior;
      readonly normalised: boolean;
    };

export type SaturationSpec =
  | { readonly kind: 'none' }
  /** half in units of the scaled media */
  | { readonly kind: 'hill'; readonly half: Prior; readonly slope: Prior }
  | { readonly kind: 'logistic'; readonly rate: Prior };

/**
 * What the prior of a media effect is written on. `marginal_roi` is the value of 1 % more media in every period of the
 * data ÷ 1 % of the spend (Google Meridian 1.3); `contribution` the share of the KPI's total. Of a KPI without a value
 * in money, `roi` counts KPI units per unit of money.
 */
export interface EffectSpec {
  readonly on: 'roi' | 'marginal_roi' | 'contribution' | 'coefficient';
  readonly prior: Prior;
}

export type Future =
  { readonly kind: 'last_year' | 'held' | 'zero' } | { readonly kind: 'column'; readonly column: string };

export interface MediaSpec {
  readonly id: string;
  /** What people read; the id where the file gives none. */
  readonly label: string;
  readonly adstock: AdstockSpec;
  readonly saturation: SaturationSpec;
  /** Which transform comes first. Files saved before there was a choice have none: adstock first. */
  readonly order?: 'adstock_first' | 'saturation_first';
  /**
   * Columns of people reached and how often each saw the media, where the file has them in place of media: the medium
   * is then the adstock of reach · S(frequency), and its impressions are reach × frequency.
   */
  readonly reachColumns?: { readonly reach: string; readonly frequency: string };
  /** By KPI id; every fitted KPI has an entry. */
  readonly effect: Readonly<Record<string, EffectSpec>>;
}

export interface ChannelSpec extends MediaSpec {
  readonly spendColumn: string;
  /** null: the regression uses the spend itself. */
  readonly mediaColumn: string | null;
  readonly unit: string | null;
  readonly demandDriven: boolean;
  readonly tags: readonly string[];
}

export interface OrganicSpec extends MediaSpec {
  readonly mediaColumn: string;
  readonly future: Future;
}

export interface TreatmentSpec {
  readonly id: string;
  readonly label: string;
  readonly column: string;
  /** The level that counts as "no treatment". */
  readonly baseline: 'min' | 'max' | number;
  /** Prior on the coefficient of (value − baseline) ÷ sd, in scaled KPI; with `on`, on the share of the KPI instead. */
  readonly coefficient: Prior;
  /** The prior is on the share of the KPI that the treatment makes up: see `treatment-prior.ts`. */
  readonly on?: 'contribution';
  readonly future: Future;
}

export interface ControlSpec {
  readonly id: string;
  readonly label: string;
  readonly column: string;
  readonly standardise: boolean;
  readonly coefficient: Prior;
  readonly future: Future;
}

export interface KpiSpec {
  readonly id: string;
  readonly label: string;
  readonly column: string;
  readonly kind: 'revenue' | 'count' | 'rate' | 'score';
  readonly valuePerUnit: null | { readonly value: number } | { readonly column: string; readonly future: Future };
}

/** Where the knots of a trend stand. */
export type KnotPlaces =
  | { readonly every: number }
  | { readonly at: readonly string[] }
  /** Chosen by the data before the fit: `every` and `choice` say what was. */
  | { readonly at: 'auto'; readonly every?: number; readonly choice?: KnotChoice };

/** What the data said of the spacings of knots that were tried. */
export interface KnotChoice {
  readonly every: number;
  readonly tried: readonly {
    readonly every: number;
    readonly knots: number;
    /** log p(y), everything integrated out. */
    readonly logEvidence: number;
  }[];
}

export type TrendSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'linear'; readonly coefficient: Prior }
  /**
   * Piecewise linear through knots: each step between neighbouring knots has the prior, the first knot at 0; or each
   * value at a knot has, the first one's too.
   */
  | ({ readonly kind: 'knots' } & KnotPlaces & ({ readonly step: Prior } | { readonly value: Prior }))
  /** A level that takes a random step each period, 0 at the first: Normal(0, stepSd), in scaled KPI. */
  | { readonly kind: 'drift'; readonly stepSd: Prior };

export interface ExperimentSpec {
  readonly channel: string;
  /** KPI the effect is counted in; the first KPI where the file gives none. */
  readonly kpi: string;
  readonly start: string;
  readonly end: string;
  /** Where it ran; null: wherever the model has groups. */
  readonly region?: string | null;
  readonly audience?: string | null;
  readonly counterfactual: { readonly spend: number } | { readonly pctOfActual: number } | { readonly column: string };
  /** KPI units caused by (actual − counterfactual). */
  readonly effect: number;
  readonly sd: number;
  readonly effectThrough: 'end' | 'run_out';
  /** true: the tested rows leave the likelihood, unless `sdFromElsewhere`. */
  readonly inData: boolean;
  readonly sdFromElsewhere: boolean;
  readonly shareOfMarket: number;
  readonly source: string;
}

export interface MaskSpec {
  readonly from: string;
  readonly to: string;
  readonly group: string | null;
  readonly why: string;
}

export interface HolidaySpec {
  /** ISO country code or null: no holiday terms. */
  readonly country: 'CN' | 'US' | 'GB' | 'DE' | null;
  readonly include: 'default' | readonly string[];
  readonly windows: Readonly<
    Record<string, { readonly before: number; readonly days: number; readonly after: number }>
  >;
  readonly coefficient: Prior;
}

export interface GroupsSpec {
  /** none: an effect per group, each with the prior; partial: around a common one; complete: one for all. */
  readonly pooling: 'none' | 'partial' | 'complete';
  /** normal: b_g = b + spread · δ_g; lognormal: b_g = b · exp(spread · δ_g). */
  readonly effects: 'normal' | 'lognormal';
  readonly spread: Prior;
  /** Of each group's own level, added to the common intercept. */
  readonly intercept: Prior;
  readonly poolControls: boolean;
  readonly controlsSpread: Prior;
  /** The group without a level of its own. */
  readonly baselineGroup: string | null;
}

/** By the day of the year, and by the weekday where the data are daily (`auto`; left out: none). */
export type SeasonSpec =
  | { readonly kind: 'none'; readonly weekday?: 'auto' | 'none'; readonly coefficient?: Prior }
  | {
      readonly kind: 'fourier';
      readonly pairs: number;
      readonly weekday?: 'auto' | 'none';
      readonly coefficient: Prior;
    };

export type NoiseSpec = {
  /** Of the noise of any one period, in scaled KPI: standard deviation, or the scale of the Student t. */
  readonly sd: Prior;
  /** Correlation of the noise of neighbouring periods (stationary AR(1)); 0 where it is left out. */
  readonly ar?: Prior;
  /** Every group has its own standard deviation, each with the prior. */
  readonly perGroup?: boolean;
} & ({ readonly kind: 'normal' } | { readonly kind: 'student_t'; readonly df: Prior });

export interface ModelSpec {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly data: {
    readonly file: string;
    readonly sheet: string | null;
    readonly date: string;
    readonly dateMarks: 'start' | 'end';
    readonly region: string | null;
    readonly audience: string | null;
    readonly population: string | null;
    readonly mask: readonly MaskSpec[];
    readonly historyBefore: 'zero' | 'first_mean' | 'drop';
  };
  readonly kpis: readonly KpiSpec[];
  readonly channels: readonly ChannelSpec[];
  /** Prior on the share of each KPI that all paid media explain, beside their own: see `media-total-term.ts`. */
  readonly mediaTotal?: Prior;
  readonly organic: readonly OrganicSpec[];
  readonly treatments: readonly TreatmentSpec[];
  readonly controls: readonly ControlSpec[];
  readonly baseline: {
    readonly intercept: Prior;
    readonly trend: TrendSpec;
    readonly season: SeasonSpec;
    readonly holidays: HolidaySpec;
  };
  /** How several groups share their effects; absent only in national models saved before there were panels. */
  readonly groups?: GroupsSpec;
  readonly noise: NoiseSpec;
  readonly scaling: {
    readonly kpi: 'standard' | 'max' | 'none';
    readonly media: { readonly by: 'median' | 'max' | 'none'; readonly over: 'group' | 'all' };
    /** Scales of an earlier fit, used as they are. */
    readonly fixed: Scales | null;
  };
  readonly experiments: readonly ExperimentSpec[];
  readonly holdout: { readonly periods: number; readonly origins: number };
  readonly fit: {
    readonly chains: number;
    readonly warmup: 'auto' | number;
    readonly draws: 'auto' | number;
    readonly seed: number;
  };
}

/** Written with every fit. */
export interface Scales {
  /** KPI of group g = (center + scale · scaled KPI) · (population of g, or 1). */
  readonly kpis: Readonly<Record<string, { readonly center: number; readonly scale: number }>>;
  /** By channel or organic id, `(groups)`: scaled media of group g = value ÷ scale[g]. */
  readonly media: Readonly<Record<string, readonly number[]>>;
  /** By control or treatment id, the same for every group. */
  readonly regressors: Readonly<Record<string, { readonly center: number; readonly scale: number }>>;
  /** `(groups)`: what KPI and media are counted per head of; null: they are not. */
  readonly population?: readonly number[] | null;
}
