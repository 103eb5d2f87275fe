import { isStretchable, stretchable } from '../mixmodel/index.js';
import { checkPrior } from './check-priors.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import { priorValue } from './prior-value.js';
import { prior } from './schema/prior-schema.js';

interface Treatment {
  readonly baseline?: unknown;
  readonly effect?: { readonly coefficient?: unknown; readonly contribution?: unknown } | undefined;
}

/**
 * One prior, on the coefficient or on the share of the KPI. A share becomes a coefficient by a factor that the data give,
 * of either sign: the family must bear that, and the level of no treatment must be an end of the data, since a level in
 * their midst can make the effect add up to nothing whatever the coefficient.
 */
export function checkTreatment(treatment: Treatment | undefined, path: Path, checker: Checker): void {
  const effect = treatment?.effect;
  if (effect === undefined) return;
  const written = (['coefficient', 'contribution'] as const).filter((key) => effect[key] !== undefined);
  if (written.length !== 1) checker.say('one-effect', [...path, 'effect'], { count: written.length });
  for (const key of written) checkPrior(checker, [...path, 'effect', key], effect[key], 'any');
  if (!written.includes('contribution')) return;
  const read = prior.safeParse(effect.contribution);
  if (read.success && !isStretchable(priorValue(read.data))) {
    checker.say('treatment-share-prior', [...path, 'effect', 'contribution'], { options: stretchable.join(', ') });
  }
  if (typeof treatment?.baseline === 'number') checker.say('treatment-share-baseline', [...path, 'baseline']);
}
