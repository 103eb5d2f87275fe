/** Why a plan comes out as it does, and what would change it. Values are of the KPI that the scenario is for. */
export interface Explained {
  readonly kpi: string;
  readonly bridge: Bridge;
  /** Each rung with the best plan of the same rules; null where nothing was decided. */
  readonly ladder: readonly { readonly rung: LadderRung; readonly value: number }[] | null;
  readonly alternatives: readonly Alternative[];
  readonly frontier: Frontier | null;
  readonly tornado: Tornado;
  readonly stress: readonly Stress[];
}

/** The reference as it was spent; the same amounts in the plan's weeks; in the best mix; with the plan's money. */
export type LadderRung = 'reference' | 'weeks' | 'mix' | 'total';

/** Mean of the KPI in the window, from the reference in an unchanged market to the plan; the steps sum exactly. */
export interface Bridge {
  readonly start: number;
  readonly steps: readonly { readonly cause: BridgeCause; readonly value: number }[];
  readonly end: number;
}

export type BridgeCause = 'cost-inflation' | 'price-and-promo' | 'market' | 'budget' | 'mix' | 'timing';

/** A plan within one per cent of the best that spends otherwise. */
export interface Alternative {
  /** Share of the objective that it falls short, of 1. */
  readonly short: number;
  /** Share of the money that is spent elsewhere than in the plan, of 1. */
  readonly moved: number;
  readonly channels: readonly { readonly channel: string; readonly spend: number }[];
}

/** The best plan of every budget from half to one and a half of this one. */
export interface Frontier {
  readonly points: readonly FrontierPoint[];
  /** The most money whose last unit still pays for itself, where only locks and what was seen bind; null: none or beyond. */
  readonly breakEven: number | null;
}

export interface FrontierPoint {
  readonly budget: number;
  /** Objective under the rules of the file; null where they cannot hold the budget. */
  readonly ruled: number | null;
  /** Objective where only locks and the edge of what was seen bind. */
  readonly free: number;
  /** Of the next money, free. */
  readonly marginal: number;
}

/** The plan and its lead over the reference when one assumption goes to an end of its range. */
export interface Tornado {
  readonly rows: readonly TornadoRow[];
  /** Key and subject of the row that turns the lead over the reference round, the widest such; null where none does. */
  readonly flips: string | null;
}

export interface TornadoRow {
  readonly key: string;
  readonly subject: string | null;
  readonly low: TornadoEnd | null;
  readonly high: TornadoEnd | null;
}

export interface TornadoEnd {
  /** What is assumed there. */
  readonly assumed: number;
  /** Change of the plan's KPI in the window. */
  readonly change: number;
  /** Plan − reference, window and run-out. */
  readonly lead: number;
  readonly flips: boolean;
}

/** A blow to the plan, with what it costs. */
export interface Stress {
  readonly code: 'cost-shock' | 'competitor' | 'promotion-cancelled' | 'dark-period';
  /** What is struck: a control, a treatment, a period; '' for all media. */
  readonly subject: string;
  readonly change: number;
  readonly lead: number;
}
