import type { Grade, Holdout, Review, Summary } from '../mixmodel/index.js';

/**
 * The one result object of a scenario run. Pages, CSV, XLSX, HTML and JSON are projections of it; no page computes
 * a number. Money is in the report currency; KPI values in the KPI's units; dates `YYYY-MM-DD`.
 */
export interface Plan {
  readonly schema: 'mixplan/plan@1';
  /** Given by the store when the plan is saved. */
  readonly plan: { readonly id: string; readonly created: string };
  readonly engine: string;
  readonly scenario: {
    readonly id: string;
    readonly version: number;
    readonly kind: 'reference' | 'forecast' | 'maximise';
    /** What the optimiser raised; null where nothing was maximised. */
    readonly maximised: { readonly kpi: string; readonly horizon: 'window' | 'whole_effect' } | null;
    readonly fingerprint: string;
    readonly title: string;
    readonly brief: string;
    readonly owner: string;
    readonly language: 'en' | 'zh-CN' | null;
    readonly depth: 'exec' | 'planner' | 'analyst';
    readonly noteToClient: string;
    /** The normalised file: running it again gives the same digits. */
    readonly normalised: string;
    /** What the file states, by dotted path: what a comparison shows of the inputs. */
    readonly inputs?: Readonly<Record<string, string | number | boolean | null>>;
  };
  readonly model: {
    readonly id: string;
    readonly version: number;
    readonly fingerprint: string;
    readonly title: string;
    readonly dataFrom: string;
    /** Last day of the data. */
    readonly dataThrough: string;
    readonly grain: 'weekly' | 'monthly';
    readonly converged: boolean;
  };
  readonly currency: { readonly report: string; readonly unit: '1' | 'k' | '万' | 'm' | '亿' };
  /** Width of the ranges shown, e.g. 0.8. */
  readonly interval: number;
  readonly window: {
    readonly start: string;
    readonly end: string;
    readonly periods: number;
    readonly runOutPeriods: number;
  };
  readonly reference: {
    readonly kind: string;
    readonly label: string;
    readonly spend: number;
    readonly from: string;
    readonly to: string;
  };
  readonly kpis: readonly PlanKpi[];
  readonly totals: {
    readonly spend: number;
    readonly unspent: number;
    readonly unspentReason: string | null;
    /** Budget line: total, contingency, fees, working money. */
    readonly budget: {
      readonly total: number;
      readonly contingency: number;
      readonly fees: number;
      readonly working: number;
    } | null;
    readonly kpis: Readonly<Record<string, KpiTotals>>;
    /** Incremental value of the whole plan ÷ its spend; primary KPI. */
    readonly roi: Summary;
    readonly referenceRoi: Summary;
  };
  readonly channels: readonly PlanChannel[];
  readonly lines: readonly PlanLine[];
  /** Window periods in order: labels, dates, holiday events inside. */
  readonly calendar: readonly {
    readonly period: string;
    readonly start: string;
    readonly end: string;
    readonly events: readonly string[];
  }[];
  /** One row per line × (campaign, region, audience): money per window period. Rows add up to `totals.spend`. */
  readonly flowchart: readonly FlowRow[];
  /** By channel and group of a model of several groups; absent for a national model. */
  readonly cells?: readonly PlanCell[];
  /** By region and audience, of the model or, below its grain, of the lines; absent where there is but one. */
  readonly groups?: readonly PlanGroup[];
  /** By fitted KPI: history (the last year), window and run-out by period. */
  readonly series: Readonly<Record<string, readonly SeriesPoint[]>>;
  readonly responses: readonly Response[];
  readonly optimum: Optimum | null;
  readonly assumptions: readonly AssumptionRow[];
  readonly trust: Trust;
  /** Codes with params about the plan itself (holdout being computed, beyond seen range, …). */
  readonly remarks: readonly Remark[];
}

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

/** One channel in one group of the model. */
export interface PlanCell {
  readonly channel: string;
  readonly label: string;
  /** As the model names it. */
  readonly group: string;
  readonly region: string | null;
  readonly audience: string | null;
  /** `(window periods)`, money. */
  readonly spend: readonly number[];
  readonly referenceSpend: number;
  /** Whole effect of the money on the primary fitted KPI. */
  readonly incremental: Summary;
}

