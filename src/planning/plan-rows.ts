import type { Grade, Holdout, Review, Summary } from '../mixmodel/index.js';

export interface PlanKpi {
  readonly id: string;
  readonly label: string;
  readonly role: 'primary' | 'floor' | 'watch';
  readonly kind: 'revenue' | 'count' | 'rate' | 'score' | 'formula';
  /** Money (shown in the report currency) or plain units. */
  readonly money: boolean;
  readonly formula: string | null;
  readonly target: number | null;
}

export interface KpiTotals {
  /** window = baseline + carryIn + incremental; runOut stands apart. `window` and `reference` carry noise, `incremental` does not. */
  readonly window: Summary;
  readonly baseline: Summary;
  readonly carryIn: Summary;
  readonly incremental: Summary;
  readonly runOut: Summary;
  readonly reference: Summary;
  /** Plan − reference in the window, draw by draw: its mean is `window.mean` − `reference.mean`. */
  readonly delta: Summary;
  readonly probabilityBetter: number;
  /** Plan − reference, whole effect (window + run-out), draw by draw. */
  readonly wholeDelta: Summary;
  readonly wholeProbabilityBetter: number;
  /** null without a target. */
  readonly probabilityOfTarget: number | null;
}

export interface PlanChannel {
  readonly id: string;
  readonly label: string;
  readonly spend: number;
  readonly referenceSpend: number;
  readonly lockedSpend: number;
  /** Money of the lines as written: what the plan started from; absent for a reference. */
  readonly baseSpend?: number;
  /** Whole effect of the plan's money in the window (window + run-out), primary fitted KPI. */
  readonly incremental: Summary;
  readonly roi: Summary;
  readonly marginalRoi: Summary;
  readonly referenceMarginalRoi: Summary;
  readonly grade: Grade;
  /** The plan's highest adstocked level is above the highest the model has seen. */
  readonly beyondSeen: boolean;
  /** Reason code of the move, filled from the catalogue `why.<code>`. */
  readonly why: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
  /** Bounds of the whole channel in money, and where they came from (`boldness`, `min`, `max`, `lock`, `exclude`, `seen`). */
  readonly bounds: {
    readonly low: number;
    readonly high: number;
    readonly lowFrom: string;
    readonly highFrom: string;
  } | null;
  /** Return on the next and on the last 1 % of the total budget, KPI value per money. */
  readonly nextMoney: Summary;
  readonly lastMoney: Summary;
}

export interface PlanLine {
  readonly channel: string;
  readonly campaign: string | null;
  readonly region: string | null;
  readonly audience: string | null;
  readonly period: string;
  readonly spend: number;
  /** Units of media bought; null where the channel is modelled on money. */
  readonly units: number | null;
  readonly incremental: Summary;
  readonly mark: 'modelled' | 'allocated' | 'assumed';
}

export interface FlowRow {
  readonly channel: string;
  readonly label: string;
  readonly campaign: string | null;
  readonly region: string | null;
  readonly audience: string | null;
  readonly locked: boolean;
  readonly total: number;
  /** `(window periods)`, money. */
  readonly spend: readonly number[];
}

export interface SeriesPoint {
  readonly period: string;
  readonly part: 'history' | 'gap' | 'window' | 'runOut';
  readonly actual: number | null;
  /** With noise; null in the history. In the run-out: the effect only. */
  readonly plan: Summary | null;
  readonly reference: Summary | null;
  readonly lastYear: number | null;
}

export interface Response {
  readonly channel: string;
  /** Spend over the whole window at the plan's flighting → whole effect (value for ROI, KPI units). */
  readonly points: readonly { readonly spend: number; readonly effect: Summary; readonly marginalRoi: number }[];
  /** Window spend up to which the model has seen comparable levels. */
  readonly seenUpTo: number;
  readonly current: number;
  readonly plan: number;
  /** Best with only budget and non-negativity; null where no optimum was asked. */
  readonly unconstrained: number | null;
  readonly breakEven: number;
}

export interface AssumptionRow {
  readonly key: string;
  readonly subject: string | null;
  /** What the model calls the subject; null without one. */
  readonly label: string | null;
  readonly low: number | null;
  readonly value: string | number;
  readonly high: number | null;
  readonly unit: 'pct' | 'money' | 'date' | 'text' | 'factor' | 'count';
  readonly source: string;
  /** Written in the file, or the default of the product. */
  readonly stated: boolean;
  readonly differsFromDefault: boolean;
}

export interface Trust {
  readonly holdout: Holdout;
  readonly baselineShare: Summary;
  readonly rSquared: Summary;
  readonly sampler: {
    readonly chains: number;
    readonly draws: number;
    readonly maxRhat: number;
    readonly minBulkEss: number;
    readonly minTailEss: number;
    readonly divergences: number;
    readonly gate: boolean;
  };
  readonly reviews: readonly Review[];
  readonly channels: readonly {
    readonly id: string;
    readonly label: string;
    readonly grade: Grade;
    readonly gradeReasons: readonly string[];
    readonly collinearity: number;
    readonly roi: Summary;
    readonly experiments: number;
  }[];
  /** By period of the data: `fitted` is the model's mean, `predicted` carries the noise of single periods. */
  readonly fit: readonly {
    readonly period: string;
    readonly actual: number | null;
    readonly fitted: Summary;
    readonly predicted: Summary;
  }[];
}

export interface Remark {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}
