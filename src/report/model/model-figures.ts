import type { ChannelAssessment } from '../../mixmodel/index.js';
import { channelColour, hueCount, palette } from '../charts/index.js';
import { figure, type FigureView, type Panel } from '../figure.js';
import { cell, figures, headCell, row, table, totalRow, words as wordColumn } from '../table.js';
import { intervalEnds } from '../words.js';
import type { KpiContext } from './context.js';

const lowHigh = ({ words }: KpiContext) => [
  figures(words.t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
  figures(words.t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
];

/** What the model makes of the periods it has seen: the dark line is what happened. */
export function fitFigure(context: KpiContext): FigureView {
  const { assessed, kpi, words, measure, source, fileStem, fitted } = context;
  const { t } = words;
  const points = assessed.periods;
  const ends = points.map((point) => intervalEnds(point.predicted, words.interval));
  const known = points.filter((point) => point.actual !== null).length;
  const inside = points.filter(
    (point, index) => point.actual !== null && point.actual >= ends[index]!.low && point.actual <= ends[index]!.high,
  ).length;
  const params = {
    kpi: kpi.label,
    inside,
    known,
    share: words.percent(known > 0 ? inside / known : NaN),
    interval: words.percent(words.interval),
    r2: words.value(assessed.rSquared.mean, 'ratio'),
    grain: fitted.panel.grain,
    dates: words.dates(context.from, context.through),
    ...words.width,
  };
  return figure({
    id: `fit-${kpi.id}`,
    title: t('report.trust.fit.title', params),
    subtitle: t('report.trust.fit.subtitle', params),
    summary: t('report.trust.fit.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'time-lines',
          input: {
            periods: points.map((point) => point.period),
            periodLabels: points.map((point) => words.date(point.period, 'month')),
            lines: [
              {
                label: t('report.column.baseline'),
                look: 'reference',
                values: points.map((point) => point.baseline.mean),
              },
              { label: t('report.series.fitted'), look: 'fitted', values: points.map((point) => point.fitted.mean) },
              { label: t('report.series.actual'), look: 'actual', values: points.map((point) => point.actual) },
            ],
            bands: [{ low: ends.map((end) => end.low), high: ends.map((end) => end.high), hatched: false }],
            zones: [],
            format: words.format(measure),
            withZero: false,
          },
        },
      },
    ],
    table: table({
      caption: t('report.trust.fit.table'),
      columns: [
        wordColumn(t('report.column.period'), 'period'),
        figures(t('report.series.actual'), 'actual'),
        figures(t('report.series.fitted'), 'fitted'),
        figures(t('report.column.baseline'), 'baseline'),
        ...lowHigh(context),
      ],
      rows: points.map((point, index) =>
        row(
          headCell(words.date(point.period), point.period),
          point.actual === null ? cell('–', null) : cell(words.value(point.actual, measure), point.actual),
          ...[point.fitted.mean, point.baseline.mean, ends[index]!.low, ends[index]!.high].map((value) =>
            cell(words.value(value, measure), value),
          ),
        ),
      ),
      csvName: `${fileStem}-fit-${kpi.id}.csv`,
    }),
  });
}

const byContribution = (a: ChannelAssessment, b: ChannelAssessment): number =>
  b.contribution.mean - a.contribution.mean;

