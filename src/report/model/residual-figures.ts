import type { KpiChecks } from '../../mixmodel/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { KpiContext } from './context.js';

/** Half the width of the card: two charts stand side by side. */
const half = 478;

/** What is left of each period, and how far it goes on from one period to the next. */
export function residualFigure(context: KpiContext, checks: KpiChecks): FigureView | null {
  const { kpi, words, measure, source, fileStem, fitted } = context;
  const { t } = words;
  const { autocorrelation } = checks;
  const byPeriod = new Map<string, number>();
  for (const { period, residual } of checks.rows) byPeriod.set(period, (byPeriod.get(period) ?? 0) + residual);
  const periods = fitted.panel.periods.map(({ label }) => label);
  const first = periods.findIndex((label) => byPeriod.has(label));
  if (first < 0) return null;
  const shown = periods.slice(first);
  const values = shown.map((label) => byPeriod.get(label) ?? null);
  const largest = [...byPeriod].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))[0]!;
  const params = {
    kpi: kpi.label,
    lag1: words.value(autocorrelation.values[0] ?? 0, 'ratio'),
    bound: words.value(autocorrelation.bound, 'ratio'),
    date: words.date(largest[0]),
    largest: words.signed(largest[1], measure),
    grain: fitted.panel.grain,
    beyond: autocorrelation.values.filter((value) => Math.abs(value) > autocorrelation.bound).length,
    lags: autocorrelation.values.length,
  };
  const lag1 = autocorrelation.values[0] ?? 0;
  const memory = lag1 > autocorrelation.bound ? 'carried' : lag1 < -autocorrelation.bound ? 'swings' : 'none';
  return figure({
    id: `residuals-${kpi.id}`,
    title: t(`model.residuals.title-${memory}`, params),
    subtitle: t('model.residuals.subtitle', params),
    summary: t('model.residuals.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'time-lines',
          input: {
            periods: shown,
            periodLabels: shown.map((label) => words.date(label, 'month')),
            lines: [
              { label: '', look: 'reference', values: shown.map(() => 0) },
              { label: t('model.residuals.series'), look: 'actual', values },
            ],
            bands: [],
            zones: [],
            format: words.format(measure),
            withZero: true,
            height: 220,
          },
        },
      },
    ],
    table: table({
      caption: t('model.residuals.table'),
      columns: [
        wordColumn(t('report.column.period'), 'period'),
        ...(fitted.panel.groups.length > 1 ? [wordColumn(t('model.column.group'), 'group')] : []),
        figures(t('model.residuals.series'), 'residual'),
        figures(t('model.column.pit'), 'pit'),
      ],
      rows: checks.rows.map((one) =>
        row(
          headCell(words.date(one.period), one.period),
          ...(fitted.panel.groups.length > 1 ? [cell(one.group)] : []),
          cell(words.signed(one.residual, measure), one.residual),
          cell(words.value(one.pit, 'ratio'), one.pit),
        ),
      ),
      note: t('model.residuals.note'),
      csvName: `${fileStem}-residuals-${kpi.id}.csv`,
    }),
  });
}

export function autocorrelationFigure(context: KpiContext, checks: KpiChecks): FigureView | null {
  const { kpi, words, source, fileStem, fitted } = context;
  const { t } = words;
  const { bound, values } = checks.autocorrelation;
  if (values.length === 0) return null;
  const beyond = values.flatMap((value, index) => (Math.abs(value) > bound ? [index + 1] : []));
  const params = {
    kpi: kpi.label,
    lag1: words.value(values[0]!, 'ratio'),
    bound: words.value(bound, 'ratio'),
    count: beyond.length,
    lags: values.length,
    which: words.list(beyond.map(String)),
    grain: fitted.panel.grain,
  };
  return figure({
    id: `autocorrelation-${kpi.id}`,
    title: t(beyond.length === 0 ? 'model.acf.title-none' : 'model.acf.title', params),
    subtitle: t('model.acf.subtitle', params),
    summary: t(beyond.length === 0 ? 'model.acf.summary-none' : 'model.acf.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'bars',
          input: {
            values,
            from: 0.5,
            to: values.length + 0.5,
            fill: 0.4,
            band: { low: -bound, high: bound, middle: 0 },
            curve: [],
            xFormat: words.format('number'),
            yFormat: words.format('ratio'),
            wholeX: true,
            span: [-0.5, 1],
          },
        },
      },
    ],
    table: table({
      caption: t('model.acf.table'),
      columns: [
        figures(t('model.column.lag'), 'lag'),
        figures(t('model.column.correlation'), 'autocorrelation'),
        wordColumn(t('model.column.beyond'), 'beyond'),
      ],
      rows: values.map((value, index) =>
        row(
          headCell(String(index + 1), index + 1),
          cell(words.value(value, 'ratio'), value),
          cell(Math.abs(value) > bound ? t('model.yes') : t('model.no'), Math.abs(value) > bound),
        ),
      ),
      csvName: `${fileStem}-autocorrelation-${kpi.id}.csv`,
    }),
  });
}

