import type { Fault } from './fault.js';
import type { ChannelSeries } from './panel.js';
import { fault } from './place.js';

/** Share of its active periods in which a column must be the same everywhere to look national though it is not always. */
const nearlyNational = 0.9;

type Finding = 'national' | 'nearly' | 'own';

/**
 * A column is national where every group of every period has the same figure: bought once, written on every row. Money
 * of that kind would be counted once per group.
 */
function findingOf(values: Float64Array, groups: number): Finding {
  const periods = values.length / groups;
  let active = 0;
  let same = 0;
  for (let t = 0; t < periods; t++) {
    const first = values[t]!;
    let isSame = true;
    let isOn = false;
    for (let g = 0; g < groups; g++) {
      const value = values[g * periods + t]!;
      if (Number.isNaN(value)) return 'own';
      if (value !== first) isSame = false;
      if (value > 0) isOn = true;
    }
    if (!isOn) continue;
    active += 1;
    if (isSame) same += 1;
  }
  if (active === 0) return 'own';
  if (same === active) return 'national';
  return same >= nearlyNational * active ? 'nearly' : 'own';
}

/** Divides the same figure of every group by shares `(groups × periods)` that sum to 1 in each period. */
function divide(values: Float64Array, shares: Float64Array): Float64Array {
  return values.map((value, row) => value * shares[row]!);
}

/** Shares by the population, or even ones. */
function headShares(groups: number, periods: number, population: Float64Array | null): Float64Array {
  const total = population?.reduce((sum, heads) => sum + heads, 0) ?? groups;
  return Float64Array.from({ length: groups * periods }, (_, row) => {
    const heads = population?.[Math.floor(row / periods)] ?? 1;
    return heads / total;
  });
}

/** Shares by the media of each period, by heads where no group has any. */
function mediaShares(media: Float64Array, groups: number, byHeads: Float64Array): Float64Array {
  const periods = media.length / groups;
  const shares = byHeads.slice();
  for (let t = 0; t < periods; t++) {
    let total = 0;
    for (let g = 0; g < groups; g++) total += media[g * periods + t]!;
    if (total > 0) for (let g = 0; g < groups; g++) shares[g * periods + t] = media[g * periods + t]! / total;
  }
  return shares;
}

/**
 * A channel with national figures divided over the groups: media by population (evenly where none is known), money by
 * the media where those differ from group to group, else like the media. What is the same in most periods but not in
 * all is left as it stands, and said.
 */
export function divideNational(
  channel: ChannelSeries,
  headers: { readonly spend: string; readonly media: string },
  groups: number,
  population: Float64Array | null,
  file: string,
): { readonly channel: ChannelSeries; readonly faults: readonly Fault[] } {
  if (groups === 1) return { channel, faults: [] };
  const faults: Fault[] = [];
  const byHeads = headShares(groups, channel.spend.length / groups, population);
  const heads = population === null ? 'even' : 'population';
  const say = (finding: Finding, header: string, by: string): void => {
    if (finding === 'own') return;
    const code = finding === 'national' ? 'spend-national' : 'spend-nearly-national';
    const severity = finding === 'national' ? 'note' : 'review';
    faults.push(fault(code, severity, { file, header }, channel.id, { id: channel.id, header, by, groups }));
  };
  const spendFinding = findingOf(channel.spend, groups);
  if (channel.mediaIsSpend) {
    say(spendFinding, headers.spend, heads);
    if (spendFinding !== 'national') return { channel, faults };
    const spend = divide(channel.spend, byHeads);
    return { channel: { ...channel, spend, media: spend }, faults };
  }
  const mediaFinding = findingOf(channel.media, groups);
  say(mediaFinding, headers.media, heads);
  const media = mediaFinding === 'national' ? divide(channel.media, byHeads) : channel.media;
  say(spendFinding, headers.spend, mediaFinding === 'national' ? heads : 'media');
  const spend =
    spendFinding === 'national' ? divide(channel.spend, mediaShares(media, groups, byHeads)) : channel.spend;
  return { channel: { ...channel, spend, media }, faults };
}
