/** Saved models, scenarios and plans. */
export { fingerprintOf } from './fingerprint.js';
export { makeFolder } from './make-folder.js';
export { parsePlanId, planId } from './plan-id.js';
export type {
  Additions,
  ModelEntry,
  ModelToSave,
  PlanEntry,
  PlanToSave,
  SavedModel,
  SavedPlan,
  SavedScenario,
  ScenarioEntry,
  Store,
} from './store.js';
export { openSqliteStore } from './sqlite/open.js';
