import type { ColumnProfile } from './column-profile.js';
import type { GuessReason, KpiGuess } from './guess-types.js';
import { CHANNEL_WORDS, partsOfName, wordIn, WORDS, type WordList } from './words.js';

/** The part one column seems to play. `media` stands where it belongs to a paid or organic medium. */
export interface GuessedPart {
  readonly part:
    'region' | 'audience' | 'population' | 'kpi' | 'value_per_unit' | 'medium' | 'treatment' | 'control' | 'ignored';
  readonly media?: 'spend' | 'units' | 'organic' | 'reach' | 'frequency' | 'bare';
  readonly kind?: KpiGuess['kind'];
  readonly reason: GuessReason;
}

/** One-letter words (`tv_S`, `facebook_I`) count only as the last part of a longer name. */
function wordOf(header: string, words: WordList): string | null {
  const parts = partsOfName(header);
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  const found = wordIn(
    header,
    words.filter((word) => word.length > 1 || /[\u4e00-\u9fff]/.test(word)),
  );
  return found ?? (last.length === 1 && words.includes(last) ? last : null);
}

/** Of two words in one name, which is said last: `search_clicks_cost` is a cost, `抖音投放曝光` an exposure. */
function saidLast(header: string, a: string, b: string): string {
  const name = partsOfName(header).join('');
  return name.lastIndexOf(a) + a.length >= name.lastIndexOf(b) + b.length ? a : b;
}

function kpiKind(header: string): { kind: KpiGuess['kind']; word: string } | null {
  const found = (['rate', 'score', 'count', 'revenue'] as const).flatMap((kind) => {
    const word = wordOf(header, WORDS[kind]);
    return word === null ? [] : [{ kind, word }];
  });
  // `sales_volume` counts, `sales_revenue` is money; otherwise the longest word says most (转化率 over 转化).
  const [first] = found.sort((x, y) => y.word.length - x.word.length);
  if (first?.word === 'sales') return found.find(({ kind }) => kind === 'count') ?? first;
  return first ?? null;
}

const reason = (code: string, word: string | null = null): GuessReason => ({ code, params: { word: word ?? '' } });

/** Guesses the part of a column of numbers from its name, and from its cells where the name is silent. */
export function guessPart(profile: ColumnProfile): GuessedPart {
  const { header } = profile;
  const parts = partsOfName(header);
  const whole = parts.join('');
  if (header === '') return { part: 'ignored', reason: reason('no-header') };
  if (profile.allBlank) return { part: 'ignored', reason: reason('all-blank') };
  if (profile.counts || WORDS.ignored.includes(whole) || parts[0] === 'unnamed') {
    return { part: 'ignored', reason: reason('row-number') };
  }
  const population = wordOf(header, WORDS.population);
  if (population !== null) return { part: 'population', reason: reason('population-name', population) };
  if (profile.constant) return { part: 'ignored', reason: reason('never-varies') };
  return byHabit(profile, parts) ?? byWords(profile) ?? byCells(profile);
}

/** The letters statisticians use: y for the outcome, x1, x2 … for spend, c1, z1 … for controls. */
function byHabit({ header, whole }: ColumnProfile, parts: readonly string[]): GuessedPart | null {
  if (parts.length === 1 && WORDS.kpiGeneric.includes(parts[0] ?? '')) {
    return { part: 'kpi', kind: whole ? 'count' : 'revenue', reason: reason('kpi-letter', parts[0]) };
  }
  if (/^x\d+(?![a-z])/i.test(header)) return { part: 'medium', media: 'spend', reason: reason('spend-letter', 'x') };
  if (/^[cz]\d+$/i.test(header)) return { part: 'control', reason: reason('control-letter', parts[0]) };
  return null;
}

function byWords({ header, nonNegative, numbers }: ColumnProfile): GuessedPart | null {
  const strong = wordOf(header, WORDS.strongControl);
  const gaps = numbers.blank.length > 0;
  if (strong !== null) return asRegressor('control', 'control-name', strong, gaps);
  const perUnit = wordOf(header, WORDS.valuePerUnit);
  if (perUnit !== null) return { part: 'value_per_unit', reason: reason('value-per-unit-name', perUnit) };
  const ratio = wordOf(header, WORDS.ratio);
  const kpi = kpiKind(header);
  if (ratio !== null && kpi?.kind !== 'rate') return { part: 'ignored', reason: reason('ratio', ratio) };

  const spend = wordOf(header, WORDS.spend);
  const units = wordOf(header, WORDS.media);
  const organic = wordOf(header, WORDS.organic);
  // 销售金额 is revenue although 金额 alone is spend: the longer word says more.
  const isSpend = spend !== null && (kpi === null || kpi.word.length <= spend.length || kpi.kind === 'count');
  if (isSpend && (units === null || saidLast(header, spend, units) === spend)) {
    if (!nonNegative) return { part: 'ignored', reason: reason('spend-below-zero', spend) };
    return { part: 'medium', media: 'spend', reason: reason('spend-name', spend) };
  }
  if (organic !== null) return { part: 'medium', media: 'organic', reason: reason('organic-name', organic) };
  const reach = wordOf(header, WORDS.reach);
  if (reach !== null) return { part: 'medium', media: 'reach', reason: reason('reach-name', reach) };
  const frequency = wordOf(header, WORDS.frequency);
  if (frequency !== null) return { part: 'medium', media: 'frequency', reason: reason('frequency-name', frequency) };
  if (units !== null) return { part: 'medium', media: 'units', reason: reason('media-name', units) };
  const treatment = wordOf(header, WORDS.treatment);
  if (treatment !== null) return asRegressor('treatment', 'treatment-name', treatment, gaps);
  if (kpi !== null) return { part: 'kpi', kind: kpi.kind, reason: reason('kpi-name', kpi.word) };
  const control = wordOf(header, WORDS.control);
  if (control !== null) return asRegressor('control', 'control-name', control, gaps);
  const channel = wordOf(header, CHANNEL_WORDS);
  if (channel !== null && nonNegative)
    return { part: 'medium', media: 'bare', reason: reason('channel-name', channel) };
  return null;
}

/** A regressor with blanks would stop the first check; the draft leaves it out and says so. */
function asRegressor(part: 'control' | 'treatment', code: string, word: string, gaps: boolean): GuessedPart {
  return gaps ? { part: 'ignored', reason: reason('has-blanks', word) } : { part, reason: reason(code, word) };
}

function byCells(profile: ColumnProfile): GuessedPart {
  if (profile.isFlag) return asRegressor('control', 'flag', '', profile.numbers.blank.length > 0);
  return { part: 'ignored', reason: reason('not-understood') };
}
