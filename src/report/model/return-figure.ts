import { palette } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { KpiContext } from './context.js';

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
