import type { FlowRow, Plan } from '../../planning/index.js';
import { formatNumber } from '../../language/index.js';
import { csvText } from '../csv.js';
import { periodStyle } from '../words.js';
import type { PlanContext } from './context.js';
import { fiscalName } from './fiscal.js';

export interface FlowCell {
  readonly text: string;
  /** 0 (nothing) to 9. */
  readonly shade: number;
  readonly dark: boolean;
}

export interface FlowRowView {
  readonly kind: 'channel' | 'line' | 'total';
  readonly label: string;
  readonly locked: boolean;
  readonly total: string;
  readonly share: string;
  readonly cells: readonly FlowCell[];
}

export interface FlowchartView {
  readonly title: string;
  readonly subtitle: string;
  readonly summary: string;
  /** Fiscal header: months (or years, for months and quarters) over the periods. */
  readonly spans: readonly { readonly label: string; readonly columns: number }[];
  readonly periods: readonly { readonly label: string; readonly full: string; readonly events: string }[];
  readonly hasEvents: boolean;
  readonly rows: readonly FlowRowView[];
  readonly note: string;
  readonly csv: string;
  readonly csvName: string;
  readonly source: string;
  /** Too many periods for the usual size on paper. */
  readonly long: boolean;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** `(window periods)`: money of all lines of a channel. */
function wholeChannel(plan: Plan, channel: string): number[] {
  const lines = plan.flowchart.filter((row) => row.channel === channel);
  return plan.calendar.map((_, index) => sum(lines.map((line) => line.spend[index] ?? 0)));
}

/** The unit of the cells: small enough to have three digits, large enough to fit a column. */
function unitOf(
  most: number,
  language: 'en' | 'zh-CN',
): { readonly size: number; readonly key: 'one' | 'thousand' | 'wan' | 'million' } {
  if (language === 'zh-CN') return most >= 50_000 ? { size: 1e4, key: 'wan' } : { size: 1, key: 'one' };
  if (most >= 1e8) return { size: 1e6, key: 'million' };
  return most >= 10_000 ? { size: 1e3, key: 'thousand' } : { size: 1, key: 'one' };
}

function rowLabel(row: FlowRow): string {
  return [row.campaign, row.region, row.audience].filter((part) => part !== null).join(' · ');
}

/** Section 4: channel ▸ line × period, shaded by money; every row and column adds up to the total shown. */
export function flowchart({ plan, words, source, fileStem }: PlanContext): FlowchartView {
  const { t, language } = words;
  const channels = [...new Set(plan.flowchart.map((row) => row.channel))];
  const most = Math.max(0, ...channels.flatMap((channel) => wholeChannel(plan, channel)));
  const unit = unitOf(most, language);
  const decimals = most / unit.size < 100 ? 1 : 0;
  const amount = (value: number): string =>
    Math.abs(value) < 0.5 ? '·' : formatNumber(value / unit.size, language, decimals);
  const cells = (spend: readonly number[], top: number): FlowCell[] =>
    spend.map((value) => {
      const shade = value > 0.5 && top > 0 ? Math.max(1, Math.min(9, Math.round((9 * value) / top))) : 0;
      return { text: amount(value), shade, dark: shade >= 7 };
    });
  const share = (total: number): string => (plan.totals.spend > 0 ? words.percent(total / plan.totals.spend) : '');

  const rows = channels.flatMap((channel): FlowRowView[] => {
    const lines = plan.flowchart.filter((row) => row.channel === channel);
    const first = lines[0]!;
    const whole = wholeChannel(plan, channel);
    const total = sum(lines.map((line) => line.total));
    const split = lines.length > 1 || rowLabel(first) !== '';
    const head: FlowRowView = {
      kind: 'channel',
      label: first.label,
      locked: lines.every((line) => line.locked),
      total: amount(total),
      share: share(total),
      cells: cells(whole, most),
    };
    if (!split) return [head];
    return [
      head,
      ...lines.map((line): FlowRowView => ({
        kind: 'line',
        label: rowLabel(line) === '' ? t('report.flow.rest') : rowLabel(line),
        locked: line.locked,
        total: amount(line.total),
        share: share(line.total),
        cells: cells(line.spend, most),
      })),
    ];
  });
  const byPeriod = plan.calendar.map((_, index) => sum(plan.flowchart.map((row) => row.spend[index] ?? 0)));
  rows.push({
    kind: 'total',
    label: t('report.column.total'),
    locked: false,
    total: amount(plan.totals.spend),
    share: share(plan.totals.spend),
    cells: byPeriod.map((value) => ({ text: amount(value), shade: 0, dark: false })),
  });

  const byDay = periodStyle(plan.model.grain) === 'short';
  const spans: { label: string; columns: number }[] = [];
  for (const period of plan.calendar) {
    const month = byDay ? words.date(period.start, 'month') : period.start.slice(0, 4);
    const label = period.fiscal === undefined ? month : fiscalName(period.fiscal, words);
    const last = spans.at(-1);
    if (last?.label === label) last.columns += 1;
    else spans.push({ label, columns: 1 });
  }
  const peak = byPeriod.indexOf(Math.max(...byPeriod));
  const peakPeriod = plan.calendar[peak];
  const params = {
    period: peakPeriod === undefined ? '' : words.date(peakPeriod.start, 'short'),
    money: words.money(byPeriod[peak] ?? 0),
    share: share(byPeriod[peak] ?? 0),
    spend: words.money(plan.totals.spend),
    channels: channels.length,
    periods: plan.calendar.length,
    grain: plan.model.grain,
  };
  return {
    title: t('report.flow.title', params),
    subtitle: t('report.flow.subtitle', {
      unit: t(`report.flow.unit.${unit.key}`, { currency: words.currency }),
      dates: words.dates(plan.window.start, plan.window.end),
    }),
    summary: t('report.flow.summary', params),
    spans,
    periods: plan.calendar.map((period) => ({
      label: byDay
        ? String(Number(period.start.slice(8)))
        : plan.model.grain === 'quarterly'
          ? `Q${Math.ceil(Number(period.start.slice(5, 7)) / 3)}`
          : words.date(period.start, 'month').replace(/\s?\d{4}年?/, ''),
      full: words.dates(period.start, period.end),
      events: period.events
        .map((event) => words.tOr(`report.event.${event}`, event))
        .join(language === 'en' ? ', ' : '、'),
    })),
    hasEvents: plan.calendar.some((period) => period.events.length > 0),
    rows,
    note: t('report.flow.note', { total: words.moneyInFull(plan.totals.spend) }),
    csv: csvText(
      ['channel', 'campaign', 'region', 'audience', 'locked', 'total', ...plan.calendar.map((period) => period.period)],
      plan.flowchart.map((row) => [
        row.channel,
        row.campaign,
        row.region,
        row.audience,
        row.locked,
        row.total,
        ...row.spend,
      ]),
    ),
    csvName: `${fileStem}-flowchart.csv`,
    source,
    long: plan.calendar.length > 26,
  };
}
