import type { PlanChannel, Response } from '../../planning/index.js';
import { palette } from '../charts/index.js';
import { figure, type FigureView, type Panel } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn, type Badge } from '../table.js';
import type { Words } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

/** Panels whose tops differ by more than this have their own scales, and the subtitle says so. */
const sharedUpTo = 5;

function saturation(response: Response, channel: PlanChannel, words: Words): Badge | null {
  const marginalRoi = channel.marginalRoi.mean;
  if (channel.why.code === 'excluded') return { tone: 'plain', shape: '–', text: words.t('report.bound.exclude') };
  if (channel.beyondSeen) return { tone: 'warn', shape: '▲', text: words.t('report.response.beyond') };
  if (response.breakEven <= 0) return null;
  if (marginalRoi < response.breakEven) return { tone: 'bad', shape: '▼', text: words.t('report.response.past') };
  return { tone: 'good', shape: '●', text: words.t('report.response.room') };
}

/** Money is free to move where no lock, ban or bound stops it; a plan without bounds may move anywhere. */
const slack = (channel: PlanChannel): number => 0.001 * Math.max(channel.spend, channel.referenceSpend, 1);
/** Excluded, or every bit of its money locked. */
const isFixed = (channel: PlanChannel): boolean =>
  channel.why.code === 'excluded' ||
  channel.why.code === 'locked' ||
  (channel.lockedSpend > 0 && channel.lockedSpend >= channel.spend - slack(channel));
const canGrow = (channel: PlanChannel): boolean =>
  !isFixed(channel) && (channel.bounds === null || channel.bounds.high > channel.spend + slack(channel));
const canShrink = (channel: PlanChannel): boolean =>
  !isFixed(channel) &&
  channel.spend > 0 &&
  (channel.bounds === null || channel.bounds.low < channel.spend - slack(channel));

/** Section 7: a curve per channel, solid where the model has seen such spend and dashed beyond. */
export function response(context: PlanContext): FigureView | null {
  const { plan, words, fitted, source, fileStem } = context;
  const { t } = words;
  const measure = measureOf(fitted);
  const rows = plan.responses.flatMap((one) => {
    const channel = plan.channels.find((other) => other.id === one.channel);
    return channel === undefined || one.points.length < 2 ? [] : [{ one, channel }];
  });
  if (rows.length === 0) return null;
  const tops = rows.map(({ one }) => Math.max(...one.points.map((point) => words.ends(point.effect).high)));
  const shared = Math.max(...tops) <= sharedUpTo * Math.min(...tops);
  // Without a value per unit nothing says what is enough.
  const judged = rows.some(({ one }) => one.breakEven > 0);
  const past = rows
    .filter(({ one, channel }) => channel.spend > 0 && channel.marginalRoi.mean < one.breakEven)
    .map(({ channel }) => channel.label);
  const free = rows.filter(({ channel }) => canGrow(channel));
  const best = [...free].sort((a, b) => b.channel.marginalRoi.mean - a.channel.marginalRoi.mean)[0];
  const active = rows.filter(({ channel }) => channel.spend > 0).length;
  const params = {
    breakEven: words.value(rows[0]!.one.breakEven, 'ratio'),
    channels: words.list(past),
    best: best?.channel.label ?? '',
    value: best === undefined ? '' : words.value(best.channel.marginalRoi.mean, 'ratio'),
    limited: free.length < rows.length ? 'yes' : 'no',
  };
  return figure({
    id: 'response-curves',
    title: t(
      `report.response.title.${best === undefined ? 'none-free' : judged ? (past.length === 0 ? 'room' : past.length === active ? 'all-past' : 'past') : 'units'}`,
      params,
    ),
    subtitle: t(shared ? 'report.response.subtitle.shared' : 'report.response.subtitle.own', {
      kpi: fitted.label,
      dates: words.dates(plan.window.start, plan.window.end),
      ...words.width,
    }),
    summary: t('report.response.summary', {
      list: words.list(
        rows.map(({ channel }) =>
          t('report.response.summary-part', {
            channel: channel.label,
            value: words.value(channel.marginalRoi.mean, 'ratio'),
          }),
        ),
      ),
    }),
    source,
    panels: rows.map(({ one, channel }): Panel => ({
      heading: channel.label,
      width: 318,
      chart: {
        kind: 'response-curve',
        input: {
          points: one.points.map((point) => ({ x: point.spend, mid: point.effect.mean, ...words.ends(point.effect) })),
          seenUpTo: one.seenUpTo,
          dots: [
            { look: 'reference', x: one.current, label: t('report.response.dot.reference') },
            { look: 'plan', x: one.plan, label: t('report.response.dot.plan') },
            ...(one.unconstrained === null
              ? []
              : [{ look: 'best' as const, x: one.unconstrained, label: t('report.response.dot.best') }]),
          ],
          xFormat: words.format('money'),
          yFormat: words.format(measure),
          top: shared ? Math.max(...tops) : null,
          bottom: null,
          colour: palette.plan,
        },
      },
    })),
    table: table({
      caption: t('report.response.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('report.column.plan'), 'plan_spend', words.currency),
        figures(t('report.column.seen'), 'seen_up_to', words.currency),
        figures(t('report.column.best'), 'unconstrained_spend', words.currency),
        figures(t('report.column.effect'), 'effect', fitted.money ? words.currency : fitted.label),
        figures(t('report.column.roi'), 'roi'),
        figures(t('report.column.marginal'), 'marginal_roi'),
        figures(t('report.column.break-even'), 'break_even'),
        wordColumn(t('report.column.reading'), 'reading'),
      ],
      rows: rows.map(({ one, channel }) => {
        const badge = saturation(one, channel, words);
        return row(
          headCell(channel.label),
          cell(words.moneyInFull(one.plan), one.plan),
          cell(words.moneyInFull(one.seenUpTo), one.seenUpTo),
          one.unconstrained === null ? cell('–', null) : cell(words.moneyInFull(one.unconstrained), one.unconstrained),
          cell(words.value(channel.incremental.mean, measure), channel.incremental.mean, {
            note: words.range(channel.incremental, measure),
          }),
          cell(words.value(channel.roi.mean, 'ratio'), channel.roi.mean, { note: words.range(channel.roi, 'ratio') }),
          cell(words.value(channel.marginalRoi.mean, 'ratio'), channel.marginalRoi.mean, {
            note: words.range(channel.marginalRoi, 'ratio'),
          }),
          one.breakEven > 0 ? cell(words.value(one.breakEven, 'ratio'), one.breakEven) : cell('–', null),
          badge === null ? cell('–') : cell('', badge.text, { badge }),
        );
      }),
      note: t('report.response.note'),
      csvName: `${fileStem}-response.csv`,
      wide: true,
    }),
  });
}

