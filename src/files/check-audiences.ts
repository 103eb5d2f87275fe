import { groupAddresses, modelledNames } from '../planning/index.js';
import { amountValue } from './amounts.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { PartialScenario } from './scenario-kind.js';
import type { ScenarioModel } from './scenario-model.js';

/** The model with the new channels of the file among its own, so that lines and formulas may name them. */
export function withNewChannels(scenario: PartialScenario, model: ScenarioModel): ScenarioModel {
  const like = model.spec.channels[0];
  if (like === undefined) return model;
  const known = new Set(model.spec.channels.map(({ id }) => id));
  const added = (scenario.new_channels ?? []).flatMap((channel) =>
    channel?.id === undefined || known.has(channel.id)
      ? []
      : [{ ...like, id: channel.id, label: channel.label ?? channel.id }],
  );
  if (added.length === 0) return model;
  return { ...model, spec: { ...model.spec, channels: [...model.spec.channels, ...added] } };
}

/** Audiences, reach and new channels. */
export function checkAudiences(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  checkNewChannels(scenario, model, checker);
  const audiences = scenario.audiences ?? [];
  checker.unique(audiences.map((audience, index) => ({ id: audience?.id, path: ['audiences', index, 'id'] })));
  const all = model === null ? null : withNewChannels(scenario, model).spec.channels.map(({ id }) => id);
  const addresses = model?.panel === undefined ? [] : groupAddresses({ spec: model.spec, panel: model.panel });
  const modelled = modelledNames(addresses, 'audience');
  audiences.forEach((audience, index) => {
    const path: Path = ['audiences', index];
    if (audience?.universe !== undefined && !(amountValue(audience.universe) > 0)) {
      checker.say('universe-not-positive', [...path, 'universe'], { id: audience.id ?? '' });
    }
    for (const channel of Object.keys(audience?.on_target ?? {})) {
      if (all !== null) checker.known('unknown-channel', channel, all, [...path, 'on_target', channel], true);
    }
    if (audience?.id !== undefined && audience.response_index !== undefined && modelled.includes(audience.id)) {
      checker.sayOfKey('response-index-modelled', [...path, 'response_index'], { id: audience.id });
    }
  });
  if (scenario.reach !== undefined && audiences.length === 0 && !checker.has(['audiences'])) {
    checker.say('reach-without-audiences', ['reach']);
  }
  const pairs = scenario.reach?.pair_duplication;
  if (pairs !== undefined && Object.keys(pairs).length > 0 && scenario.reach?.method !== 'agostini') {
    checker.sayOfKey('pairs-without-agostini', ['reach', 'pair_duplication']);
  }
  for (const [first, others] of Object.entries(pairs ?? {})) {
    const at: Path = ['reach', 'pair_duplication', first];
    if (all !== null) checker.known('unknown-channel', first, all, at, true);
    for (const second of Object.keys(others ?? {})) {
      if (all !== null) checker.known('unknown-channel', second, all, [...at, second], true);
    }
  }
  const declared = audiences.flatMap((audience) => audience?.id ?? []);
  if (declared.length === 0 || modelled.length > 0) return;
  scenario.lines?.forEach((line, index) => {
    checker.known('unknown-audience', line?.audience, declared, ['lines', index, 'audience']);
  });
}

function checkNewChannels(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  const channels = scenario.new_channels ?? [];
  checker.unique(channels.map((channel, index) => ({ id: channel?.id, path: ['new_channels', index, 'id'] })));
  const own = model?.spec.channels.map(({ id }) => id);
  channels.forEach((channel, index) => {
    if (channel === undefined) return;
    const path: Path = ['new_channels', index];
    if (channel.id !== undefined && own?.includes(channel.id) === true) {
      checker.say('new-channel-known', [...path, 'id'], { id: channel.id });
    }
    if (own !== undefined) checker.known('unknown-channel', channel.like, own, [...path, 'like']);
    if (channel.like === undefined && channel.half_life_periods === undefined && !checker.has([...path, 'like'])) {
      checker.say('new-channel-without-curve', path, { id: channel.id ?? '' });
    }
    const { low, mid, high } = channel.roi ?? {};
    if (low !== undefined && mid !== undefined && high !== undefined && !(low <= mid && mid <= high)) {
      checker.say('assumption-order', [...path, 'roi'], { low, mid, high });
    }
    if (channel.saturates_at !== undefined && !(amountValue(channel.saturates_at) > 0)) {
      checker.say('saturation-not-positive', [...path, 'saturates_at'], { id: channel.id ?? '' });
    }
    if ((model?.panel?.groups.length ?? 1) > 1) checker.say('new-channel-national', path, { id: channel.id ?? '' });
  });
}
