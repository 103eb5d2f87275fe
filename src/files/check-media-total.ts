import { hasTotal } from '../mixmodel/index.js';
import { checkPrior } from './check-priors.js';
import type { Partially } from './check-structure.js';
import type { Checker } from './checker.js';
import type { ModelInFile } from './schema/model-schema.js';

type Model = Partially<ModelInFile>;
type Kpi = NonNullable<NonNullable<Model['kpis']>[number]>;

/** A prior on what all paid media explain together: of one group, a distribution, and of a KPI that has a total. */
export function checkMediaTotal(model: Model, kpis: readonly Kpi[], checker: Checker): void {
  const { data, media_total: written } = model;
  if (written === undefined || written === null) return;
  checkPrior(checker, ['media_total'], written, 'any');
  if (typeof written === 'number') checker.say('media-total-fixed', ['media_total']);
  if (data?.region !== undefined || data?.audience !== undefined) {
    checker.sayOfKey('not-in-panels', ['media_total'], { what: 'media_total' });
  }
  if (kpis.length > 0 && !kpis.some(({ kind }) => hasTotal({ kind: kind ?? 'revenue' }))) {
    checker.sayOfKey('media-total-without-total', ['media_total']);
  }
}
