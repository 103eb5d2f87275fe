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
    '': ['synergies'],

    'treatments.*.effect': ['roi', 'marginal_roi'],
  },
  values: {},
};

export const notYetInScenario: NotYet = {
  keys: {
    'lines.*': ['weeks_on_max', 'weeks_on_min'],
  },
  values: {},
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
