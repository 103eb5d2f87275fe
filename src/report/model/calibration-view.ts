import type { Calibration } from '../../mixmodel/index.js';
import { palette } from '../charts/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { KpiContext } from './context.js';

export interface CalibrationView {
  readonly figure: FigureView;
  readonly tests: TableView;
}

/** What lift tests say, and what they did to the returns of one KPI. */
export function calibrationView(context: KpiContext, calibration: Calibration): CalibrationView | null {
  const { kpi } = context;
  const tests = calibration.tests.filter((test) => test.kpi === kpi.id);
  const channels = calibration.channels.filter((channel) => channel.kpi === kpi.id);
  if (tests.length === 0 || channels.length === 0) return null;
  return { figure: movedReturns(context, channels, tests), tests: testTable(context, calibration, tests) };
}

function movedReturns(context: KpiContext, channels: Calibration['channels'], tests: Calibration['tests']): FigureView {
  const { kpi, words, label, source, fileStem } = context;
  const { t } = words;
  const tested = channels.filter((channel) => channel.tests > 0);
  const largest = [...tested].sort((a, b) => change(b) - change(a))[0] ?? channels[0]!;
  const inMoney = kpi.kind === 'revenue' || kpi.valuePerUnit !== null;
  const ratio = (value: number): string => words.value(value, 'ratio');
  const params = {
    count: tests.length,
    channel: label(largest.id),
    before: ratio(largest.without.mean),
    after: ratio(largest.with.mean),
    ...words.width,
  };
  const most = Math.max(...channels.map((channel) => words.ends(channel.with).high));
  return figure({
    id: `calibration-${kpi.id}`,
    title: t('model.calibration.title', params),
    subtitle: t('model.calibration.subtitle', params),
    summary: t('model.calibration.summary', {
      list: words.list(tested.map((one) => `${label(one.id)} ${ratio(one.without.mean)} → ${ratio(one.with.mean)}`)),
    }),
    source,
    panels: [
      {
        chart: {
          kind: 'dot-intervals',
          input: {
            rows: channels.map((channel) => ({
              label:
                channel.tests > 0 ? t('model.calibration.tested', { channel: label(channel.id) }) : label(channel.id),
              valueText: `${ratio(channel.without.mean)} → ${ratio(channel.with.mean)}`,
              marks: [
                { look: 'series', value: channel.with.mean, colour: palette.plan, ...words.ends(channel.with) },
                { look: 'reference', value: channel.without.mean, thin: true, ...words.ends(channel.without) },
              ],
            })),
            format: words.format('ratio'),
            ticks: inMoney ? [{ value: 1, label: t('report.break-even'), bold: true }] : [],
            connect: false,
            withZero: true,
            stagger: true,
            cutAt: 1.5 * most,
          },
        },
      },
    ],
    table: table({
      caption: t('model.calibration.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        figures(t('report.column.experiments'), 'tests'),
        figures(t('model.column.without'), 'roi_without'),
        figures(t('model.column.with'), 'roi_with'),
        figures(t('model.column.sd-left'), 'sd_ratio'),
      ],
      rows: channels.map((channel) =>
        row(
          headCell(label(channel.id), channel.id),
          cell(String(channel.tests), channel.tests),
          ...[channel.without, channel.with].map((one) =>
            cell(ratio(one.mean), one.mean, { note: words.range(one, 'ratio') }),
          ),
          cell(words.percent(channel.with.sd / channel.without.sd), channel.with.sd / channel.without.sd),
        ),
      ),
      note: t('model.calibration.note'),
      csvName: `${fileStem}-calibration-${kpi.id}.csv`,
    }),
  });
}

function change({ without, with: after }: Calibration['channels'][number]): number {
  return Math.abs(after.mean - without.mean);
}

function testTable(context: KpiContext, calibration: Calibration, tests: Calibration['tests']): TableView {
  const { words, label, measure, fileStem, kpi } = context;
  const { t } = words;
  const limit = calibration.reviews.find(({ code }) => code === 'test_conflict')?.threshold ?? 2;
  return table({
    caption: t('model.tests-made.table'),
    columns: [
      wordColumn(t('report.column.channel'), 'channel'),
      wordColumn(t('model.column.span'), 'start'),
      figures(t('model.column.measured'), 'effect'),
      figures(t('model.column.without'), 'without'),
      figures(t('model.column.with'), 'with'),
      figures(t('model.column.distance'), 'distance'),
      wordColumn(t('model.column.verdict'), 'conflict'),
    ],
    rows: tests.map((test) =>
      row(
        { ...headCell(label(test.channel), test.channel), ...(test.source === '' ? {} : { note: test.source }) },
        cell(words.dates(test.start, test.end), test.start),
        cell(words.value(test.effect, measure), test.effect, {
          note: t('model.tests-made.error', { sd: words.value(test.sd, measure) }),
        }),
        ...[test.without, test.with].map((one) =>
          cell(words.value(one.mean, measure), one.mean, { note: words.range(one, measure) }),
        ),
        cell(words.value(test.distance, 'ratio'), test.distance),
        test.distance > limit
          ? cell('', 'conflict', { badge: { tone: 'warn', shape: '▲', text: t('model.tests-made.conflict') } })
          : cell('', 'agrees', { badge: { tone: 'good', shape: '✓', text: t('model.tests-made.agrees') } }),
      ),
    ),
    note: t('model.tests-made.note'),
    csvName: `${fileStem}-tests-${kpi.id}.csv`,
    wide: true,
  });
}
