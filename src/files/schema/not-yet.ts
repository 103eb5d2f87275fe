/**
 * What the file format describes and this version cannot do. `*` stands for any key or position. Such a key or value
 * is a fault of its own, so that nobody takes it for a misspelling or, worse, for done.
 */
export interface NotYet {
  /** Keys, by the path of the mapping that holds them. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Texts, by the path of the value. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export const notYetInModel: NotYet = {
  keys: {
    '': ['synergies', 'media_total'],

    'treatments.*.effect': ['roi', 'marginal_roi', 'contribution'],
    'baseline.trend': ['step_sd'],
    noise: ['df'],
  },
  values: {
    'baseline.trend.kind': ['drift'],
    'baseline.trend.at': ['auto'],
    'noise.kind': ['student_t'],
  },
};

export const notYetInScenario: NotYet = {
  keys: {
    '': ['calendar', 'limits', 'new_channels', 'audiences', 'reach'],
    currency: ['rates'],
    'kpis.*': ['min', 'chance'],
    'lines.*': ['region', 'audience', 'min_buy', 'weeks_on_max', 'weeks_on_min'],
    'lines.*.flight': ['weeks_on', 'weeks_off'],
    assumptions: ['promo', 'long_term_multiplier'],
  },
  values: {
    'objective.kind': ['hit_target', 'efficiency_floor', 'next_money'],
    'objective.risk': Array.from({ length: 99 }, (_, index) => `cvar${index + 1}`),
    'carry_in.gap_fill': ['lines'],
    'kpis.*.role': ['floor'],
    'lines.*.flight.shape': ['pulse', 'burst', 'continuity', 'front', 'back'],
  },
};

export const nothingMissing: NotYet = { keys: {}, values: {} };

/** Entries of a table whose path pattern fits. */
export function entriesAt(
  table: Readonly<Record<string, readonly string[]>>,
  path: readonly (string | number)[],
): readonly string[] {
  return Object.entries(table)
    .filter(([pattern]) => fits(pattern === '' ? [] : pattern.split('.'), path))
    .flatMap(([, entries]) => entries);
}

function fits(pattern: readonly string[], path: readonly (string | number)[]): boolean {
  return pattern.length === path.length && pattern.every((step, index) => step === '*' || step === String(path[index]));
}