/** Section 8: where the next money would work hardest and where a cut would hurt least. */
export function nextMoney(context: PlanContext): FigureView | null {
  const { plan, words, source, fileStem } = context;
  const { t } = words;
  const sorted = plan.channels
    .filter((channel) => channel.spend > 0 || channel.nextMoney.mean > 0)
    .sort((a, b) => b.nextMoney.mean - a.nextMoney.mean);
  const cuts = sorted.filter((channel) => channel.spend > 0).sort((a, b) => a.lastMoney.mean - b.lastMoney.mean);
  const add = sorted.find(canGrow);
  const cut = cuts.find(canShrink);
  if (sorted.length === 0) return null;
  const breakEven = plan.responses[0]?.breakEven ?? 1;
  const params = {
    add: add?.label ?? '',
    addValue: add === undefined ? '' : words.value(add.nextMoney.mean, 'ratio'),
    cut: cut?.label ?? '',
    cutValue: cut === undefined ? '' : words.value(cut.lastMoney.mean, 'ratio'),
  };
  const free = `${add === undefined ? 'none' : 'add'}-${cut === undefined ? 'none' : 'cut'}` as const;
  return figure({
    id: 'next-money',
    title: t(add !== undefined && add.id === cut?.id ? 'report.next.title.one' : `report.next.title.${free}`, params),
    subtitle: t('report.next.subtitle', { ...words.width }),
    summary: t(`report.next.summary.${free}`, params),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: sorted.map((channel) => ({
              label: channel.label,
              valueText: t('report.next.pair', {
                next: words.value(channel.nextMoney.mean, 'ratio'),
                last: channel.spend > 0 ? words.value(channel.lastMoney.mean, 'ratio') : '–',
              }),
              marks: [
                { look: 'plan' as const, value: channel.nextMoney.mean, ...words.ends(channel.nextMoney) },
                // Without money there is no last money.
                ...(channel.spend > 0
                  ? [
                      {
                        look: 'reference' as const,
                        value: channel.lastMoney.mean,
                        thin: true,
                        ...words.ends(channel.lastMoney),
                      },
                    ]
                  : []),
              ],
            })),
            format: words.format('ratio'),
            ticks: breakEven > 0 ? [{ value: breakEven, label: t('report.break-even'), bold: true }] : [],
            connect: false,
            withZero: true,
            stagger: true,
          },
        },
      },
    ],
    table: table({
      caption: t('report.next.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('report.column.next'), 'next_money'),
        figures(t('report.column.last'), 'last_money'),
        figures(t('report.column.plan'), 'plan_spend', words.currency),
        wordColumn(t('report.column.evidence'), 'evidence'),
        wordColumn(t('report.column.freedom'), 'freedom'),
      ],
      rows: sorted.map((channel) =>
        row(
          headCell(channel.label),
          cell(words.value(channel.nextMoney.mean, 'ratio'), channel.nextMoney.mean, {
            note: words.range(channel.nextMoney, 'ratio'),
          }),
          channel.spend > 0
            ? cell(words.value(channel.lastMoney.mean, 'ratio'), channel.lastMoney.mean, {
                note: words.range(channel.lastMoney, 'ratio'),
              })
            : cell('–', null),
          cell(words.moneyInFull(channel.spend), channel.spend),
          cell(t(`report.grade.long.${channel.grade}`), channel.grade),
          cell(
            t(
              canGrow(channel)
                ? canShrink(channel)
                  ? 'report.next.free'
                  : 'report.next.only-up'
                : canShrink(channel)
                  ? 'report.next.only-down'
                  : 'report.next.fixed',
            ),
          ),
        ),
      ),
      note: t('report.next.note'),
      csvName: `${fileStem}-next-money.csv`,
    }),
  });
}
