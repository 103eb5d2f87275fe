import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import { intervalEnds } from '../words.js';
import { lowHigh, type KpiContext } from './context.js';

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
