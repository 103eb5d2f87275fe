import { formatNumber } from '../../language/index.js';
import type { Refresh, Summary } from '../../mixmodel/index.js';
import { palette } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { Words } from '../words.js';
import type { KpiContext } from './context.js';

/** A version against the one before it. */
export interface RefreshView {
  readonly sentences: readonly string[];
  readonly moves: FigureView | null;
  readonly restated: readonly TableView[];
  readonly scales: TableView | null;
}

/** Changed values listed on the page; the CSV beside holds all that are kept. */
const restatedShown = 40;

export function refreshView(context: KpiContext, refresh: Refresh): RefreshView {
  const { words, fitted } = context;
  const { t } = words;
  const { newPeriods, restated, changedKeys } = refresh;
  const against = { version: refresh.against };
  return {
    sentences: [
      newPeriods.count === 0
        ? t('model.refresh.no-periods', against)
        : t('model.refresh.periods', {
            ...against,
            count: newPeriods.count,
            grain: fitted.panel.grain,
            from: words.date(newPeriods.from ?? ''),
            to: words.date(newPeriods.to ?? ''),
          }),
      restated.count === 0
        ? t('model.refresh.no-restated')
        : t('model.refresh.restated', { count: restated.count, series: restated.series.length }),
      changedKeys.length === 0
        ? t('model.refresh.no-keys')
        : t('model.refresh.keys', { list: words.list(changedKeys.slice(0, 8)), count: changedKeys.length }),
      t(`model.refresh.scales-${refresh.scales}`, { ...against, count: refresh.movedScales.length }),
      ...(refresh.steps.includes('all') && refresh.steps.length === 1 ? [t('model.refresh.whole', against)] : []),
    ],
    moves: movesFigure(context, refresh),
    restated: restated.count === 0 ? [] : [seriesTable(context, refresh), cellTable(context, refresh)],
    scales: refresh.movedScales.length === 0 ? null : scaleTable(context, refresh),
  };
}

function movesFigure(context: KpiContext, refresh: Refresh): FigureView | null {
  const { words, label, kpi, source, fileStem } = context;
  const { t } = words;
  const channels = refresh.channels.filter((channel) => channel.kpi === kpi.id);
  const moved = channels.flatMap(({ id, before, after }) => {
    const now = after.at(-1);
    return before === null || now === undefined ? [] : [{ id, before, now, after }];
  });
  const top = [...moved].sort((a, b) => size(b) - size(a))[0];
  if (top === undefined) return null;
  const ratio = (value: number): string => words.value(value, 'ratio');
  const params = {
    version: refresh.against,
    channel: label(top.id),
    before: ratio(top.before.mean),
    after: ratio(top.now.mean),
    ...words.width,
  };
  const most = Math.max(...moved.flatMap((one) => [words.ends(one.now).high, one.before.mean]));
  return figure({
    id: `refresh-${kpi.id}`,
    title: t('model.refresh.title', params),
    subtitle: t('model.refresh.subtitle', params),
    summary: t('model.refresh.summary', {
      list: words.list(moved.map((one) => `${label(one.id)} ${ratio(one.before.mean)} → ${ratio(one.now.mean)}`)),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: moved.map((one) => ({
              label: label(one.id),
              valueText: `${ratio(one.before.mean)} → ${ratio(one.now.mean)}`,
              marks: [
                { look: 'series', value: one.now.mean, colour: palette.plan, ...words.ends(one.now) },
                { look: 'reference', value: one.before.mean, thin: true, ...words.ends(one.before) },
              ],
            })),
            format: words.format('ratio'),
            ticks: [],
            connect: false,
            withZero: true,
            stagger: true,
            cutAt: 1.5 * most,
          },
        },
      },
    ],
    table: table({
      caption: t('model.refresh.table', params),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('model.column.version', params), 'roi_before'),
        ...refresh.steps.map((step) => figures(t(`model.refresh.step.${step}`), `by_${step}`)),
        figures(t('model.column.now'), 'roi_now'),
      ],
      rows: channels.map(({ id, before, after }) =>
        row(
          headCell(label(id), id),
          before === null ? cell('–', null) : withRange(before, words),
          ...after.map((one, step) => {
            const from = step === 0 ? before : after[step - 1]!;
            return from === null
              ? cell('–', null)
              : cell(words.signed(one.mean - from.mean, 'ratio'), one.mean - from.mean);
          }),
          withRange(after.at(-1)!, words),
        ),
      ),
      note: t('model.refresh.note', params),
      csvName: `${fileStem}-refresh-${kpi.id}.csv`,
    }),
  });
}

