import type { PlanKpi, SeriesPoint } from '../../planning/index.js';
import type { TimeLinesInput } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, totalRow, words as wordColumn } from '../table.js';
import { intervalEnds, periodStyle } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

type Pick2 = (point: SeriesPoint) => number | null;

function lineOf(points: readonly SeriesPoint[], pick: Pick2): (number | null)[] {
  return points.map(pick);
}

function mainPanel(points: readonly SeriesPoint[], kpi: PlanKpi, { plan, words }: PlanContext): TimeLinesInput {
  const { t } = words;
  const ends = (point: SeriesPoint) => (point.plan === null ? null : intervalEnds(point.plan, words.interval));
  const from = points.findIndex((point) => point.part === 'window');
  const gap = points.findIndex((point) => point.part === 'gap');
  const zones = [
    ...(gap >= 0 ? [{ from: gap, to: from - 1, label: t('report.forecast.gap'), shaded: true }] : []),
    { from, to: points.length - 1, label: t('report.forecast.window'), shaded: false },
  ];
  const short = periodStyle(plan.model.grain);
  return {
    periods: points.map((point) => point.period),
    periodLabels: points.map((point) => words.date(point.period, short)),
    lines: [
      { label: t('report.series.last-year'), look: 'lastYear', values: lineOf(points, (point) => point.lastYear) },
      {
        label: t('report.series.reference'),
        look: 'reference',
        values: lineOf(points, (point) => point.reference?.mean ?? null),
      },
      { label: t('report.series.actual'), look: 'actual', values: lineOf(points, (point) => point.actual) },
      { label: t('report.series.plan'), look: 'plan', values: lineOf(points, (point) => point.plan?.mean ?? null) },
    ],
    bands: [
      {
        low: points.map((point) => ends(point)?.low ?? null),
        high: points.map((point) => ends(point)?.high ?? null),
        hatched: true,
      },
    ],
    zones,
    format: words.format(measureOf(kpi)),
    withZero: false,
  };
}

function runOutPanel(points: readonly SeriesPoint[], kpi: PlanKpi, { plan, words }: PlanContext): TimeLinesInput {
  const { t } = words;
  const ends = (point: SeriesPoint) => (point.plan === null ? null : intervalEnds(point.plan, words.interval));
  return {
    periods: points.map((point) => point.period),
    periodLabels: points.map((point) => words.date(point.period, periodStyle(plan.model.grain))),
    lines: [
      {
        label: t('report.series.reference'),
        look: 'reference',
        values: lineOf(points, (point) => point.reference?.mean ?? null),
      },
      { label: t('report.series.plan'), look: 'plan', values: lineOf(points, (point) => point.plan?.mean ?? null) },
    ],
    bands: [
      {
        low: points.map((point) => ends(point)?.low ?? null),
        high: points.map((point) => ends(point)?.high ?? null),
        hatched: true,
      },
    ],
    zones: [{ from: 0, to: points.length - 1, label: t('report.forecast.run-out'), shaded: true }],
    format: words.format(measureOf(kpi)),
    withZero: true,
    height: 240,
  };
}

function forecastFigure(kpi: PlanKpi, points: readonly SeriesPoint[], context: PlanContext): FigureView {
  const { plan, words, reference, source, fileStem } = context;
  const { t } = words;
  const measure = measureOf(kpi);
  const before = points.filter((point) => point.part !== 'runOut');
  const after = points.filter((point) => point.part === 'runOut');
  const windowPoints = points.filter((point) => point.part === 'window');
  const totals = plan.totals.kpis[kpi.id]!;
  const above = windowPoints.filter((point) => (point.plan?.mean ?? 0) > (point.reference?.mean ?? 0)).length;
  const lastActual = points.findLast((point) => point.actual !== null);
  const params = {
    kpi: kpi.label,
    value: words.value(totals.window.mean, measure),
    range: words.range(totals.window, measure),
    above,
    periods: windowPoints.length,
    grain: plan.model.grain,
    lastActual: lastActual === undefined ? t('report.none') : words.date(lastActual.period),
    runOut: words.value(totals.runOut.mean, measure),
    reference: reference.phrase,
  };
  const shown = points.filter((point) => point.part !== 'history');
  const { low, high } = { low: (1 - words.interval) / 2, high: (1 + words.interval) / 2 };
  return figure({
    id: `forecast-${kpi.id}`,
    title:
      plan.scenario.kind === 'reference'
        ? t('report.forecast.title.reference', params)
        : t('report.forecast.title.plan', params),
    subtitle: t('report.forecast.subtitle', {
      kpi: kpi.label,
      grain: plan.model.grain,
      currency: kpi.money ? words.currency : 'none',
      ...words.width,
    }),
    summary: t('report.forecast.summary', params),
    source,
    panels: [
      { chart: { kind: 'time-lines', input: mainPanel(before, kpi, context) } },
      ...(after.length > 1
        ? [
            {
              heading: t('report.forecast.run-out-heading'),
              chart: { kind: 'time-lines' as const, input: runOutPanel(after, kpi, context) },
            },
          ]
        : []),
    ],
    table: table({
      caption: t('report.forecast.table', { kpi: kpi.label }),
      columns: [
        wordColumn(t('report.column.period'), 'period'),
        wordColumn(t('report.column.part'), 'part'),
        figures(t('report.series.last-year'), 'last_year'),
        figures(t('report.series.reference'), 'reference'),
        figures(t('report.series.plan'), 'plan'),
        figures(t('report.column.low', { pct: words.percent(low) }), 'low'),
        figures(t('report.column.high', { pct: words.percent(high) }), 'high'),
      ],
      rows: [
        ...shown.map((point) => {
          const range = point.plan === null ? null : intervalEnds(point.plan, words.interval);
          const show = (value: number | null | undefined) =>
            value === null || value === undefined ? cell('–', null) : cell(words.value(value, measure), value);
          return row(
            headCell(words.date(point.period), point.period),
            cell(t(`report.part.${point.part}`), point.part),
            point.part === 'runOut' ? cell('–', null) : show(point.lastYear),
            show(point.reference?.mean),
            show(point.plan?.mean),
            show(range?.low),
            show(range?.high),
          );
        }),
        totalRow(
          headCell(t('report.forecast.window-total')),
          cell(t('report.part.window'), 'window'),
          cell('', null),
          cell(words.value(totals.reference.mean, measure), totals.reference.mean),
          cell(words.value(totals.window.mean, measure), totals.window.mean),
          cell(words.value(words.ends(totals.window).low, measure), words.ends(totals.window).low),
          cell(words.value(words.ends(totals.window).high, measure), words.ends(totals.window).high),
        ),
      ],
      note: t('report.forecast.note'),
      csvName: `${fileStem}-forecast-${kpi.id}.csv`,
    }),
  });
}

/** Section 5: actuals, reference and plan by period for every fitted KPI; the run-out stands apart. */
export function forecast(context: PlanContext): readonly FigureView[] {
  return context.plan.kpis.flatMap((kpi) => {
    const points = context.plan.series[kpi.id];
    return points === undefined || points.length === 0 ? [] : [forecastFigure(kpi, points, context)];
  });
}
