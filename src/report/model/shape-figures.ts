import type { ChannelAssessment } from '../../mixmodel/index.js';
import { palette } from '../charts/index.js';
import { figure, type FigureView, type Panel } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn, type Cell } from '../table.js';
import { lowHigh, type KpiContext } from './context.js';

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
            seenUpTo: channel.seen?.most ?? null,
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
        wordColumn(t('model.column.seen'), 'seen'),
      ],
      rows: drawn.flatMap((channel) =>
        channel.curve.map((point) => {
          const { low, high } = words.ends(point.effect);
          return row(
            headCell(label(channel.id), channel.id),
            cell(`× ${words.value(point.multiple, 'ratio')}`, point.multiple),
            cell(words.moneyInFull(point.spend), point.spend),
            ...[point.effect.mean, low, high].map((value) => cell(words.value(value, measure), value)),
            seenCell(context, channel, point.spend),
          );
        }),
      ),
      note: t('model.curves.seen-note'),
      csvName: `${fileStem}-curves-${kpi.id}.csv`,
    }),
  });
}

/** Whether the data have such a spend; not known of older versions. */
function seenCell({ words }: KpiContext, { seen }: ChannelAssessment, spend: number): Cell {
  if (seen === undefined) return cell('–', null);
  const isSeen = spend >= seen.least && spend <= seen.most;
  return cell(words.t(isSeen ? 'model.yes' : 'model.no'), isSeen);
}

/** Where an adstock rises before it falls, the channel whose largest weight comes latest is what there is to say. */
function decayTitle({ words, label, fitted }: KpiContext, drawn: readonly ChannelAssessment[]): string | null {
  const peakOf = ({ decay }: ChannelAssessment): number =>
    decay.reduce((peak, weight, lag) => (weight.mean > decay[peak]!.mean ? lag : peak), 0);
  const latest = [...drawn].sort((a, b) => peakOf(b) - peakOf(a))[0]!;
  const lag = peakOf(latest);
  if (lag === 0) return null;
  return words.t('model.decay.delayed', { channel: label(latest.id), lag, grain: fitted.panel.grain });
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
    title: decayTitle(context, drawn) ?? t('model.decay.title', params),
    subtitle: t('model.decay.subtitle', params),
    summary: t('model.decay.summary', {
      list: words.list(drawn.map((channel) => `${label(channel.id)} ${words.percent(channel.decay[1]!.mean)}`)),
    }).concat(halfLives(context, drawn)),
    source,
    panels: drawn.map((channel): Panel => ({
      heading: decayHeading(context, channel),
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

function decayHeading({ words, label }: KpiContext, { id, halfLife }: ChannelAssessment): string {
  if (halfLife === undefined) return label(id);
  return `${label(id)} · ${words.t('model.halflife')} ${words.value(halfLife.p50, 'ratio')} (${words.range(halfLife, 'ratio')})`;
}

/** The half-lives in a sentence behind the other; nothing where a version does not know them. */
function halfLives({ words, label, fitted }: KpiContext, channels: readonly ChannelAssessment[]): string {
  const known = channels.flatMap(({ id, halfLife }) =>
    halfLife === undefined ? [] : [`${label(id)} ${words.value(halfLife.p50, 'ratio')}`],
  );
  if (known.length === 0) return '';
  const said = words.t('model.halflife.list', { list: words.list(known), grain: fitted.panel.grain });
  return words.language === 'en' ? ` ${said}` : said;
}
