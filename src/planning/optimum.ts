export interface Optimum {
  /** `min`: the objective is the money spent, as low as the target allows. */
  readonly sense: 'max' | 'min';
  readonly objective: number;
  readonly bound: number | null;
  readonly gapPct: number | null;
  readonly status: 'optimal' | 'feasible';
  readonly nodes: number;
  /** What the plan brings of the KPI that is judged. */
  readonly reached?: number;
  /** What the starting plan brings of the same. */
  readonly start: number;
  /** What it would be where only the budget binds. */
  readonly unconstrained: number | null;
  readonly limits: readonly Limit[];
}

export interface Limit {
  readonly rule: string;
  readonly channel: string | null;
  /** Scope of a rule over several lines, as in the file: `tag=brand`; a KPI for its floor. */
  readonly scope?: string | null;
  /** The reason that the file gives. */
  readonly why?: string;
  readonly kind:
    | 'budget'
    | 'min'
    | 'max'
    | 'lock'
    | 'exclude'
    | 'min-buy'
    | 'amount-min'
    | 'amount-max'
    | 'share-min'
    | 'share-max'
    | 'period-max'
    | 'period-step'
    | 'kpi-floor';
  /** Money; share of 1 for shares; KPI units for a floor; per cent for a step. */
  readonly value: number;
  readonly binding: boolean;
  /** KPI gained per unit of money if relaxed (certified by re-solving without it: `gainWithout`). */
  readonly price: { readonly kpi: number; readonly perUnit: number };
  readonly gainWithout: number;
}
