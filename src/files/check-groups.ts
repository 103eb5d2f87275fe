import { priorSupport } from '../mixmodel/index.js';
import { isOneEffect } from './build-media.js';
import { checkPrior } from './check-priors.js';
import type { Partially } from './check-structure.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import { priorValue } from './prior-value.js';
import type { ModelInFile } from './schema/model-schema.js';
import { prior } from './schema/prior-schema.js';

type Model = Partially<ModelInFile>;

/** What has to agree where a model has several groups, and what has no meaning where it has one. */
export function checkGroups(model: Model, checker: Checker): void {
  const isPanel = model.data?.region !== undefined || model.data?.audience !== undefined;
  const { groups, noise } = model;
  if (!isPanel) {
    if (groups !== undefined) checker.sayOfKey('groups-without-column', ['groups'], { key: 'groups' });
    if (noise?.per_group === true)
      checker.sayOfKey('groups-without-column', ['noise', 'per_group'], { key: 'per_group' });
    if (model.data?.population !== undefined) {
      checker.sayOfKey('groups-without-column', ['data', 'population'], { key: 'population' });
    }
    model.experiments?.forEach((test, index) => {
      for (const key of ['region', 'audience'] as const) {
        if (test?.[key] !== undefined) checker.sayOfKey('groups-without-column', ['experiments', index, key], { key });
      }
    });
    return;
  }
  const ar = prior.safeParse(noise?.ar);
  if (ar.success && ar.data !== 0) checker.say('not-in-panels', ['noise', 'ar'], { what: 'ar' });
  if (noise?.kind === 'student_t') checker.say('not-in-panels', ['noise', 'kind'], { what: 'student_t' });
  if (model.baseline?.trend?.kind === 'drift') {
    checker.say('not-in-panels', ['baseline', 'trend', 'kind'], { what: 'drift' });
  }
  for (const list of ['channels', 'organic'] as const) {
    model[list]?.forEach((media, index) => {
      if (media?.reach !== undefined) checker.sayOfKey('not-in-panels', [list, index, 'reach'], { what: 'reach' });
      refuseMarginal(media?.effect, [list, index, 'effect'], checker);
    });
  }
  checkPrior(checker, ['groups', 'spread'], groups?.spread, 'positive');
  checkPrior(checker, ['groups', 'controls_spread'], groups?.controls_spread, 'positive');
  const intercept = prior.safeParse(groups?.intercept);
  if (intercept.success && !['normal', 'fixed'].includes(priorValue(intercept.data).family)) {
    checker.say('group-intercept-normal', ['groups', 'intercept']);
  }
  if (groups?.effects === 'lognormal' && (groups.pooling ?? 'partial') === 'partial') {
    for (const list of ['channels', 'organic'] as const) {
      model[list]?.forEach((media, index) => {
        checkPositive(media?.effect, [list, index, 'effect'], checker);
      });
    }
  }
}

function refuseMarginal(effect: unknown, path: Path, checker: Checker): void {
  if (typeof effect !== 'object' || effect === null) return;
  for (const [key, own] of Object.entries(effect as Readonly<Record<string, unknown>>)) {
    if (own === undefined) continue;
    if (key === 'marginal_roi') checker.sayOfKey('not-in-panels', [...path, key], { what: key });
    else refuseMarginal(own, [...path, key], checker);
  }
}

/** A factor cannot change the sign of an effect, so one that may be negative has no log-normal group effects. */
function checkPositive(effect: unknown, path: Path, checker: Checker): void {
  if (typeof effect !== 'object' || effect === null) return;
  const all = isOneEffect(effect) ? { '': effect } : (effect as Readonly<Record<string, unknown>>);
  for (const [kpi, one] of Object.entries(all)) {
    for (const [key, written] of Object.entries(one ?? {})) {
      const read = prior.safeParse(written);
      if (!read.success || priorSupport(priorValue(read.data)).low >= 0) continue;
      checker.say('lognormal-effect-sign', [...path, ...(kpi === '' ? [] : [kpi]), key]);
    }
  }
}
