import type { TestValue, TestValues } from '../../planning/index.js';
import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, words as wordColumn } from '../table.js';
import type { KpiContext } from './context.js';

/** Share of the loss below which a gain is told from nothing only by the luck of the imagined outcomes. */
const negligible = 0.002;

/** Which channel's test would help the budget most, and which would narrow its ROI most. */
export function nextTestFigure(context: KpiContext, values: TestValues): FigureView | null {
  const { words, label, source, fileStem, kpi, fitted } = context;
  const { t } = words;
  const first = values.tests[0];
  if (first === undefined || values.kpi !== kpi.id) return null;
  const inMoney = kpi.kind === 'revenue' || kpi.valuePerUnit !== null;
  const worth = (value: number): string => words.value(value, inMoney ? 'money' : 'number');
  const sharpest = [...values.tests].sort((a, b) => b.reduction - a.reduction)[0]!;
  const design = ({ factor, periods }: TestValue): string =>
    t(factor === 0 ? 'model.next.dark' : 'model.next.raise', {
      periods,
      change: words.signedPercent(factor - 1),
      grain: fitted.panel.grain,
    });
  const params = {
    channel: label(first.channel),
    design: design(first),
    gain: worth(first.gain),
    loss: worth(values.loss),
    sharpest: label(sharpest.channel),
    sharpDesign: design(sharpest),
    reduction: words.percent(sharpest.reduction),
    least: words.percent(values.least),
    most: words.percent(values.most),
  };
  const helps = first.gain > negligible * values.loss;
  return figure({
    id: `next-test-${kpi.id}`,
    title: t(helps ? 'model.next.title' : 'model.next.title-none', params),
    subtitle: t('model.next.subtitle', params),
    summary: t('model.next.summary', params),
    source,
    panels: [
      {
        chart: {
          kind: 'diverging-bars',
          input: {
            rows: values.tests.map((one) => ({
              label: `${label(one.channel)} · ${design(one)}`,
              value: one.gain,
              valueText: worth(one.gain),
              note: t('model.next.narrows', { reduction: words.percent(one.reduction) }),
            })),
            format: words.format(inMoney ? 'money' : 'number'),
          },
        },
      },
    ],
    table: table({
      caption: t('model.next.table'),
      columns: [
        wordColumn(t('report.column.channel'), 'channel'),
        wordColumn(t('model.column.design'), 'factor'),
        figures(t('model.column.test-money'), 'money', words.currency),
        figures(t('model.column.expected-effect'), 'effect'),
        figures(t('model.column.test-error'), 'sd'),
        figures(t('model.column.roi-sd'), 'roi_sd'),
        figures(t('model.column.roi-sd-after'), 'roi_sd_after'),
        figures(t('model.column.narrowing'), 'reduction'),
        figures(t('model.column.gain'), 'gain'),
      ],
      rows: values.tests.map((one) =>
        row(
          headCell(label(one.channel), one.channel),
          cell(design(one), one.factor),
          cell(words.moneyInFull(one.money), one.money),
          cell(words.value(one.effect.mean, context.measure), one.effect.mean, {
            note: words.range(one.effect, context.measure),
          }),
          cell(words.value(one.sd, context.measure), one.sd),
          cell(words.value(one.roiSd, 'ratio'), one.roiSd),
          cell(words.value(one.roiSdAfter, 'ratio'), one.roiSdAfter),
          cell(words.percent(one.reduction), one.reduction),
          cell(worth(one.gain), one.gain),
        ),
      ),
      note: t('model.next.note', params),
      csvName: `${fileStem}-next-tests-${kpi.id}.csv`,
      wide: true,
    }),
  });
}