/** A region, an audience, or one in the other. */
export interface PlanGroup {
  readonly region: string | null;
  readonly audience: string | null;
  readonly spend: number;
  readonly referenceSpend: number;
  /** Of 1: people of the group among all; null where nothing says. */
  readonly populationShare: number | null;
  /** Share of spend ÷ share of people × 100. */
  readonly index: number | null;
  /** By fitted KPI; what the model was not fitted on has but its part of the whole effect. */
  readonly kpis: Readonly<Record<string, PlanGroupKpi>>;
  readonly mark: PlanLine['mark'];
}

export interface PlanGroupKpi {
  /** window = baseline + carry-in + incremental; null below the model's grain. */
  readonly window: Summary | null;
  readonly baseline: Summary | null;
  readonly carryIn: Summary | null;
  readonly incremental: Summary | null;
  readonly runOut: Summary | null;
  /** Plan − reference in the window; null below the model's grain. */
  readonly delta: Summary | null;
  /** Window and run-out of the plan's media. */
  readonly wholeEffect: Summary;
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

export interface Optimum {
  readonly sense: 'max' | 'min';
  readonly objective: number;
  readonly bound: number | null;
  readonly gapPct: number | null;
  readonly status: 'optimal' | 'feasible';
  readonly nodes: number;
  /** Objective of the starting plan. */
  readonly start: number;
  /** Objective where only the budget binds. */
  readonly unconstrained: number | null;
  readonly limits: readonly Limit[];
}

export interface Limit {
  readonly rule: string;
  readonly channel: string | null;
  readonly kind: 'budget' | 'min' | 'max' | 'lock' | 'exclude';
  readonly value: number;
  readonly binding: boolean;
  /** KPI gained per unit of money if relaxed (certified by re-solving without it: `gainWithout`). */
  readonly price: { readonly kpi: number; readonly perUnit: number };
  readonly gainWithout: number;
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

/** What comparison needs draw by draw; stored beside the plan, float64. */
export interface PlanDraws {
  readonly draws: number;
  /** Fitted and formula KPIs. */
  readonly kpis: Readonly<
    Record<
      string,
      {
        /** `(periods of window + run-out × draws)`, with noise in the window. */
        readonly byPeriod: Float64Array;
        /** `(draws)`: window with noise; whole = window + run-out. */
        readonly window: Float64Array;
        readonly whole: Float64Array;
        readonly incremental: Float64Array;
      }
    >
  >;
}

/** Side by side: two to six plans. Differences are draw by draw on the same posterior draws and noise. */
export interface Comparison {
  readonly schema: 'mixplan/comparison@1';
  readonly baseline: string;
  readonly plans: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: string;
    readonly spend: number;
  }[];
  readonly comparable: readonly {
    readonly what: string;
    readonly same: boolean;
    readonly values: Readonly<Record<string, string>>;
  }[];
  /** Assumptions about the market that are not the same in every plan; null where a plan makes none of the kind. */
  readonly assumptions: readonly {
    readonly key: string;
    readonly subject: string | null;
    readonly label: string | null;
    readonly unit: AssumptionRow['unit'];
    readonly values: Readonly<Record<string, Pick<AssumptionRow, 'low' | 'value' | 'high'> | null>>;
  }[];
  /** Only rows that differ, by dotted path of the normalised file. */
  readonly inputs: readonly {
    readonly path: string;
    readonly values: Readonly<Record<string, string | number | boolean | null>>;
  }[];
  readonly kpis: readonly {
    readonly id: string;
    readonly label: string;
    readonly money: boolean;
    readonly target: number | null;
    readonly values: Readonly<Record<string, Summary>>;
    /** By plan other than the baseline: difference of the windows. */
    readonly delta: Readonly<Record<string, Summary>>;
    readonly probabilityBetter: Readonly<Record<string, number>>;
    /** Difference of the whole effects, window and run-out. */
    readonly wholeDelta: Readonly<Record<string, Summary>>;
    readonly wholeProbabilityBetter: Readonly<Record<string, number>>;
    readonly probabilityOfTarget: Readonly<Record<string, number | null>>;
  }[];
  readonly allocation: readonly {
    readonly channel: string;
    readonly label: string;
    readonly spend: Readonly<Record<string, number>>;
  }[];
  /** Common flowchart: per plan and period (when windows agree), money. */
  readonly flowchart: {
    readonly periods: readonly string[];
    readonly rows: readonly {
      readonly channel: string;
      readonly label: string;
      readonly spend: Readonly<Record<string, readonly number[]>>;
    }[];
  } | null;
}
