import { figure, type FigureView } from '../figure.js';
import { cell, figures, headCell, row, table, totalRow, words as wordColumn, type TableView } from '../table.js';
import type { BridgeCause } from '../../planning/index.js';
import { measureOf, type PlanContext } from './context.js';

/** What prices and market do to the reference as well: the verdict's difference has it on both sides. */
const onBoth: readonly BridgeCause[] = ['cost-inflation', 'price-and-promo', 'market'];

export interface BridgeView {
  readonly figure: FigureView;
  readonly ladder: TableView | null;
}

/** Section 6: from the reference to the plan, cause by cause; the steps sum. */
export function bridge({ plan, words, reference, source, fileStem }: PlanContext): BridgeView | null {
  const { t } = words;
  const explained = plan.explained ?? null;
  const kpi = plan.kpis.find((one) => one.id === explained?.kpi);
  if (explained === null || kpi === undefined) return null;
  const measure = measureOf(kpi);
  const { start, steps, end } = explained.bridge;
  const total = end - start;
  const largest = [...steps].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))[0];
  const signed = (value: number): string => words.signed(value, measure);
  const params = {
    kpi: kpi.label,
    reference: reference.phrase,
    change: words.value(Math.abs(total), measure),
    direction: total >= 0 ? 'more' : 'less',
    cause: largest === undefined ? '' : t(`report.bridge.cause.${largest.cause}`),
    value: largest === undefined ? '' : signed(largest.value),
  };
  const shared = steps.filter(({ cause }) => onBoth.includes(cause)).reduce((sum, { value }) => sum + value, 0);
  let reached = 0;
  const bars = steps.map(({ cause, value }) => {
    const from = reached;
    reached += value;
    return { label: t(`report.bridge.cause.${cause}`), value, from, valueText: signed(value) };
  });
  const view = table({
    caption: t('report.bridge.table'),
    columns: [
      wordColumn(t('report.column.what'), 'cause'),
      figures(t('report.column.change'), 'change', kpi.money ? words.currency : kpi.label),
      figures(t('report.bridge.reached'), 'reached', kpi.money ? words.currency : kpi.label),
    ],
    rows: [
      row(
        headCell(t('report.bridge.start', { reference: reference.label })),
        cell('', null),
        cell(words.value(start, measure), start),
      ),
      ...bars.map((bar, i) =>
        row(
          headCell(bar.label, steps[i]!.cause),
          cell(bar.valueText, bar.value),
          cell(words.value(start + bar.from + bar.value, measure), start + bar.from + bar.value),
        ),
      ),
      totalRow(headCell(t('report.series.plan')), cell(signed(total), total), cell(words.value(end, measure), end)),
    ],
    note: t('report.bridge.note'),
    csvName: `${fileStem}-bridge.csv`,
  });
  return {
    figure: figure({
      id: 'bridge-steps',
      title: t('report.bridge.title', params),
      subtitle: t('report.bridge.subtitle', { kpi: kpi.label, dates: words.dates(plan.window.start, plan.window.end) }),
      summary: [
        t('report.bridge.summary', { list: words.list(bars.map((bar) => `${bar.label} ${bar.valueText}`)) }),
        ...(steps.some(({ cause }) => onBoth.includes(cause))
          ? [t('report.bridge.shared', { shared: signed(shared), own: signed(total - shared) })]
          : []),
      ].join(words.language === 'zh-CN' ? '' : ' '),
      source,
      panels: [
        {
          chart: {
            kind: 'diverging-bars',
            input: {
              rows: [...bars, { label: t('report.bridge.total'), value: total, valueText: signed(total) }],
              format: words.format(measure),
            },
          },
        },
      ],
      table: view,
    }),
    ladder: ladder({ plan, words, fileStem }, measure),
  };
}

function ladder(
  { plan, words, fileStem }: Pick<PlanContext, 'plan' | 'words' | 'fileStem'>,
  measure: ReturnType<typeof measureOf>,
): TableView | null {
  const { t } = words;
  const rungs = plan.explained?.ladder ?? null;
  if (rungs === null) return null;
  return table({
    caption: t('report.ladder.table'),
    columns: [
      wordColumn(t('report.ladder.rung'), 'rung'),
      figures(t('report.ladder.value'), 'value'),
      figures(t('report.ladder.gain'), 'gain'),
    ],
    rows: rungs.map(({ rung, value }, i) => {
      const gain = i === 0 ? null : value - rungs[i - 1]!.value;
      return row(
        headCell(t(`report.ladder.rung.${rung}`), rung),
        cell(words.value(value, measure), value),
        gain === null ? cell('–', null) : cell(words.signed(gain, measure), gain),
      );
    }),
    note: t('report.ladder.note'),
    csvName: `${fileStem}-ladder.csv`,
  });
}
