/** People that a plan is for. */
export interface Audience {
  readonly id: string;
  readonly label: string;
  readonly universe: number;
  /** By channel: share of 1 of its contacts that falls on the audience. */
  readonly onTarget: Readonly<Record<string, number>>;
  /** How much more a unit of media does on them than on all. */
  readonly responseIndex: { readonly value: number; readonly source: string } | null;
}

export interface ReachSettings {
  readonly method: 'sainsbury' | 'agostini';
  readonly effectiveFrequency: number;
  /** Share of the audience that two channels both reach, by the id of one and of the other. */
  readonly pairDuplication: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A channel without history: assumed in all it does. */
export interface NewChannel {
  readonly id: string;
  readonly label: string;
  /** Channel of the model whose carry-over and shape of response it borrows. */
  readonly like: string | null;
  /** Value per money at half of `saturatesAt`, every period; low and high are its 10 and 90 % points. */
  readonly roi: { readonly low: number; readonly mid: number; readonly high: number };
  /** Periods in which what is left of an effect halves; null: as the channel it is like. */
  readonly halfLife: number | null;
  /** Money per period at which four fifths of the most that it can do is reached. */
  readonly saturatesAt: number;
  /** Share of 1 of the working money. */
  readonly maxShare: number;
  readonly source: string;
}
