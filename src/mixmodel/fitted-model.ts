import type { Fault, Panel } from '../data/index.js';
import type { Summary } from '../inference/index.js';
import type { KpiChecks } from './fitted-checks.js';
import type { NoiseAssessment } from './fitted-noise.js';
import type { ModelSpec, Scales } from './model-spec.js';

export type * from './fitted-checks.js';
export type { Summary } from '../inference/index.js';

/** The one result object of a fit: frozen, serialisable, versioned. Pages and files are projections of it. */
export interface FittedModel {
  readonly schema: 'mixplan/fit@1';
  readonly spec: ModelSpec;
  readonly panel: Panel;
  readonly scales: Scales;
  readonly seed: number;
  readonly sampler: SamplerSummary;
  readonly kpis: readonly FittedKpi[];
  /** What the fit says of itself, computed once after sampling. */
  readonly assessment: Assessment;
  /** What reading the model file and its data found: notes and reviews. Absent from older versions. */
  readonly findings?: readonly Fault[];
}

export interface SamplerSummary {
  readonly chains: number;
  /** Kept draws per chain. */
  readonly draws: number;
  readonly maxRhat: number;
  readonly minBulkEss: number;
  readonly minTailEss: number;
  readonly divergences: number;
  readonly minEbfmi: number;
  readonly gradients: number;
  /** Distinct modes found within 10 nats. */
  readonly modes: number;
  readonly gate: boolean;
  /** Why the gate was missed: codes, empty when reached. */
  readonly missed: readonly string[];
}

export interface FittedKpi {
  readonly id: string;
  /**
   * Names of the columns of `draws`, on the scale on which priors are written:
   * `alpha[tv] peak[tv] shape[tv] scale[tv] half[tv] slope[tv] rate[tv] coefficient[tv] roi[tv]` (channels and organic media; `coefficient` multiplies
   * the saturated scaled media and is in scaled KPI), then linear terms `intercept`, `trend`, `knot[2]` (value of the
   * trend at knot 2, first is 0), `season[sin1]`, `holiday[spring_festival:before]`, `control[x]`, `treatment[x]`
   * (scaled KPI per unit of regressor), then the noise: `ar` (lag-1 correlation), `last_residual` (noise of the last
   * likelihood row, from which forecasts go on), last `sigma` (scaled KPI, of any one period). A fixed parameter has a
   * constant column.
   */
  readonly columns: readonly string[];
  /** `(chains · draws × columns)`, chain-major, row-major. */
  readonly draws: Float64Array;
  /**
   * Of every column, then of what is shown beside them: `contribution[tv]` within the data and `curve[tv:1.5]`, the
   * response at 1.5 × the average active period's spend. All null for a fixed parameter.
   */
  readonly diagnostics: readonly {
    readonly name: string;
    readonly rhat: number | null;
    readonly bulkEss: number | null;
    readonly tailEss: number | null;
  }[];
  readonly gradients: number;
}

export type Grade = 'A' | 'B' | 'C' | 'D';

export interface Review {
  readonly code: string;
  readonly severity: 'note' | 'review' | 'fail';
  readonly kpi: string;
  /** Channel, control or label of the period concerned, null for the whole model. */
  readonly subject: string | null;
  readonly value: number;
  readonly threshold: number;
}

export interface ForecastScore {
  readonly wape: number;
  readonly mape: number;
  readonly crps: number;
}

export interface Holdout {
  readonly status: 'done' | 'computing' | 'none';
  readonly origins: number;
  readonly periods: number;
  readonly wape: number;
  readonly mape: number;
  readonly crps: number;
  readonly coverage80: number;
  readonly seconds: number;
  /** `last_year`, `drift`, `least_squares` (ordinary least squares on raw spend). */
  readonly naive: readonly ({ readonly name: string } & ForecastScore)[];
  /** Held-out periods: label, actual, prediction (summary), of the first KPI; origin counts from 1. */
  readonly points: readonly {
    readonly origin: number;
    readonly period: string;
    /** Where the data have groups. */
    readonly group?: string;
    readonly actual: number;
    readonly predicted: Summary;
  }[];
}

export interface Assessment {
  readonly kpis: readonly KpiAssessment[];
  readonly reviews: readonly Review[];
  readonly holdout: Holdout;
}

