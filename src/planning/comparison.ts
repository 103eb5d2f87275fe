import type { Summary } from '../mixmodel/index.js';
import type { AssumptionRow } from './plan-rows.js';

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