/** Posterior predictive check: where in the model's range each period fell, and how often the ranges held it. */
export function predictiveFigure(context: KpiContext, checks: KpiChecks): FigureView {
  const { kpi, words, source, fileStem } = context;
  const { t } = words;
  const { pit, coverage } = checks;
  const off = coverage.filter(({ share, low, high }) => share < low || share > high);
  const eighty = coverage.find(({ level }) => level === 0.8) ?? coverage[0]!;
  const params = {
    kpi: kpi.label,
    rows: checks.rows.length,
    share: words.percent(eighty.share),
    level: words.percent(eighty.level),
    low: words.percent(eighty.low),
    high: words.percent(eighty.high),
  };
  const tooWide = off.length > 0 && off.every(({ share, high }) => share > high);
  const finding = off.length === 0 ? 'calibrated' : tooWide ? 'wide' : 'narrow';
  const bins = pit.counts.length;
  return figure({
    id: `predictive-${kpi.id}`,
    title: t(`model.predictive.title-${finding}`, params),
    subtitle: t('model.predictive.subtitle', params),
    summary: t('model.predictive.summary', params),
    source,
    panels: [
      {
        width: half,
        chart: {
          kind: 'bars',
          input: {
            values: pit.counts,
            from: 0,
            to: 1,
            fill: 0.92,
            band: { low: pit.low, high: pit.high, middle: pit.expected },
            curve: [],
            xFormat: words.format('percent'),
            yFormat: words.format('number'),
            wholeX: false,
            span: null,
          },
        },
      },
      {
        width: half,
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: coverage.map((one) => ({
              label: t('model.predictive.level', { level: words.percent(one.level) }),
              valueText: words.percent(one.share),
              marks: [
                { look: 'actual' as const, value: one.share },
                { look: 'reference' as const, value: one.level, low: one.low, high: one.high, thin: true },
              ],
            })),
            format: words.format('percent'),
            ticks: [],
            connect: false,
            withZero: false,
            stagger: true,
          },
        },
      },
    ],
    table: table({
      caption: t('model.predictive.table'),
      columns: [
        wordColumn(t('model.column.interval'), 'level'),
        figures(t('model.column.inside'), 'share'),
        figures(t('model.column.expected-low'), 'low'),
        figures(t('model.column.expected-high'), 'high'),
      ],
      rows: [
        ...coverage.map((one) =>
          row(
            headCell(t('model.predictive.level', { level: words.percent(one.level) }), one.level),
            ...[one.share, one.low, one.high].map((value) => cell(words.percent(value, 1), value)),
          ),
        ),
        ...pit.counts.map((count, index) =>
          row(
            headCell(
              t('model.predictive.bin', { from: words.percent(index / bins), to: words.percent((index + 1) / bins) }),
              `pit ${index / bins}`,
            ),
            cell(String(count), count),
            cell(String(pit.low), pit.low),
            cell(String(pit.high), pit.high),
          ),
        ),
      ],
      note: t('model.predictive.note'),
      csvName: `${fileStem}-predictive-${kpi.id}.csv`,
    }),
  });
}
