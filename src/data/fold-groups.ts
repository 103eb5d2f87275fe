import type { Fault } from './fault.js';
import { groupRows } from './group-panel.js';
import type { Panel } from './panel.js';

/** What stops a national model but is no more than a remark on some of many groups: other groups have the figures. */
const harmlessInSome = new Set(['channel-never-on', 'channel-rarely-on', 'column-constant']);

/**
 * Findings of every group as findings of the panel: the same about the same column is told once, at its first place,
 * with the groups concerned named where it was found.
 */
export function foldGroups(groups: readonly string[], byGroup: readonly (readonly Fault[])[]): Fault[] {
  const told = new Map<string, { readonly fault: Fault; readonly names: string[] }>();
  byGroup.forEach((faults, group) => {
    for (const fault of faults) {
      const key = `${fault.code} ${fault.where.header ?? ''}`;
      const entry = told.get(key) ?? { fault, names: [] };
      told.set(key, entry);
      if (!entry.names.includes(groups[group]!)) entry.names.push(groups[group]!);
    }
  });
  return [...told.values()].map(({ fault, names }) => {
    const [first] = names;
    const others = names.length > 1 ? ` +${names.length - 1}` : '';
    const isEverywhere = names.length === groups.length;
    return {
      ...fault,
      found: isEverywhere ? fault.found : `${fault.found} (${first}${others})`,
      severity: harmlessInSome.has(fault.code) && !isEverywhere ? 'note' : fault.severity,
    };
  });
}

/**
 * The panel with each series as its group's deviations from its own mean, in units of that mean: what is left to tell
 * columns apart once every group has its own level and scale.
 */
export function withinGroups(panel: Panel): Panel {
  const within = (values: Float64Array): Float64Array => {
    const out = new Float64Array(values.length);
    panel.groups.forEach((_, group) => {
      const own = groupRows(values, panel, group);
      const known = own.filter((value) => !Number.isNaN(value));
      const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
      const size = known.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, known.length);
      out.set(
        own.map((value) => (size > 0 ? (value - mean) / size : 0)),
        group * own.length,
      );
    });
    return out;
  };
  const series = <S extends { readonly values: Float64Array }>(all: readonly S[]): S[] =>
    all.map((one) => ({ ...one, values: within(one.values) }));
  return {
    ...panel,
    kpis: series(panel.kpis),
    channels: panel.channels.map((channel) => ({
      ...channel,
      spend: within(channel.spend),
      media: within(channel.media),
    })),
    organic: series(panel.organic),
    treatments: series(panel.treatments),
    controls: series(panel.controls),
  };
}