/** What paid media added over time, the largest channels by name and the rest together. */
export function contributionFigure(context: KpiContext): FigureView | null {
  const { assessed, kpi, words, measure, label, source, fileStem, fitted, from, through } = context;
  const { t } = words;
  const sorted = [...assessed.channels].sort(byContribution);
  if (sorted.length === 0) return null;
  const order = (id: string): number => fitted.spec.channels.findIndex((channel) => channel.id === id);
  const own = sorted.length <= hueCount ? sorted : sorted.slice(0, hueCount - 1);
  const rest = sorted.slice(own.length);
  const periods = fitted.panel.periods;
  // A standardised control adds nothing over the data as a whole, only within it.
  const negligible = 1e-6 * Math.abs(sorted[0]!.contribution.mean);
  const params = {
    kpi: kpi.label,
    media: words.percent(1 - assessed.baselineShare.mean),
    range: words.range(invert(assessed.baselineShare), 'percent'),
    top: label(sorted[0]!.id),
    topShare: words.percent(sorted[0]!.share.mean),
    dates: words.dates(from, through),
    grain: fitted.panel.grain,
  };
  return figure({
    id: `contributions-${kpi.id}`,
    title: t('model.contributions.title', params),
    subtitle: t('model.contributions.subtitle', params),
    summary: t('model.contributions.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'stacked-areas',
          input: {
            periodLabels: periods.map((period) => words.date(period.label, 'month')),
            layers: [
              ...own.map((channel) => ({
                label: label(channel.id),
                // A channel's colour follows its place in the model file; where that place has none, a free hue.
                colour: channelColour(order(channel.id)),
                values: channel.contributions.map((one) => one.mean),
              })),
              ...(rest.length === 0
                ? []
                : [
                    {
                      label: t('model.contributions.rest', { count: rest.length }),
                      colour: palette.axis,
                      values: periods.map((_, index) =>
                        rest.reduce((sum, channel) => sum + (channel.contributions[index]?.mean ?? 0), 0),
                      ),
                    },
                  ]),
            ],
            format: words.format(measure),
          },
        },
      },
    ],
    table: table({
      caption: t('model.contributions.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('report.tile.spend'), 'spend', words.currency),
        figures(t('model.column.contribution'), 'contribution'),
        figures(t('model.column.share'), 'share'),
      ],
      rows: [
        ...sorted.map((channel) =>
          row(
            headCell(label(channel.id), channel.id),
            cell(words.moneyInFull(channel.spend), channel.spend),
            cell(words.value(channel.contribution.mean, measure), channel.contribution.mean, {
              note: words.range(channel.contribution, measure),
            }),
            cell(words.percent(channel.share.mean, 1), channel.share.mean, {
              note: words.range(channel.share, 'percent'),
            }),
          ),
        ),
        ...assessed.others
          .filter((other) => Math.abs(other.contribution.mean) > negligible)
          .map((other) =>
            row(
              headCell(label(other.id), other.id),
              cell('–', null),
              cell(words.value(other.contribution.mean, measure), other.contribution.mean, {
                note: words.range(other.contribution, measure),
              }),
              cell(t(`model.kind.${other.kind}`)),
            ),
          ),
        totalRow(
          headCell(t('model.contributions.total')),
          cell(
            words.moneyInFull(sorted.reduce((sum, channel) => sum + channel.spend, 0)),
            sorted.reduce((sum, channel) => sum + channel.spend, 0),
          ),
          cell(
            words.value(
              sorted.reduce((sum, channel) => sum + channel.contribution.mean, 0),
              measure,
            ),
            sorted.reduce((sum, channel) => sum + channel.contribution.mean, 0),
          ),
          cell(words.percent(1 - assessed.baselineShare.mean, 1), 1 - assessed.baselineShare.mean),
        ),
      ],
      note: t('model.contributions.note'),
      csvName: `${fileStem}-contributions-${kpi.id}.csv`,
    }),
  });
}

/** The share of media is what the baseline leaves: its ends swap places. */
function invert(summary: ChannelAssessment['share']): ChannelAssessment['share'] {
  return {
    ...summary,
    mean: 1 - summary.mean,
    p025: 1 - summary.p975,
    p05: 1 - summary.p95,
    p10: 1 - summary.p90,
    p25: 1 - summary.p75,
    p50: 1 - summary.p50,
    p75: 1 - summary.p25,
    p90: 1 - summary.p10,
    p95: 1 - summary.p05,
    p975: 1 - summary.p025,
  };
}

/** Return on spend, and beside it what was believed before the data. */
export function roiFigure(context: KpiContext): FigureView | null {
  const { assessed, kpi, words, label, source, fileStem } = context;
  const { t } = words;
  const sorted = assessed.channels.filter((channel) => channel.spend > 0).sort((a, b) => b.roi.mean - a.roi.mean);
  const best = sorted[0];
  if (best === undefined) return null;
  const inMoney = kpi.kind === 'revenue' || kpi.valuePerUnit !== null;
  const below = inMoney
    ? sorted.filter((channel) => words.ends(channel.roi).high < 1).map((channel) => label(channel.id))
    : [];
  const params = {
    best: label(best.id),
    value: words.value(best.roi.mean, 'ratio'),
    range: words.range(best.roi, 'ratio'),
    below: words.list(below),
    ...words.width,
  };
  const most = Math.max(...sorted.map((channel) => words.ends(channel.roi).high));
  return figure({
    id: `roi-${kpi.id}`,
    title: below.length > 0 ? t('model.roi.title-below', params) : t('model.roi.title', params),
    subtitle: t(inMoney ? 'model.roi.subtitle' : 'model.roi.subtitle-units', { kpi: kpi.label, ...words.width }),
    summary: t('model.roi.summary', {
      list: words.list(
        sorted.map(
          (channel) =>
            `${label(channel.id)} ${words.value(channel.roi.mean, 'ratio')} (${words.range(channel.roi, 'ratio')})`,
        ),
      ),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: sorted.map((channel) => ({
              label: label(channel.id),
              valueText: words.value(channel.roi.mean, 'ratio'),
              marks: [
                { look: 'series' as const, value: channel.roi.mean, colour: palette.plan, ...words.ends(channel.roi) },
                {
                  look: 'reference' as const,
                  value: channel.priorRoi.p50,
                  thin: true,
                  ...words.ends(channel.priorRoi),
                },
              ],
            })),
            format: words.format('ratio'),
            ticks: inMoney ? [{ value: 1, label: t('report.break-even'), bold: true }] : [],
            connect: false,
            withZero: true,
            stagger: true,
            // A vague prior would squeeze what the data say into a corner.
            cutAt: 1.35 * most,
          },
        },
      },
    ],
    table: table({
      caption: t('model.roi.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('report.column.roi'), 'roi'),
        figures(t('model.column.prior-roi'), 'prior_roi'),
        figures(t('model.column.realised-roi'), 'realised_roi'),
        figures(t('report.column.marginal'), 'marginal_roi'),
      ],
      rows: sorted.map((channel) =>
        row(
          headCell(label(channel.id), channel.id),
          ...[channel.roi, channel.priorRoi, channel.realisedRoi, channel.marginalRoi].map((summary) =>
            cell(words.value(summary.mean, 'ratio'), summary.mean, { note: words.range(summary, 'ratio') }),
          ),
        ),
      ),
      note: t('model.roi.note'),
      csvName: `${fileStem}-roi-${kpi.id}.csv`,
    }),
  });
}

