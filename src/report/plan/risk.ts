import { palette } from '../charts/index.js';
import { assumptionName, assumptionValue } from '../assumption-words.js';
import { figure, type FigureView } from '../figure.js';
import type { PlanKpi, TornadoRow } from '../../planning/index.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import { measureOf, type PlanContext } from './context.js';

export interface RiskView {
  /** Which assumption turns the recommendation round, or that none does. */
  readonly lead: string;
  readonly tornado: FigureView | null;
  readonly frontier: FigureView | null;
  readonly stress: TableView | null;
  readonly alternatives: TableView | null;
}

/** Section 13: what would change the plan, and how little or much it matters. */
export function risk(context: PlanContext): RiskView | null {
  const { plan, words } = context;
  const explained = plan.explained ?? null;
  const kpi = plan.kpis.find((one) => one.id === explained?.kpi);
  if (explained === null || kpi === undefined) return null;
  const { rows, flips } = explained.tornado;
  const flipping = rows.find((one) => name(one) === flips);
  const lead =
    rows.length === 0
      ? words.t('report.risk.no-ranges')
      : flipping === undefined
        ? words.t('report.risk.none-flips', { count: rows.length, reference: context.reference.phrase })
        : words.t('report.risk.flips', {
            assumption: rowLabel(flipping, context),
            reference: context.reference.phrase,
          });
  return {
    lead,
    tornado: tornado(context, kpi),
    frontier: frontier(context, kpi),
    stress: stress(context, kpi),
    alternatives: alternatives(context),
  };
}

const name = ({ key, subject }: Pick<TornadoRow, 'key' | 'subject'>): string =>
  subject === null ? key : `${key}.${subject}`;

function rowLabel({ key, subject }: Pick<TornadoRow, 'key' | 'subject'>, { plan, words }: PlanContext): string {
  const known = plan.assumptions.find((one) => one.key === key && one.subject === subject);
  return assumptionName(known ?? { key, subject, label: subject }, words);
}

function tornado(context: PlanContext, kpi: PlanKpi): FigureView | null {
  const { plan, words, source, fileStem } = context;
  const { t } = words;
  const measure = measureOf(kpi);
  const rows = plan.explained?.tornado.rows ?? [];
  if (rows.length === 0) return null;
  const unitOf = (one: TornadoRow): 'pct' | 'factor' =>
    plan.assumptions.find(({ key, subject }) => key === one.key && subject === one.subject)?.unit === 'factor'
      ? 'factor'
      : 'pct';
  const widest = rowLabel(rows[0]!, context);
  const ends = (one: TornadoRow) => [one.low, one.high].flatMap((end) => (end === null ? [] : [end]));
  return figure({
    id: 'tornado',
    title: t('report.tornado.title', { assumption: widest, kpi: kpi.label }),
    subtitle: t('report.tornado.subtitle', { kpi: kpi.label, dates: words.dates(plan.window.start, plan.window.end) }),
    summary: t('report.tornado.summary', {
      list: words.list(
        rows.map(
          (one) =>
            `${rowLabel(one, context)} ${ends(one)
              .map((end) => words.signed(end.change, measure))
              .join(' / ')}`,
        ),
      ),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: rows.map((one) => ({
              label: rowLabel(one, context),
              valueText: ends(one)
                .map((end) => words.signed(end.change, measure))
                .join(' / '),
              marks: ends(one).map((end) => ({
                look: end.flips ? ('best' as const) : ('plan' as const),
                value: end.change,
              })),
            })),
            format: words.format(measure),
            ticks: [],
            connect: true,
            withZero: true,
            stagger: false,
          },
        },
      },
    ],
    table: table({
      caption: t('report.tornado.table'),
      columns: [
        wordColumn(t('report.column.assumption'), 'assumption'),
        wordColumn(t('report.column.value'), 'assumed'),
        figures(t('report.tornado.change', { kpi: kpi.label }), 'change'),
        figures(t('report.tornado.lead'), 'lead'),
        wordColumn(t('report.column.reading'), 'flips'),
      ],
      rows: rows.flatMap((one) =>
        ends(one).map((end) =>
          row(
            { ...headCell(rowLabel(one, context)), raw: name(one) },
            cell(assumptionValue(end.assumed, unitOf(one), words), end.assumed),
            cell(words.signed(end.change, measure), end.change),
            cell(words.signed(end.lead, measure), end.lead),
            cell('', end.flips, {
              badge: end.flips
                ? { tone: 'warn', shape: '▲', text: t('report.tornado.flips') }
                : { tone: 'plain', shape: '●', text: t('report.tornado.holds') },
            }),
          ),
        ),
      ),
      note: t('report.tornado.note'),
      csvName: `${fileStem}-tornado.csv`,
    }),
  });
}

