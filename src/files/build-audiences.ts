import type { Audience, NewChannel, ReachSettings } from '../planning/index.js';
import { amountValue } from './amounts.js';
import type { Defaults } from './defaults.js';
import { scenarioDefaults as usual } from './scenario-defaults.js';
import type { ScenarioInFile } from './schema/scenario-schema.js';

export function audiencesOf({ audiences = [] }: ScenarioInFile): Audience[] {
  return audiences.map(({ id, label, universe, on_target: onTarget, response_index: index }) => ({
    id,
    label: label ?? id,
    universe: amountValue(universe),
    onTarget: onTarget ?? {},
    responseIndex: index === undefined ? null : { value: index.value, source: index.source ?? usual.source },
  }));
}

/** Without audiences nothing is said of reach, and no default of it is used. */
export function reachOf({ reach = {}, audiences = [] }: ScenarioInFile, defaults: Defaults): ReachSettings | null {
  if (audiences.length === 0) return null;
  return {
    method: defaults.pick('reach.method', reach.method, 'sainsbury' as const),
    effectiveFrequency: defaults.pick('reach.effective_frequency', reach.effective_frequency, 3),
    pairDuplication: reach.pair_duplication ?? {},
  };
}

export function newChannelsOf({ new_channels: channels = [] }: ScenarioInFile): NewChannel[] {
  return channels.map((channel) => ({
    id: channel.id,
    label: channel.label ?? channel.id,
    like: channel.like ?? null,
    roi: channel.roi,
    halfLife: channel.half_life_periods ?? null,
    saturatesAt: amountValue(channel.saturates_at),
    maxShare: channel.max_share ?? 1,
    source: channel.source ?? usual.source,
  }));
}
