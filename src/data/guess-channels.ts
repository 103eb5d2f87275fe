import type { ColumnProfile } from './column-profile.js';
import type { ChannelGuess, GuessReason, OrganicGuess } from './guess-types.js';
import { makeId } from './guess-ids.js';
import type { GuessedPart } from './guess-part.js';
import { correlation } from './robust.js';
import { soundsDemandDriven, withoutWords, wordIn, WORDS } from './words.js';

interface Medium {
  readonly profile: ColumnProfile;
  readonly guessed: GuessedPart;
}

export interface MediaGuess {
  readonly channels: ChannelGuess[];
  readonly organic: OrganicGuess[];
  readonly ignored: { readonly column: string; readonly reason: GuessReason }[];
}

const UNITS: readonly (readonly [string, readonly string[]])[] = [
  ['impressions', ['impressions', 'impression', 'impr', 'imps', 'i', '曝光', '曝光量', '展示', '展现']],
  ['clicks', ['clicks', 'click', 'p', '点击', '点击量']],
  ['grp', ['grp', 'grps', 'trp', 'trps', '收视点', '毛评点']],
  ['views', ['views', 'view', 'plays', '播放', '播放量', '阅读量']],
  ['sends', ['sends', 'newsletter', 'newsletters', 'email', 'emails', 'edm', '邮件', '短信', '推送']],
];

function unitOf(header: string): string | null {
  return UNITS.find(([, words]) => wordIn(header, words) !== null)?.[0] ?? null;
}

const TECHNICAL = [WORDS.spend, WORDS.media, WORDS.reach, WORDS.frequency, WORDS.currency];

/** What is left of a name without the words for spend and exposure: the medium itself, which pairs its columns. */
function stemOf(header: string): string {
  const stem = withoutWords(header, TECHNICAL).replace(/^x\d+_(?=\S)/i, '');
  return stem === '' ? header : stem;
}

const key = (header: string): string => stemOf(header).toLowerCase().replace(/_/g, '');

/** Of several exposures of one channel, the one that moves most with its spend. */
function nearestUnits(spend: ColumnProfile, units: readonly Medium[]): Medium | null {
  let best: Medium | null = null;
  let closest = -Infinity;
  for (const medium of units) {
    const r = correlation(spend.numbers.values, medium.profile.numbers.values);
    if (best === null || r > closest) [best, closest] = [medium, r];
  }
  return best;
}

/** Pairs spend with its exposure by what is left of their names, and says what is done with the rest. */
export function guessChannels(media: readonly Medium[], used: Set<string>): MediaGuess {
  const of = (kind: GuessedPart['media']): Medium[] => media.filter(({ guessed }) => guessed.media === kind);
  const named = new Set(of('spend').map(({ profile }) => key(profile.header)));
  // `tv` beside `tv_spend` is its exposure; alone it is what was spent.
  const bare = of('bare');
  const spends = [...of('spend'), ...bare.filter(({ profile }) => !named.has(key(profile.header)))].sort(
    (a, b) => a.profile.index - b.profile.index,
  );
  const units = [...of('units'), ...bare.filter(({ profile }) => named.has(key(profile.header)))];
  const taken = new Set<Medium>();
  const ignored: { column: string; reason: GuessReason }[] = [];

  const channels = spends.map(({ profile, guessed }): ChannelGuess => {
    const { header } = profile;
    const same = (medium: Medium): boolean => key(medium.profile.header) === key(header);
    const candidates = units.filter(same);
    const chosen = nearestUnits(profile, candidates);
    for (const candidate of candidates) {
      taken.add(candidate);
      if (candidate === chosen) continue;
      const reason = { code: 'second-media', params: { channel: header, chosen: chosen?.profile.header ?? '' } };
      ignored.push({ column: candidate.profile.header, reason });
    }
    const reach = of('reach').find(same)?.profile.header ?? null;
    const frequency = of('frequency').find(same)?.profile.header ?? null;
    const label = stemOf(header).replace(/_/g, ' ');
    return {
      id: makeId(stemOf(header), 'channel', used),
      label,
      column: header,
      reason: guessed.reason,
      media: chosen?.profile.header ?? null,
      mediaReason: chosen === null ? null : { code: 'media-paired', params: { stem: label } },
      unit: chosen === null ? null : unitOf(chosen.profile.header),
      reach,
      frequency,
      demandDriven: soundsDemandDriven(header),
    };
  });

  const unpaid = units.filter((medium) => !taken.has(medium));
  const organic = [...of('organic'), ...unpaid]
    .sort((a, b) => a.profile.index - b.profile.index)
    .map((medium): OrganicGuess => {
      const { header } = medium.profile;
      const reason = unpaid.includes(medium) ? { code: 'media-unpaid', params: {} } : medium.guessed.reason;
      return {
        id: makeId(stemOf(header), 'organic', used),
        label: header,
        column: header,
        unit: unitOf(header),
        reason,
      };
    });
  for (const { profile } of [...of('reach'), ...of('frequency')]) {
    ignored.push({ column: profile.header, reason: { code: 'reach-frequency', params: {} } });
  }
  return { channels, organic, ignored };
}