function frontier({ plan, words, source, fileStem }: PlanContext, kpi: PlanKpi): FigureView | null {
  const { t } = words;
  const measure = measureOf(kpi);
  const shown = plan.explained?.frontier ?? null;
  if (shown === null || shown.points.length < 3) return null;
  const { points, breakEven } = shown;
  const ruled = points.filter((point) => point.ruled !== null);
  const params = { breakEven: breakEven === null ? '' : words.money(breakEven), spend: words.money(plan.totals.spend) };
  return figure({
    id: 'frontier',
    title: t(
      breakEven === null
        ? 'report.frontier.title.open'
        : breakEven >= plan.totals.spend
          ? 'report.frontier.title.room'
          : 'report.frontier.title.past',
      params,
    ),
    subtitle: t('report.frontier.subtitle', { kpi: kpi.label }),
    summary: t('report.frontier.summary', {
      list: words.list(points.map((point) => `${words.money(point.budget)} ${words.value(point.free, measure)}`)),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'response-curve',
          input: {
            points: points.map(({ budget, free }) => ({ x: budget, mid: free, low: free, high: free })),
            seenUpTo: null,
            dots: [
              { look: 'plan', x: plan.totals.spend, label: t('report.response.dot.plan') },
              ...(breakEven === null ? [] : [{ look: 'best' as const, x: breakEven, label: t('report.break-even') }]),
            ],
            xFormat: words.format('money'),
            yFormat: words.format(measure),
            top: null,
            bottom: Math.min(...points.map((point) => point.free)),
            colour: palette.plan,
          },
        },
      },
    ],
    table: table({
      caption: t('report.frontier.table'),
      columns: [
        figures(t('report.frontier.budget'), 'budget', words.currency),
        figures(t('report.frontier.ruled'), 'ruled'),
        figures(t('report.frontier.free'), 'free'),
        figures(t('report.column.marginal'), 'marginal'),
      ],
      rows: points.map((point) =>
        row(
          cell(words.moneyInFull(point.budget), point.budget),
          point.ruled === null ? cell('–', null) : cell(words.value(point.ruled, measure), point.ruled),
          cell(words.value(point.free, measure), point.free),
          cell(words.value(point.marginal, 'ratio'), point.marginal),
        ),
      ),
      note: t('report.frontier.note', { count: ruled.length }),
      csvName: `${fileStem}-frontier.csv`,
    }),
  });
}

function stress({ plan, words, reference, fileStem }: PlanContext, kpi: PlanKpi): TableView | null {
  const { t } = words;
  const measure = measureOf(kpi);
  const blows = plan.explained?.stress ?? [];
  if (blows.length === 0) return null;
  const labels = new Map(plan.assumptions.flatMap((one) => (one.subject === null ? [] : [[one.subject, one.label]])));
  return table({
    caption: t('report.stress.table'),
    columns: [
      wordColumn(t('report.stress.blow'), 'blow'),
      figures(t('report.tornado.change', { kpi: kpi.label }), 'change'),
      figures(t('report.stress.lead', { reference: reference.label }), 'lead'),
    ],
    rows: blows.map(({ code, subject, change, lead }) =>
      row(
        {
          ...headCell(t(`report.stress.blow.${code}`, { subject: labels.get(subject) ?? subject })),
          raw: subject === '' ? code : `${code}.${subject}`,
        },
        cell(words.signed(change, measure), change),
        cell(words.signed(lead, measure), lead),
      ),
    ),
    note: t('report.stress.note'),
    csvName: `${fileStem}-stress.csv`,
  });
}

function alternatives({ plan, words, fileStem }: PlanContext): TableView | null {
  const { t } = words;
  const others = plan.explained?.alternatives ?? [];
  if (others.length === 0) return null;
  return table({
    caption: t('report.alternatives.table'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      figures(t('report.column.plan'), 'plan_spend', words.currency),
      ...others.map((one, i) =>
        figures(
          t('report.alternatives.column', { number: i + 1, short: words.percent(one.short, 1) }),
          `other_${i + 1}`,
          words.currency,
        ),
      ),
    ],
    rows: plan.channels.map((channel) =>
      row(
        headCell(channel.label),
        cell(words.moneyInFull(channel.spend), channel.spend),
        ...others.map((one) => {
          const spend = one.channels.find((other) => other.channel === channel.id)?.spend ?? 0;
          return cell(words.moneyInFull(spend), spend, { changed: Math.abs(spend - channel.spend) >= 1 });
        }),
      ),
    ),
    note: t('report.alternatives.note'),
    csvName: `${fileStem}-alternatives.csv`,
    wide: true,
  });
}
