import type { GroupsSpec } from '../mixmodel/model-spec.js';
import { buildPrior } from './build-media.js';
import { Defaults } from './defaults.js';
import { modelDefaults } from './model-defaults.js';
import type { ModelInFile } from './schema/model-schema.js';

/** Whether a model file names a column that divides its rows into groups. */
export function isPanelFile(file: { readonly data: Pick<ModelInFile['data'], 'region' | 'audience'> }): boolean {
  return file.data.region !== undefined || file.data.audience !== undefined;
}

/** How groups share their effects; for national data the defaults stand unmentioned, since nothing reads them. */
export function buildGroups(file: ModelInFile, used: Defaults): GroupsSpec {
  const usual = modelDefaults.groups;
  const given = file.groups ?? {};
  const defaults = isPanelFile(file) ? used : new Defaults();
  return {
    pooling: defaults.pick('groups.pooling', given.pooling, usual.pooling),
    effects: defaults.pick('groups.effects', given.effects, usual.effects),
    spread: buildPrior(defaults, 'groups.spread', given.spread, usual.spread),
    intercept: buildPrior(defaults, 'groups.intercept', given.intercept, usual.intercept),
    poolControls: defaults.pick('groups.pool_controls', given.pool_controls, false),
    controlsSpread: buildPrior(defaults, 'groups.controls_spread', given.controls_spread, usual.controlsSpread),
    baselineGroup: given.baseline_group ?? null,
  };
}
