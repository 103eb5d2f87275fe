import { formatDay, isMonthEnd } from './calendar.js';
import { dateProfile, profileColumn, type ColumnProfile } from './column-profile.js';
import { guessChannels } from './guess-channels.js';
import { makeId } from './guess-ids.js';
import { guessPart, type GuessedPart } from './guess-part.js';
import type { ColumnGuess, KpiGuess, TableGuess } from './guess-types.js';
import type { Table } from './table.js';
import { withoutWords, wordIn, WORDS } from './words.js';

function guessDate(table: Table, profiles: readonly ColumnProfile[]): TableGuess['date'] {
  let best: TableGuess['date'] = null;
  let bestScore = 0;
  for (const { header, isNumeric, counts } of profiles) {
    const word = wordIn(header, WORDS.date);
    // A plain number is a date only where the name says so: `t`, `dayofyear` and spend are numbers too.
    if (header === '' || (isNumeric && (word === null || counts))) continue;
    const profile = dateProfile(table, header);
    if (profile === null) continue;
    const score = (word === null ? 0 : 2) + (profile.grain === null ? 0 : 2) + (isNumeric ? 0 : 1);
    if (score <= bestScore) continue;
    bestScore = score;
    const days = profile.dates.days.filter((day) => day !== null);
    const grain = profile.grain as 'daily' | 'weekly' | 'monthly' | 'quarterly' | null;
    const saysEnd = /\bend(?:ing)?\b|结束|截止|w\/e/i.test(header.replace(/[_-]/g, ' '));
    const monthEnds = grain === 'monthly' && days.every(isMonthEnd);
    best = {
      column: header,
      grain,
      dateMarks: saysEnd || monthEnds ? 'end' : 'start',
      from: formatDay(Math.min(...days)),
      to: formatDay(Math.max(...days)),
      reason: { code: word === null ? 'date-cells' : 'date-name', params: { word: word ?? '', grain: grain ?? '' } },
    };
  }
  return best;
}

/** Parts of the columns that hold text: region, audience, or nothing we can use. */
function guessText(profile: ColumnProfile): GuessedPart {
  const region = wordIn(profile.header, WORDS.region);
  if (region !== null) return { part: 'region', reason: { code: 'region-name', params: { word: region } } };
  const audience = wordIn(profile.header, WORDS.audience);
  if (audience !== null) return { part: 'audience', reason: { code: 'audience-name', params: { word: audience } } };
  const examples = profile.distinct.slice(0, 3).join(', ');
  return { part: 'ignored', reason: { code: 'text-column', params: { examples } } };
}

function currencyOf(profiles: readonly ColumnProfile[], chinese: boolean): string | null {
  for (const { numbers } of profiles) {
    const [first] = numbers.currencies;
    if (first !== undefined) return first.currency;
  }
  const named = profiles
    .map(({ header }) => /\b(CNY|RMB|USD|EUR|GBP)\b/i.exec(header)?.[1]?.toUpperCase())
    .find(Boolean);
  if (named !== undefined) return named === 'RMB' ? 'CNY' : named;
  return chinese ? 'CNY' : null;
}

const KPI_ORDER = ['revenue', 'count', 'score', 'rate'];

function guessKpis(
  candidates: readonly { readonly profile: ColumnProfile; readonly guessed: GuessedPart }[],
  valuePerUnit: readonly ColumnProfile[],
  used: Set<string>,
): KpiGuess[] {
  const kpis = candidates.map(({ profile, guessed }): KpiGuess => {
    const generic = wordIn(profile.header, WORDS.kpiGeneric) !== null;
    const kind = guessed.kind ?? 'revenue';
    return {
      id: makeId(generic && profile.header.toLowerCase() === 'y' ? 'y' : profile.header, 'kpi', used),
      label: profile.header,
      column: profile.header,
      kind,
      valuePerUnit: kind === 'count' ? (valuePerUnit[0]?.header ?? null) : null,
      reason: guessed.reason,
    };
  });
  const rank = (kpi: KpiGuess): number => KPI_ORDER.indexOf(kpi.kind);
  return [...kpis].sort((a, b) => rank(a) - rank(b));
}

/** Guesses which column plays which part, each with its reason. Never fails: what is not understood is `ignored`. */
export function guessColumns(table: Table): TableGuess {
  const profiles = table.headers.map((_, index) => profileColumn(table, index));
  const date = guessDate(table, profiles);
  const parts = profiles
    .filter(({ header }) => header !== date?.column)
    .map((profile) => ({ profile, guessed: profile.isNumeric ? guessPart(profile) : guessText(profile) }));
  const of = (part: GuessedPart['part']) => parts.filter(({ guessed }) => guessed.part === part);

  const used = new Set<string>();
  const single = (part: 'region' | 'audience' | 'population'): ColumnGuess | null => {
    const first = of(part)[0];
    if (first === undefined) return null;
    const { header } = first.profile;
    return { id: makeId(header, part, used), label: header, column: header, reason: first.guessed.reason };
  };
  const region = single('region');
  const audience = single('audience');
  const population = single('population');
  const valuePerUnit = of('value_per_unit').map(({ profile }) => profile);
  const kpis = guessKpis(of('kpi'), valuePerUnit, used);
  const media = guessChannels(
    parts.flatMap(({ profile, guessed }) => (guessed.media === undefined ? [] : [{ profile, guessed }])),
    used,
  );
  const plain = (part: 'treatment' | 'control'): ColumnGuess[] =>
    of(part).map(({ profile: { header }, guessed: { reason } }) => {
      const stem = withoutWords(header, [['control', 'b']]);
      return { id: makeId(stem === '' ? header : stem, part, used), label: header, column: header, reason };
    });
  const treatments = plain('treatment');
  const controls = plain('control');
  const kept = kpis[0]?.valuePerUnit;
  const idle = valuePerUnit
    .filter(({ header }) => header !== kept)
    .map(({ header }) => ({ column: header, reason: { code: 'value-per-unit-idle', params: {} } }));
  const chinese = table.headers.some((header) => /[\u4e00-\u9fff]/.test(header));
  return {
    date,
    region,
    audience,
    population,
    kpis,
    channels: media.channels,
    organic: media.organic,
    treatments,
    controls,
    ignored: [
      ...of('ignored').map(({ profile, guessed }) => ({ column: profile.header, reason: guessed.reason })),
      ...media.ignored,
      ...idle,
    ],
    currency: currencyOf(profiles, chinese),
    language: chinese ? 'zh-CN' : 'en',
  };
}
