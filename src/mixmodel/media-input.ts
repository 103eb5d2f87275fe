import { adstockLags } from './adstock.js';
import { averageActive, type MediaLevel } from './media-curve.js';
import { mediaBefore, openingRows } from './media-history.js';
import type { MediaSpec, ModelSpec } from './model-spec.js';
import { fitReachCurve, reachOf, type ReachCurve } from './reach-curve.js';
import type { Frequency } from './saturation-first.js';

/** Share of the spend that a marginal return is asked of. */
export const marginalShare = 0.01;

/** What the transforms of one medium are given. */
export interface MediaInput {
  /** `(periods)`: scaled media, or scaled reach. */
  readonly media: Float64Array;
  /** The same in every period before the first. */
  readonly before: number;
  /** null where the medium has no reach and frequency. */
  readonly frequency: Frequency | null;
  /** Scaled reach by scaled impressions, by the history of the medium itself. */
  readonly curve: ReachCurve | null;
}

/**
 * @param values `(periods)` media or reach, in units of the file
 * @param frequency `(periods)`; undefined where the medium has no reach and frequency
 */
export function mediaInput(
  spec: ModelSpec,
  media: MediaSpec,
  values: Float64Array,
  frequency: Float64Array | undefined,
  scale: number,
): MediaInput {
  const scaled = values.map((value) => value / scale);
  const before = mediaBefore(spec, media, scaled);
  if (frequency === undefined) return { media: scaled, before, frequency: null, curve: null };
  return {
    media: scaled,
    before,
    frequency: { values: frequency, before: frequencyBefore(media, scaled, frequency) },
    curve: fitReachCurve(scaled, frequency),
  };
}

/** Mean frequency over the first rows, each person reached counting once; of no matter where nobody was. */
function frequencyBefore({ adstock }: MediaSpec, reach: Float64Array, frequency: Float64Array): number {
  let people = 0;
  let impressions = 0;
  for (let row = 0; row < Math.min(reach.length, openingRows, adstockLags(adstock)); row++) {
    people += reach[row]!;
    impressions += reach[row]! * frequency[row]!;
  }
  return people > 0 ? impressions / people : 0;
}

/**
 * What stands in a period of so many times the average active period's spend, over rows `from`–`to`. Money buys
 * impressions at a constant price; reach and frequency follow along the medium's curve.
 */
export function mediaLevels(input: MediaInput, from: number, to: number): (multiple: number) => MediaLevel {
  const { media, frequency, curve } = input;
  const rows = media.subarray(from, to);
  if (frequency === null) {
    const active = averageActive(rows);
    return (multiple) => ({ media: multiple * active, frequency: null });
  }
  const impressions = averageActive(rows.map((reach, row) => reach * frequency.values[from + row]!));
  return (multiple) => {
    const bought = multiple * impressions;
    const reach = curve === null || bought === 0 ? 0 : reachOf(curve, bought);
    return { media: reach, frequency: reach > 0 ? bought / reach : 0 };
  };
}

/**
 * Media with so many times as much bought from row `from` on. With reach and frequency it is the impressions that are
 * multiplied: reach grows as it does along the medium's curve from where each period stands, frequency takes the rest.
 */
export function multipliedMedia(input: MediaInput, from: number, factor: number): MediaInput {
  const { media, frequency, curve } = input;
  if (frequency === null || curve === null) {
    return { ...input, media: media.map((value, row) => (row >= from ? factor * value : value)) };
  }
  const often = Float64Array.from(frequency.values);
  const reach = media.map((people, row) => {
    const impressions = people * often[row]!;
    if (row < from || !(impressions > 0)) return people;
    const grown = (people * reachOf(curve, factor * impressions)) / reachOf(curve, impressions);
    often[row] = (factor * impressions) / grown;
    return grown;
  });
  return { ...input, media: reach, frequency: { ...frequency, values: often } };
}

/** The same with `count` periods of nothing after it. */
export function paddedInput(input: MediaInput, count: number): MediaInput {
  const pad = (values: Float64Array): Float64Array => {
    const all = new Float64Array(values.length + count);
    all.set(values);
    return all;
  };
  const { frequency } = input;
  return {
    ...input,
    media: pad(input.media),
    frequency: frequency === null ? null : { ...frequency, values: pad(frequency.values) },
  };
}
