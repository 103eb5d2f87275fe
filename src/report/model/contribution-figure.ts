import type { ChannelAssessment } from '../../mixmodel/index.js';
import { channelColour, hueCount, palette } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, totalRow, words as wordColumn } from '../table.js';
import type { KpiContext } from './context.js';

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
