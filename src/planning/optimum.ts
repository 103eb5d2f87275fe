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
