import type { Comparison } from '../../planning/index.js';
import type { Words } from '../words.js';

/** What every part of the comparison is made from. */
export interface ComparisonContext {
  readonly comparison: Comparison;
  readonly words: Words;
  readonly letters: ReadonlyMap<string, string>;
  /** Plans other than the baseline, in order. */
  readonly others: Comparison['plans'];
  readonly fileStem: string;
  readonly source: string;
}
