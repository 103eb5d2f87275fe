import { holdoutByOrigin, type FittedKpi, type FittedModel } from '../../mixmodel/index.js';
import { formatNumber } from '../../language/index.js';
import { holdoutSentence } from '../evidence.js';
import { figure, type FigureView } from '../figure.js';
import { gradeBadge } from '../plan/changes.js';
import { gradeReasons } from '../plan/trust.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import { intervalEnds, type Words } from '../words.js';
import type { KpiContext, ModelContext } from './context.js';

/** Held-out periods, each predicted by a fit that had not seen them. */
export function holdoutFigure(context: KpiContext): FigureView | null {
  const { fitted, words, measure, kpi, source, fileStem } = context;
  const { t } = words;
  const { holdout } = fitted.assessment;
  if (holdout.status !== 'done' || holdout.points.length === 0) return null;
  const points = [...holdout.points].sort((a, b) =>
    a.period < b.period ? -1 : a.period > b.period ? 1 : a.origin - b.origin,
  );
  const ends = points.map((point) => intervalEnds(point.predicted, 0.8));
  const zones = [...new Set(points.map((point) => point.origin))].map((origin) => ({
    from: points.findIndex((point) => point.origin === origin),
    to: points.findLastIndex((point) => point.origin === origin),
    label: t('model.holdout.origin', { origin }),
    shaded: origin % 2 === 0,
  }));
  return figure({
    id: 'holdout-periods',
    title: t('model.holdout.title', { wape: words.percent(holdout.wape), coverage: words.percent(holdout.coverage80) }),
    subtitle: t('model.holdout.subtitle', { kpi: kpi.label, periods: holdout.periods, origins: holdout.origins }),
    summary: holdoutSentence(holdout, words),
    source,
    panels: [
      {
        chart: {
          kind: 'time-lines',
          input: {
            periods: points.map((point) => `${point.origin}:${point.period}`),
            periodLabels: points.map((point) => words.date(point.period, 'month')),
            lines: [
              {
                label: t('model.holdout.predicted'),
                look: 'plan',
                values: points.map((point) => point.predicted.mean),
              },
              { label: t('report.series.actual'), look: 'actual', values: points.map((point) => point.actual) },
            ],
            bands: [{ low: ends.map((end) => end.low), high: ends.map((end) => end.high), hatched: true }],
            zones,
            format: words.format(measure),
            withZero: false,
          },
        },
      },
    ],
    table: table({
      caption: t('model.holdout.points'),
      columns: [
        wordColumn(t('report.column.period'), 'period'),
        figures(t('model.column.origin'), 'origin'),
        figures(t('report.series.actual'), 'actual'),
        figures(t('model.holdout.predicted'), 'predicted'),
        figures(t('report.column.low', { pct: words.percent(0.1) }), 'p10'),
        figures(t('report.column.high', { pct: words.percent(0.9) }), 'p90'),
      ],
      rows: points.map((point, index) =>
        row(
          headCell(words.date(point.period), point.period),
          cell(String(point.origin), point.origin),
          ...[point.actual, point.predicted.mean, ends[index]!.low, ends[index]!.high].map((value) =>
            cell(words.value(value, measure), value),
          ),
        ),
      ),
      csvName: `${fileStem}-holdout-points.csv`,
    }),
  });
}

/** Each refit on its own: one bad stretch does not hide behind two good ones. */
export function originTable({ fitted, words, fileStem }: ModelContext): TableView | null {
  const { t } = words;
  const { holdout } = fitted.assessment;
  const scores = holdout.status === 'done' ? holdoutByOrigin(holdout) : [];
  if (scores.length === 0) return null;
  return table({
    caption: t('model.holdout.by-origin'),
    columns: [
      wordColumn(t('model.column.origin'), 'origin'),
      wordColumn(t('model.column.span'), 'from'),
      figures('WAPE', 'wape'),
      figures(t('model.column.bias'), 'bias'),
      figures(t('model.column.coverage80'), 'coverage80'),
      figures(t('model.column.coverage95'), 'coverage95'),
    ],
    rows: scores.map((score) =>
      row(
        headCell(String(score.origin), score.origin),
        cell(`${words.date(score.from)} – ${words.date(score.to)} (${score.periods})`, score.from),
        cell(words.percent(score.wape, 1), score.wape),
        cell(words.signedPercent(score.bias), score.bias),
        cell(words.percent(score.coverage80), score.coverage80),
        cell(words.percent(score.coverage95), score.coverage95),
      ),
    ),
    note: t('model.holdout.bias-note'),
    csvName: `${fileStem}-holdout-origins.csv`,
  });
}

