import {
  chanceInWords,
  formatDate,
  formatDateRange,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  hasMessage,
  translator,
  type DisplayUnit,
  type Language,
  type MessageParams,
  type Translate,
} from '../language/index.js';
import type { Grain } from '../data/index.js';
import type { Summary } from '../mixmodel/index.js';
import type { ValueFormat } from './charts/index.js';

/** What a figure is, so that it is written the same way everywhere. `money` KPIs carry the currency. */
export type Measure = 'money' | 'number' | 'percent' | 'ratio';

/** Words and number forms of one report: its language, currency, display unit and width of range. */
export interface Words {
  readonly language: Language;
  readonly currency: string;
  /** Width of the ranges shown, share of 1. */
  readonly interval: number;
  /** The width as messages name it: `tenths` 8, `pct` 80%. */
  readonly width: { readonly tenths: string; readonly pct: string };
  readonly t: Translate;
  /** The message of a key made at run time (`why.<code>`), or the fallback. */
  tOr(key: string, fallback: string, params?: MessageParams): string;
  /** Headline form: three digits in the nearest unit, or the plan's own unit. */
  money(value: number): string;
  /** Every unit of currency written out, for ledgers. */
  moneyInFull(value: number): string;
  value(value: number, measure: Measure): string;
  signed(value: number, measure: Measure): string;
  percent(share: number, decimals?: number): string;
  signedPercent(share: number): string;
  /** `low–high` of the report's interval. */
  range(summary: Summary, measure: Measure): string;
  /** `likely 171–189 m (8 in 10)`, as a phrase. */
  likely(summary: Summary, measure: Measure): string;
  /** Lower and upper end of the report's interval. */
  ends(summary: Summary): { readonly low: number; readonly high: number };
  chance(share: number): string;
  date(iso: string, style?: 'full' | 'short' | 'month'): string;
  dates(start: string, end: string): string;
  format(measure: Measure): ValueFormat;
  /** Joins clauses or names as the language does. */
  list(parts: readonly string[]): string;
}

/** The ends of a stored interval; the summary holds 50, 80, 90 and 95 %. */
export function intervalEnds(summary: Summary, interval: number): { low: number; high: number } {
  if (interval <= 0.5) return { low: summary.p25, high: summary.p75 };
  if (interval <= 0.8) return { low: summary.p10, high: summary.p90 };
  if (interval <= 0.9) return { low: summary.p05, high: summary.p95 };
  return { low: summary.p025, high: summary.p975 };
}

/** A figure never breaks before its unit (万, 亿): a word joiner, which shows nothing, holds them together. */
function joined(text: string): string {
  return text.replace(/(\d)([万亿])/g, '$1\u2060$2');
}

/** Nor after its sign, which Chinese line breaking would allow before a currency symbol. */
function joinedSign(text: string): string {
  return text.replace(/^([+−])(?=\D)/, '$1\u2060');
}

/** How a period is named on an axis: months and quarters by their month, shorter ones by their day. */
export function periodStyle(grain: Grain): 'short' | 'month' {
  return grain === 'monthly' || grain === 'quarterly' ? 'month' : 'short';
}

export function makeWords(
  language: Language,
  currency: string,
  unit: Exclude<DisplayUnit, 'auto'>,
  interval: number,
): Words {
  const t = translator(language);
  const width = { tenths: formatNumber(interval * 10, language), pct: formatPercent(interval, language) };
  const headline: DisplayUnit = unit === '1' ? 'auto' : unit;
  const money = (value: number): string => joined(formatMoney(value, currency, headline, language));
  const show = (value: number, measure: Measure): string => {
    if (measure === 'money') return money(value);
    if (measure === 'percent') return formatPercent(value, language);
    if (measure === 'ratio') return formatNumber(value, language, 2);
    return joined(formatNumber(value, language, 'auto'));
  };
  const signed = (value: number, measure: Measure): string => joinedSign(formatSigned(value, show(value, measure)));
  const range = (summary: Summary, measure: Measure): string => {
    const { low, high } = intervalEnds(summary, interval);
    return formatRange(low, high, (value) => show(value, measure), language);
  };
  return {
    language,
    currency,
    interval,
    width,
    t,
    tOr: (key, fallback, params) => {
      if (!hasMessage(key)) return fallback;
      try {
        return t(key, params);
      } catch {
        // The figures of a code come from a stored plan, perhaps an older one: a missing figure must not hide the page.
        return fallback;
      }
    },
    money,
    moneyInFull: (value) => formatMoney(Math.round(value), currency, '1', language),
    value: show,
    signed,
    percent: (share, decimals) => formatPercent(share, language, decimals),
    signedPercent: (share) => formatSigned(share, formatPercent(share, language)),
    range,
    likely: (summary, measure) => t('report.likely', { range: range(summary, measure), ...width }),
    ends: (summary) => intervalEnds(summary, interval),
    chance: (share) => chanceInWords(share, language),
    date: (iso, style) => formatDate(iso, language, style),
    dates: (start, end) => formatDateRange(start, end, language),
    format: (measure) => ({ kind: measure, currency, language }),
    list: (parts) => new Intl.ListFormat(language, { style: 'long', type: 'conjunction' }).format(parts),
  };
}
