import type { Grade } from '../../mixmodel/index.js';
import type { PlanChannel } from '../../planning/index.js';
import { figure, type FigureView } from '../figure.js';
import {
  cell,
  figures,
  headCell,
  row,
  table,
  totalRow,
  words as wordColumn,
  type Badge,
  type TableView,
} from '../table.js';
import type { Words } from '../words.js';
import type { PlanContext } from './context.js';

export interface ChangesView {
  readonly figure: FigureView;
  readonly table: TableView;
}

const gradeTones: Readonly<Record<Grade, Badge['tone']>> = { A: 'good', B: 'good', C: 'warn', D: 'bad' };

/** The grade as a letter with its word, e.g. `A strong`. */
export function gradeBadge(grade: Grade, words: Words): Badge {
  return { tone: gradeTones[grade], shape: grade, text: words.t(`report.grade.${grade}`) };
}

const change = (channel: PlanChannel): number => channel.spend - channel.referenceSpend;

/** Half a unit of money is rounding, not a move. */
const moved = (channel: PlanChannel): boolean => Math.abs(change(channel)) >= 0.5;

function changeText(channel: PlanChannel, words: Words): string {
  if (!moved(channel)) return words.t('report.changes.unchanged');
  const money = words.signed(change(channel), 'money');
  if (channel.referenceSpend <= 0) return `${money} (${words.t('report.changes.new')})`;
  return `${money} (${words.signedPercent(change(channel) / channel.referenceSpend)})`;
}

function title({ words, reference }: PlanContext, sorted: readonly PlanChannel[]): string {
  const { t } = words;
  const naming = (list: readonly PlanChannel[], key: 'report.changes.move-more' | 'report.changes.move-less'): string =>
    words.list(
      list
        .slice(0, 2)
        .map((channel) => t(key, { channel: channel.label, money: words.money(Math.abs(change(channel))) })),
    );
  const more = sorted.filter((channel) => moved(channel) && change(channel) > 0);
  const less = sorted.filter((channel) => moved(channel) && change(channel) < 0);
  if (more.length > 0 && less.length > 0)
    return t('report.changes.title.both', {
      more: naming(more, 'report.changes.move-more'),
      less: naming(less, 'report.changes.move-less'),
    });
  if (more.length > 0) return t('report.changes.title.more', { more: naming(more, 'report.changes.move-more') });
  if (less.length > 0) return t('report.changes.title.less', { less: naming(less, 'report.changes.move-less') });
  return t('report.changes.title.none', { reference: reference.phrase });
}

const moneyParams = new Set(['money', 'reference', 'change', 'low', 'high']);
const ratioParams = new Set(['marginal', 'price']);

/** The reason of a move: the sentence of its code, its figures written as the report writes them. */
export function whyText({ why }: PlanChannel, words: Words): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(why.params)) {
    if (typeof value !== 'number') params[name] = words.tOr(`report.bound.${value}`, value);
    else if (moneyParams.has(name)) params[name] = words.money(value);
    else params[name] = ratioParams.has(name) ? words.value(value, 'ratio') : value;
  }
  return words.tOr(`report.why.${why.code}`, words.t('report.why.unnamed'), params);
}

/** Where the bound came from that stopped this channel, or that it is locked. */
function limitText(channel: PlanChannel, words: Words): string {
  const { t } = words;
  if (channel.why.code === 'excluded') return t('report.bound.exclude');
  if (channel.lockedSpend > 0 && channel.lockedSpend >= channel.spend - 0.5) return t('report.limit.locked');
  const bounds = channel.bounds;
  if (bounds === null) return t('report.none');
  const near = 0.005 * Math.max(channel.spend, channel.referenceSpend, 1);
  if (Math.abs(channel.spend - bounds.high) <= near)
    return t('report.limit.at-most', {
      money: words.money(bounds.high),
      from: words.tOr(`report.bound.${bounds.highFrom}`, bounds.highFrom),
    });
  if (Math.abs(channel.spend - bounds.low) <= near)
    return t('report.limit.at-least', {
      money: words.money(bounds.low),
      from: words.tOr(`report.bound.${bounds.lowFrom}`, bounds.lowFrom),
    });
  return t('report.none');
}

/** Section 3: reference → plan per channel, biggest move first, with the reason and the limit that bit. */
export function changes(context: PlanContext): ChangesView {
  const { plan, words, reference, source, fileStem } = context;
  const { t } = words;
  const sorted = [...plan.channels].sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)));
  const unit = words.currency;
  const view = table({
    caption: t('report.changes.table'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      figures(t('report.column.reference'), 'reference_spend', unit),
      figures(t('report.column.plan'), 'plan_spend', unit),
      figures(t('report.column.change'), 'change', unit),
      figures(t('report.column.change-pct'), 'change_share'),
      wordColumn(t('report.column.why'), 'why'),
      wordColumn(t('report.column.evidence'), 'evidence'),
      wordColumn(t('report.column.limit'), 'limit'),
    ],
    rows: [
      ...sorted.map((channel) => {
        const grade = gradeBadge(channel.grade, words);
        return row(
          headCell(channel.label),
          cell(words.moneyInFull(channel.referenceSpend), channel.referenceSpend),
          cell(words.moneyInFull(channel.spend), channel.spend),
          cell(moved(channel) ? signedInFull(change(channel), words) : '0', change(channel)),
          channel.referenceSpend > 0
            ? cell(
                words.signedPercent(change(channel) / channel.referenceSpend),
                change(channel) / channel.referenceSpend,
              )
            : cell(t('report.changes.new'), null),
          cell(whyText(channel, words)),
          cell('', channel.grade, { badge: grade }),
          cell(limitText(channel, words)),
        );
      }),
      totalRow(
        headCell(t('report.column.total')),
        cell(words.moneyInFull(plan.reference.spend), plan.reference.spend),
        cell(words.moneyInFull(plan.totals.spend), plan.totals.spend),
        cell(signedInFull(plan.totals.spend - plan.reference.spend, words), plan.totals.spend - plan.reference.spend),
        plan.reference.spend > 0
          ? cell(
              words.signedPercent(plan.totals.spend / plan.reference.spend - 1),
              plan.totals.spend / plan.reference.spend - 1,
            )
          : cell('', null),
        cell(''),
        cell(''),
        cell(''),
      ),
    ],
    note: t('report.changes.note'),
    csvName: `${fileStem}-changes.csv`,
    wide: true,
  });
  const heading = title(context, sorted);
  return {
    table: view,
    figure: figure({
      id: 'changes-bars',
      title: heading,
      subtitle: t('report.changes.subtitle', {
        reference: reference.phrase,
        dates: words.dates(plan.window.start, plan.window.end),
        currency: unit,
      }),
      summary: t('report.changes.summary', {
        list: words.list(sorted.map((channel) => `${channel.label} ${changeText(channel, words)}`)),
      }),
      source,
      panels: [
        {
          chart: {
            kind: 'diverging-bars',
            input: {
              rows: sorted.map((channel) => ({
                label: channel.label,
                value: moved(channel) ? change(channel) : 0,
                valueText: changeText(channel, words),
              })),
              format: words.format('money'),
            },
          },
        },
      ],
      table: view,
    }),
  };
}

function signedInFull(value: number, words: Words): string {
  const text = words.moneyInFull(value);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