/** Evidence grades with their reasons. */
export function gradeTable({ assessed, words, label, kpi, fileStem, fitted }: KpiContext): TableView {
  const { t } = words;
  return table({
    caption: t('report.trust.channels'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      wordColumn(t('report.column.evidence'), 'grade'),
      wordColumn(t('report.column.why'), 'reasons'),
      figures(t('report.column.collinearity'), 'collinearity'),
      figures(t('report.column.experiments'), 'experiments'),
    ],
    rows: assessed.channels.map((channel) => {
      const tests = fitted.spec.experiments.filter(
        (experiment) => experiment.channel === channel.id && experiment.kpi === kpi.id,
      ).length;
      return row(
        headCell(label(channel.id), channel.id),
        cell('', channel.grade, { badge: gradeBadge(channel.grade, words) }),
        cell(gradeReasons(channel.gradeReasons, words), channel.gradeReasons.join(' ')),
        cell(words.value(channel.collinearity, 'ratio'), channel.collinearity),
        cell(String(tests), tests),
      );
    }),
    note: t('report.trust.note'),
    csvName: `${fileStem}-evidence-${kpi.id}.csv`,
    wide: true,
  });
}

/** Parameters of the channels on the scale on which priors are written. */
export function parameterTable({ assessed, words, label, kpi, fileStem }: KpiContext): TableView {
  const { t, language } = words;
  const show = (value: number): string => formatNumber(value, language, 3);
  return table({
    caption: t('model.parameters.table'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      wordColumn(t('model.column.parameter'), 'parameter'),
      figures(t('report.column.mean'), 'mean'),
      figures(t('model.column.sd'), 'sd'),
      figures('5%', 'p05'),
      figures('50%', 'p50'),
      figures('95%', 'p95'),
    ],
    rows: assessed.channels.flatMap((channel) =>
      Object.entries(channel.parameters).map(([name, summary]) =>
        row(
          headCell(label(channel.id), channel.id),
          cell(words.tOr(`model.parameter.${name}`, name), name),
          ...[summary.mean, summary.sd, summary.p05, summary.p50, summary.p95].map((value) => cell(show(value), value)),
        ),
      ),
    ),
    note: t('model.parameters.note'),
    csvName: `${fileStem}-parameters-${kpi.id}.csv`,
    wide: true,
  });
}

/** Convergence of every column, worst first. */
export function diagnosticsTable(kpi: FittedKpi, words: Words, fileStem: string): TableView {
  const { t, language } = words;
  const show = (value: number | null, decimals: number) =>
    value === null ? cell(t('model.not-available'), null) : cell(formatNumber(value, language, decimals), value);
  const sorted = [...kpi.diagnostics].sort((a, b) => (b.rhat ?? -1) - (a.rhat ?? -1));
  return table({
    caption: t('model.diagnostics.table', { count: sorted.length }),
    columns: [
      wordColumn(t('model.column.parameter'), 'name'),
      figures('R-hat', 'rhat'),
      figures(t('model.column.bulk'), 'bulk_ess'),
      figures(t('model.column.tail'), 'tail_ess'),
    ],
    rows: sorted.map((one) => row(headCell(one.name), show(one.rhat, 4), show(one.bulkEss, 0), show(one.tailEss, 0))),
    note: t('model.diagnostics.note'),
    csvName: `${fileStem}-diagnostics-${kpi.id}.csv`,
  });
}

/** What the sampler says of itself beyond the one line: codes of a missed gate, retries, modes. */
export function samplerFacts({ fitted, words }: ModelContext): { label: string; value: string }[] {
  const { t, language } = words;
  const { sampler } = fitted;
  return [
    {
      label: t('model.fact.chains'),
      value: t('model.fact.chains-value', { chains: sampler.chains, draws: formatNumber(sampler.draws, language) }),
    },
    { label: t('model.fact.rhat'), value: formatNumber(sampler.maxRhat, language, 4) },
    {
      label: t('model.fact.ess'),
      value: `${formatNumber(sampler.minBulkEss, language, 0)} / ${formatNumber(sampler.minTailEss, language, 0)}`,
    },
    { label: t('model.fact.divergences'), value: formatNumber(sampler.divergences, language) },
    { label: t('model.fact.ebfmi'), value: formatNumber(sampler.minEbfmi, language, 2) },
    { label: t('model.fact.gradients'), value: formatNumber(sampler.gradients, language) },
    { label: t('model.fact.modes'), value: formatNumber(sampler.modes, language) },
    { label: t('model.fact.seed'), value: String(fitted.seed) },
  ];
}

export function missedReasons({ sampler }: FittedModel, words: Words): string[] {
  return sampler.missed.map((code) => words.tOr(`model.missed.${code}`, code));
}
