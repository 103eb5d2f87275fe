import { priorSupport } from '../mixmodel/index.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import { priorValue } from './prior-value.js';
import { prior } from './schema/prior-schema.js';

/**
 * What the variable of a prior can be: a share from 0 to below 1, between −1 and 1, above 2, above zero, zero or more,
 * or anything.
 */
export type Room = 'share' | 'correlation' | 'degrees_of_freedom' | 'positive' | 'not-negative' | 'any';

/** The checks of one prior: limits in order, and no mass where the variable cannot be. */
export function checkPrior(checker: Checker, path: Path, written: unknown, room: Room): void {
  const read = prior.safeParse(written);
  if (!read.success) return;
  const value = priorValue(read.data);
  if ((value.family === 'uniform' || value.family === 'truncated_normal') && !(value.low < value.high)) {
    checker.say('prior-limits', path, { low: value.low, high: value.high });
    return;
  }
  const { low, high } = priorSupport(value);
  if (room === 'share' && (low < 0 || high > 1 || low === 1)) checker.say('prior-not-share', path, { low, high });
  const isOne = value.family === 'fixed' && Math.abs(low) === 1;
  if (room === 'correlation' && (low < -1 || high > 1 || isOne)) {
    checker.say('prior-not-correlation', path, { low, high });
  }
  if (room === 'degrees_of_freedom' && low < 2) checker.say('prior-not-above-two', path, { low });
  const isZero = value.family === 'fixed' && low === 0;
  if (room === 'not-negative' && low < 0) checker.say('prior-negative', path, { low, high });
  if (room === 'positive' && (low < 0 || isZero)) checker.say('prior-not-positive', path, { low, high });
}
