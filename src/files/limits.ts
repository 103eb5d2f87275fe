/** What a model, scenario or market file may be; beyond, a fault names the limit. */
export const fileLimits = {
  /** UTF-8 bytes of the text. */
  bytes: 1024 * 1024,
  /** Mappings and lists inside one another. */
  nesting: 100,
  /** Words, marks and blanks of the text: several times what 500 lines of a plan need. */
  tokens: 100_000,
  /** Values that aliases may stand for, all told. */
  aliasedValues: 10_000,
  /** Characters. */
  title: 200,
  formula: 500,
  text: 2000,
  lines: 500,
  /** Entries of any list. */
  entries: 500,
  /** Faults shown of one file. */
  faults: 200,
} as const;