/** Effect per period against spend per period, from nothing to some multiple of what was usual. */
export function curvesFigure(context: KpiContext): FigureView | null {
  const { assessed, kpi, words, measure, label, source, fileStem } = context;
  const { t } = words;
  const drawn = assessed.channels.filter((channel) => channel.curve.length > 1);
  if (drawn.length === 0) return null;
  const usual = (channel: ChannelAssessment): number | null =>
    channel.curve.find((point) => point.multiple === 1)?.spend ?? null;
  return figure({
    id: `curves-${kpi.id}`,
    title: t('model.curves.title', { count: drawn.length }),
    subtitle: t('model.curves.subtitle', { kpi: kpi.label, ...words.width }),
    summary: t('model.curves.summary', { kpi: kpi.label }),
    source,
    panels: drawn.map((channel): Panel => {
      const spend = usual(channel);
      return {
        heading: label(channel.id),
        width: 318,
        chart: {
          kind: 'response-curve',
          input: {
            points: channel.curve.map((point) => ({
              x: point.spend,
              mid: point.effect.mean,
              ...words.ends(point.effect),
            })),
            seenUpTo: null,
            dots: spend === null ? [] : [{ look: 'reference', x: spend, label: t('model.curves.usual') }],
            xFormat: words.format('money'),
            yFormat: words.format(measure),
            top: null,
            bottom: null,
            colour: palette.plan,
          },
        },
      };
    }),
    table: table({
      caption: t('model.curves.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('model.column.multiple'), 'multiple'),
        figures(t('report.tile.spend'), 'spend', words.currency),
        figures(t('report.column.effect'), 'effect'),
        ...lowHigh(context),
      ],
      rows: drawn.flatMap((channel) =>
        channel.curve.map((point) => {
          const { low, high } = words.ends(point.effect);
          return row(
            headCell(label(channel.id), channel.id),
            cell(`× ${words.value(point.multiple, 'ratio')}`, point.multiple),
            cell(words.moneyInFull(point.spend), point.spend),
            ...[point.effect.mean, low, high].map((value) => cell(words.value(value, measure), value)),
          );
        }),
      ),
      csvName: `${fileStem}-curves-${kpi.id}.csv`,
    }),
  });
}

/** How the effect of a period's media fades. */
export function decayFigure(context: KpiContext): FigureView | null {
  const { assessed, kpi, words, label, source, fileStem, fitted } = context;
  const { t } = words;
  const drawn = assessed.channels.filter((channel) => channel.decay.length > 1);
  if (drawn.length === 0) return null;
  const slowest = [...drawn].sort((a, b) => b.decay[1]!.mean - a.decay[1]!.mean)[0]!;
  const params = {
    channel: label(slowest.id),
    share: words.percent(slowest.decay[1]!.mean),
    grain: fitted.panel.grain,
    ...words.width,
  };
  return figure({
    id: `decay-${kpi.id}`,
    title: t('model.decay.title', params),
    subtitle: t('model.decay.subtitle', params),
    summary: t('model.decay.summary', {
      list: words.list(drawn.map((channel) => `${label(channel.id)} ${words.percent(channel.decay[1]!.mean)}`)),
    }),
    source,
    panels: drawn.map((channel): Panel => ({
      heading: label(channel.id),
      width: 318,
      chart: {
        kind: 'response-curve',
        input: {
          points: channel.decay.map((one, lag) => ({ x: lag, mid: one.mean, ...words.ends(one) })),
          seenUpTo: null,
          dots: [],
          xFormat: words.format('number'),
          yFormat: words.format('percent'),
          top: 1,
          bottom: 0,
          colour: palette.plan,
          steps: true,
        },
      },
    })),
    table: table({
      caption: t('model.decay.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('model.column.lag'), 'lag'),
        figures(t('model.column.weight'), 'weight'),
        ...lowHigh(context),
      ],
      rows: drawn.flatMap((channel) =>
        channel.decay.map((one, lag) => {
          const { low, high } = words.ends(one);
          return row(
            headCell(label(channel.id), channel.id),
            cell(String(lag), lag),
            ...[one.mean, low, high].map((value) => cell(words.value(value, 'ratio'), value)),
          );
        }),
      ),
      csvName: `${fileStem}-decay-${kpi.id}.csv`,
    }),
  });
}
