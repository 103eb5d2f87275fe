import { nearestName } from '../data/index.js';
import type { SavedModel, SavedPlan, Store } from '../store/index.js';
import { done, invalidUsage, type Outcome } from './outcome.js';

const modelForm = /^([a-z][a-z0-9-]{0,63})(?:@([1-9][0-9]{0,8}))?$/;

/** A saved model by `<id>@<version>`, or `<id>` for its latest version. */
export async function findModel(store: Store, name: string): Promise<Outcome<SavedModel>> {
  const [, id = '', version] = modelForm.exec(name) ?? [];
  const found = id === '' ? null : await store.readModel(id, version === undefined ? 'latest' : Number(version));
  if (found !== null) return done(found);
  const versions = id === '' ? [] : await store.listModels(id);
  if (versions.length > 0) {
    const saved = versions.map((entry) => entry.version).join(', ');
    return invalidUsage('model-version-not-saved', name, { id, version: version ?? '', saved });
  }
  const saved = [...new Set((await store.listModels()).map((entry) => entry.id))];
  return invalidUsage('model-not-saved', name, { saved: saved.join(', ') || '–' });
}

/** A saved plan by its id, or the latest plan of a scenario. */
export async function findPlan(store: Store, id: string): Promise<Outcome<SavedPlan>> {
  const found = await store.readPlan(id);
  if (found !== null) return done(found);
  const plans = await store.listPlans();
  const known = [...new Set(plans.flatMap((plan) => [plan.scenario.id, plan.id]))];
  return invalidUsage('plan-not-saved', id, { nearest: nearestName(id, known) ?? 'none' });
}