const size = ({ before, now }: { readonly before: Summary; readonly now: Summary }): number =>
  Math.abs(now.mean - before.mean);

function withRange(summary: Summary, words: Words) {
  return cell(words.value(summary.mean, 'ratio'), summary.mean, { note: words.range(summary, 'ratio') });
}

const inFull = ({ language }: Words, value: number | null) =>
  value === null
    ? cell('–', null)
    : cell(formatNumber(value, language, Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 3), value);

/** `Spend: TV`; the id where the model has no name for it. */
function seriesName({ words, label, kpi }: KpiContext, { part, id }: { readonly part: string; readonly id: string }) {
  const name = id === kpi.id ? kpi.label : label(id);
  return `${words.tOr(`model.part.${part}`, part)}${words.language === 'en' ? ': ' : '：'}${name}`;
}

function seriesTable(context: KpiContext, { restated, against }: Refresh): TableView {
  const { words, fileStem } = context;
  const { t } = words;
  return table({
    caption: t('model.restated.series'),
    columns: [
      wordColumn(t('model.column.series'), 'series'),
      figures(t('model.column.periods'), 'periods'),
      wordColumn(t('model.column.between'), 'from'),
      figures(t('model.column.old-total', { version: against }), 'old_total'),
      figures(t('model.column.new-total'), 'new_total'),
      figures(t('model.column.change'), 'change'),
    ],
    rows: restated.series.map((one) =>
      row(
        headCell(seriesName(context, one), `${one.part} ${one.id}`),
        cell(String(one.periods), one.periods),
        cell(words.dates(one.from, one.to), one.from),
        inFull(words, one.oldTotal),
        inFull(words, one.newTotal),
        one.oldTotal === 0
          ? cell('–', null)
          : cell(words.signedPercent(one.newTotal / one.oldTotal - 1), one.newTotal / one.oldTotal - 1),
      ),
    ),
    csvName: `${fileStem}-restated-series.csv`,
  });
}

function cellTable(context: KpiContext, { restated, against }: Refresh): TableView {
  const { words, fileStem } = context;
  const { t } = words;
  const shown = restated.cells.slice(0, restatedShown);
  return table({
    caption: t('model.restated.cells', { shown: shown.length, count: restated.count }),
    columns: [
      wordColumn(t('model.column.series'), 'series'),
      wordColumn(t('report.column.period'), 'period'),
      figures(t('model.column.version', { version: against }), 'old'),
      figures(t('model.column.now'), 'new'),
    ],
    rows: shown.map((one) =>
      row(
        headCell(seriesName(context, one), `${one.part} ${one.id}`),
        cell(one.group === 'all' ? words.date(one.period) : `${words.date(one.period)} · ${one.group}`, one.period),
        inFull(words, one.old),
        inFull(words, one.new),
      ),
    ),
    csvName: `${fileStem}-restated-values.csv`,
  });
}

function scaleTable({ words, fileStem }: KpiContext, refresh: Refresh): TableView {
  const { t, language } = words;
  const show = (value: number) => cell(formatNumber(value, language, Math.abs(value) < 100 ? 4 : 0), value);
  return table({
    caption: t('model.refresh.scale-table'),
    columns: [
      wordColumn(t('model.column.scale'), 'scale'),
      figures(t('model.column.version', { version: refresh.against }), 'old'),
      figures(t('model.column.now'), 'new'),
    ],
    rows: refresh.movedScales.map((one) => row(headCell(one.series), show(one.old), show(one.new))),
    note: t('model.refresh.scale-note'),
    csvName: `${fileStem}-scales-moved.csv`,
  });
}
