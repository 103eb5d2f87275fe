import type { FittedModel } from '../../mixmodel/index.js';
import type { ScenarioLine } from '../scenario.js';

/** Region and audience of one group of the panel; null where the data have no such column. */
export interface GroupAddress {
  readonly region: string | null;
  readonly audience: string | null;
}

/** `(groups)` addresses in the panel's order: its groups are named `region`, `audience` or `region|audience`. */
export function groupAddresses({ spec, panel }: Pick<FittedModel, 'spec' | 'panel'>): GroupAddress[] {
  const { region, audience } = spec.data;
  return panel.groups.map((group): GroupAddress => {
    if (region === null && audience === null) return { region: null, audience: null };
    if (region === null) return { region: null, audience: group };
    if (audience === null) return { region: group, audience: null };
    const bar = group.indexOf('|');
    return bar < 0
      ? { region: group, audience: null }
      : { region: group.slice(0, bar), audience: group.slice(bar + 1) };
  });
}

/** Regions or audiences that the model was fitted on, each once. */
export function modelledNames(addresses: readonly GroupAddress[], part: keyof GroupAddress): string[] {
  return [...new Set(addresses.flatMap((address) => address[part] ?? []))];
}

/**
 * Groups that a line's money can go to. A region or audience that the model was not fitted on narrows nothing: such a
 * line is below the model's grain.
 */
export function addressedGroups(
  line: Pick<ScenarioLine, 'region' | 'audience'>,
  addresses: readonly GroupAddress[],
): number[] {
  const fits = (named: string | null, own: string | null): boolean => named === null || own === null || named === own;
  return addresses.flatMap((address, group) =>
    fits(line.region, address.region) && fits(line.audience, address.audience) ? [group] : [],
  );
}

/** Whether a line names a region or an audience that the model's groups do not carry. */
export function isBelowGrain(
  line: Pick<ScenarioLine, 'campaign' | 'region' | 'audience'>,
  addresses: readonly GroupAddress[],
): boolean {
  const carried = (part: keyof GroupAddress): boolean => addresses.some((address) => address[part] !== null);
  return (
    line.campaign !== null ||
    (line.region !== null && !carried('region')) ||
    (line.audience !== null && !carried('audience'))
  );
}