export interface KpiAssessment {
  readonly id: string;
  /** Share of 1 of the KPI's total that is not caused by paid media. */
  readonly baselineShare: Summary;
  /** Over posterior predictive draws including noise: Bayesian R², root mean squared and mean absolute error in KPI units. */
  readonly rSquared: Summary;
  readonly rmse: Summary;
  readonly mae: Summary;
  readonly channels: readonly ChannelAssessment[];
  /** Organic media and treatments: effect over the data, KPI units. */
  readonly others: readonly {
    readonly id: string;
    readonly kind: 'organic' | 'treatment' | 'control';
    readonly contribution: Summary;
  }[];
  /** Fit by likelihood period: actual and prediction without (`mean`) and with noise (`predicted`). */
  readonly periods: readonly {
    readonly period: string;
    readonly actual: number | null;
    readonly fitted: Summary;
    readonly predicted: Summary;
    readonly baseline: Summary;
  }[];
  /** Lag-1 autocorrelation of mean residuals; of what AR(1) noise leaves of them. */
  readonly residualLag1: number;
  /** Absent in fits saved before it was kept. */
  readonly noise?: NoiseAssessment;
  /** Absent from versions that were fitted before there were any. */
  readonly checks?: KpiChecks;
  /** What each group shows, where there are several; the figures above are of all groups together. */
  readonly groups?: readonly GroupAssessment[];
}

/** What a fit says of a medium with reach and frequency. */
export interface ReachAssessment {
  /** The frequency at which an impression does most, over the draws. */
  readonly optimalFrequency: Summary;
  /** Impressions ÷ people reached over the window. */
  readonly seenFrequency: number;
  /** Reach of one period by impressions, from the history: U (1 − e^(−κ · impressions ÷ U)), in people. */
  readonly curve: { readonly universe: number; readonly perImpression: number; readonly rSquared: number };
}

/** Figures of one group of a panel. */
export interface GroupAssessment {
  readonly group: string;
  readonly baselineShare: Summary;
  readonly channels: readonly {
    readonly id: string;
    readonly spend: number;
    readonly contribution: Summary;
    readonly roi: Summary;
    readonly share: Summary;
    /** Scaled KPI per unit of saturated scaled media, as in the draws. */
    readonly coefficient: Summary;
    /** Probability of an effect below 0. */
    readonly negative: number;
  }[];
  /** `(periods of the KPI window × summary)`: prediction with noise, in the order of `summaryNames`. */
  readonly predicted: Float64Array;
  /** `(channels × periods of the data × summary)`: KPI units caused. */
  readonly contributions: Float64Array;
}

/** The parts of a summary in the order in which tables of them stand. */
export const summaryNames = ['mean', 'sd', 'p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'] as const;

export interface ChannelAssessment {
  readonly id: string;
  /** Money over the KPI periods of the data. */
  readonly spend: number;
  /** KPI units caused within the data. */
  readonly contribution: Summary;
  /** Value in money (or KPI units where it has none) ÷ spend, effect after the data included. */
  readonly roi: Summary;
  /** As `roi` but counting only the effect within the data: what an ROI prior is written on. */
  readonly realisedRoi: Summary;
  /** Return of the next 1 % of spend, spread as the history. */
  readonly marginalRoi: Summary;
  /** Share of 1 of the KPI total. */
  readonly share: Summary;
  readonly priorRoi: Summary;
  readonly grade: Grade;
  /** Codes, see the catalogue `grade.<code>`. */
  readonly gradeReasons: readonly string[];
  /** R² of the channel's transformed variation on all other columns. */
  readonly collinearity: number;
  readonly parameters: Readonly<Record<string, Summary>>;
  /** Effect of the average active period's spend times `multiple`: KPI units per period at steady state. */
  readonly curve: readonly { readonly multiple: number; readonly spend: number; readonly effect: Summary }[];
  /** KPI units by data period. */
  readonly contributions: readonly Summary[];
  /** Only for channels with reach and frequency. */
  readonly reach?: ReachAssessment;
  /** Adstock weight at lag 0…, of 1 at its largest (lag 0 unless the adstock is delayed). */
  readonly decay: readonly Summary[];
  /** Periods after its peak in which the adstock falls to half; absent from older versions, like the next one. */
  readonly halfLife?: Summary;
  /** Money per period with any: the smallest and the largest of the data. */
  readonly seen?: { readonly least: number; readonly most: number };
}
