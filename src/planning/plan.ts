import type { Grain } from '../data/index.js';
import type { Summary } from '../mixmodel/index.js';
import type { Explained } from './explained.js';
import type { Optimum } from './optimum.js';
import type { FiscalPeriod } from '../data/index.js';
import type { FiscalRow, LongTerm } from './plan-conditions.js';
import type { PlanReach } from './reach/plan-reach.js';
import type { PlanCell, PlanGroup } from './plan-groups.js';
import type { Efficiency, ScenarioKindName } from './scenario.js';
import type {
  AssumptionRow,
  FlowRow,
  KpiTotals,
  PlanChannel,
  PlanKpi,
  PlanLine,
  Remark,
  Response,
  SeriesPoint,
  Trust,
} from './plan-rows.js';

export type { Comparison } from './comparison.js';
export type { Limit, Optimum } from './optimum.js';
export type { FiscalRow, LongTerm } from './plan-conditions.js';
export type { PlanReach } from './reach/plan-reach.js';
export type { PlanCell, PlanGroup, PlanGroupKpi } from './plan-groups.js';
export type {
  AssumptionRow,
  FlowRow,
  KpiTotals,
  PlanChannel,
  PlanKpi,
  PlanLine,
  Remark,
  Response,
  SeriesPoint,
  Trust,
} from './plan-rows.js';

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
    readonly kind: ScenarioKindName;
    /** What the optimiser raised; null where nothing was maximised. */
    readonly maximised: { readonly kpi: string; readonly horizon: 'window' | 'whole_effect' } | null;
    /** What the scenario asked of the optimiser; absent where nothing was decided. */
    readonly asked?: PlanQuestion | null;
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
    readonly grain: Grain;
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
    /** Under the file's fiscal calendar; absent for plain calendar months. */
    readonly fiscal?: FiscalPeriod;
  }[];
  /** By fiscal month; absent for plain calendar months. */
  readonly fiscal?: readonly FiscalRow[];
  /** One row per line × (campaign, region, audience): money per window period. Rows add up to `totals.spend`. */
  readonly flowchart: readonly FlowRow[];
  /** By audience; absent without audiences. */
  readonly reach?: readonly PlanReach[];
  /** Stands apart from every total; absent unless the file uses it. */
  readonly longTerm?: LongTerm;
  /** By channel and group of a model of several groups; absent for a national model. */
  readonly cells?: readonly PlanCell[];
  /** By region and audience, of the model or, below its grain, of the lines; absent where there is but one. */
  readonly groups?: readonly PlanGroup[];
  /** By fitted KPI: history (the last year), window and run-out by period. */
  readonly series: Readonly<Record<string, readonly SeriesPoint[]>>;
  readonly responses: readonly Response[];
  readonly optimum: Optimum | null;
  /** Why the plan comes out as it does, and what would change it; absent for a reference. */
  readonly explained?: Explained | null;
  readonly assumptions: readonly AssumptionRow[];
  readonly trust: Trust;
  /** Codes with params about the plan itself (holdout being computed, beyond seen range, …). */
  readonly remarks: readonly Remark[];
}

/** The objective as stated. */
export interface PlanQuestion {
  readonly kpi: string;
  readonly horizon: 'window' | 'whole_effect';
  /** Share of the worst draws whose mean counts; null: the mean of all. */
  readonly risk: number | null;
  readonly target: number | null;
  readonly amount: number | null;
  readonly efficiency: Efficiency | null;
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
