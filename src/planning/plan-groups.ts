import type { Summary } from '../mixmodel/index.js';

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
  /** null below the model's grain, where nothing says what the reference spent there. */
  readonly referenceSpend: number | null;
  /** Of 1: people of the group among all; null where nothing says. */
  readonly populationShare: number | null;
  /** Share of spend ÷ share of people × 100. */
  readonly index: number | null;
  /** By fitted KPI; what the model was not fitted on has but its part of the whole effect. */
  readonly kpis: Readonly<Record<string, PlanGroupKpi>>;
  readonly mark: 'modelled' | 'allocated' | 'assumed';
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
