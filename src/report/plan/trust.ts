import { figure, type FigureView } from '../figure.js';
import { holdoutTable, holdoutSentence, reviewViews, samplerSentence, type ReviewView } from '../evidence.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import { intervalEnds, type Words } from '../words.js';
import { gradeBadge } from './changes.js';
import { measureOf, type PlanContext } from './context.js';

export interface TrustView {
  readonly fit: FigureView | null;
  readonly holdoutSentence: string;
  readonly holdout: TableView | null;
  readonly sampler: string;
  readonly base: string;
  readonly channels: TableView;
  readonly reviews: readonly ReviewView[];
}

/** Reasons of a grade in words; codes without a sentence are left out. */
export function gradeReasons(codes: readonly string[], words: Words): string {
  const said = codes.map((code) => words.tOr(`grade.${code}`, words.tOr(`report.grade.reason.${code}`, code)));
  return said.join(words.language === 'en' ? '; ' : '；');
}

function fitFigure({ plan, words, fitted, source, fileStem }: PlanContext): FigureView | null {
  const { t } = words;
  const points = plan.trust.fit;
  if (points.length === 0) return null;
  const measure = measureOf(fitted);
  const ends = points.map((point) => intervalEnds(point.predicted, words.interval));
  const known = points.filter((point) => point.actual !== null).length;
  const inside = points.filter(
    ({ actual }, index) => actual !== null && actual >= ends[index]!.low && actual <= ends[index]!.high,
  ).length;
  const params = {
    kpi: fitted.label,
    inside,
    known,
    share: words.percent(known > 0 ? inside / known : NaN),
    interval: words.percent(words.interval),
    r2: words.value(plan.trust.rSquared.mean, 'ratio'),
    grain: plan.model.grain,
    dates: words.dates(plan.model.dataFrom, plan.model.dataThrough),
    ...words.width,
  };
  return figure({
    id: 'trust-fit',
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
        figures(t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
        figures(t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
      ],
      rows: points.map((point, index) =>
        row(
          headCell(words.date(point.period), point.period),
          point.actual === null ? cell('–', null) : cell(words.value(point.actual, measure), point.actual),
          cell(words.value(point.fitted.mean, measure), point.fitted.mean),
          cell(words.value(ends[index]!.low, measure), ends[index]!.low),
          cell(words.value(ends[index]!.high, measure), ends[index]!.high),
        ),
      ),
      csvName: `${fileStem}-fit.csv`,
    }),
  });
}

/** Section 15: would a statistician nod? */
export function trust(context: PlanContext): TrustView {
  const { plan, words, fileStem } = context;
  const { t } = words;
  const labels = new Map(plan.trust.channels.map((channel) => [channel.id, channel.label]));
  return {
    fit: fitFigure(context),
    holdoutSentence: holdoutSentence(plan.trust.holdout, words),
    holdout: holdoutTable(plan.trust.holdout, words, measureOf(context.fitted), fileStem),
    sampler: samplerSentence(plan.trust.sampler, words),
    base: t('report.trust.base', {
      base: words.percent(plan.trust.baselineShare.mean),
      range: words.range(plan.trust.baselineShare, 'percent'),
      media: words.percent(1 - plan.trust.baselineShare.mean),
      r2: words.value(plan.trust.rSquared.mean, 'ratio'),
    }),
    channels: table({
      caption: t('report.trust.channels'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        wordColumn(t('report.column.evidence'), 'grade'),
        wordColumn(t('report.column.why'), 'reasons'),
        figures(t('report.column.roi'), 'roi'),
        figures(t('report.column.collinearity'), 'collinearity'),
        figures(t('report.column.experiments'), 'experiments'),
      ],
      rows: plan.trust.channels.map((channel) =>
        row(
          headCell(channel.label),
          cell('', channel.grade, { badge: gradeBadge(channel.grade, words) }),
          cell(gradeReasons(channel.gradeReasons, words), channel.gradeReasons.join(' ')),
          cell(words.value(channel.roi.mean, 'ratio'), channel.roi.mean, { note: words.range(channel.roi, 'ratio') }),
          cell(words.value(channel.collinearity, 'ratio'), channel.collinearity),
          cell(String(channel.experiments), channel.experiments),
        ),
      ),
      note: t('report.trust.note'),
      csvName: `${fileStem}-evidence.csv`,
      wide: true,
    }),
    reviews: reviewViews(plan.trust.reviews, (subject) => labels.get(subject) ?? subject, words),
  };
}
