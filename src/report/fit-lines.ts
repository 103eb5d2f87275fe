import type { Summary } from '../mixmodel/index.js';
import { figure, type FigureView } from './figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from './table.js';
import { intervalEnds, type Measure, type Words } from './words.js';

/** What the model makes of the periods it has seen, as the plan report and the model page both show it. */
export interface FitLines {
  readonly id: string;
  readonly points: readonly {
    readonly period: string;
    readonly actual: number | null;
    readonly fitted: Summary;
    readonly predicted: Summary;
    /** Absent where it is not to be shown. */
    readonly baseline?: Summary;
  }[];
  readonly kpi: string;
  readonly measure: Measure;
  readonly rSquared: Summary;
  readonly grain: string;
  readonly from: string;
  readonly through: string;
  readonly source: string;
  readonly csvName: string;
}

/** Actual against fitted, with the range in which the model expects a period; the dark line is what happened. */
export function fitLinesFigure(fit: FitLines, words: Words): FigureView {
  const { points, measure } = fit;
  const { t } = words;
  const ends = points.map((point) => intervalEnds(point.predicted, words.interval));
  const known = points.filter((point) => point.actual !== null).length;
  const inside = points.filter(
    ({ actual }, index) => actual !== null && actual >= ends[index]!.low && actual <= ends[index]!.high,
  ).length;
  const params = {
    kpi: fit.kpi,
    inside,
    known,
    share: words.percent(known > 0 ? inside / known : NaN),
    interval: words.percent(words.interval),
    r2: words.value(fit.rSquared.mean, 'ratio'),
    grain: fit.grain,
    dates: words.dates(fit.from, fit.through),
    ...words.width,
  };
  const baselines = points.flatMap(({ baseline }) => (baseline === undefined ? [] : [baseline.mean]));
  const hasBaseline = points.length > 0 && baselines.length === points.length;
  const show = (value: number) => cell(words.value(value, measure), value);
  return figure({
    id: fit.id,
    title: t('report.trust.fit.title', params),
    subtitle: t('report.trust.fit.subtitle', params),
    summary: t('report.trust.fit.summary', params),
    source: fit.source,
    panels: [
      {
        chart: {
          kind: 'time-lines',
          input: {
            periods: points.map((point) => point.period),
            periodLabels: points.map((point) => words.date(point.period, 'month')),
            lines: [
              ...(hasBaseline
                ? [{ label: t('report.column.baseline'), look: 'reference' as const, values: baselines }]
                : []),
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
        ...(hasBaseline ? [figures(t('report.column.baseline'), 'baseline')] : []),
        figures(t('report.column.low', { pct: words.percent((1 - words.interval) / 2) }), 'low'),
        figures(t('report.column.high', { pct: words.percent((1 + words.interval) / 2) }), 'high'),
      ],
      rows: points.map((point, index) =>
        row(
          headCell(words.date(point.period), point.period),
          point.actual === null ? cell('–', null) : show(point.actual),
          show(point.fitted.mean),
          ...(hasBaseline ? [show(baselines[index]!)] : []),
          show(ends[index]!.low),
          show(ends[index]!.high),
        ),
      ),
      csvName: fit.csvName,
    }),
  });
}
