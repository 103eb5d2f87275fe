import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import { measureOf, type PlanContext } from './context.js';

/** The long-term effect, apart from every total; null where the file does not use it. */
export function longTermTable({ plan, words, fileStem }: PlanContext): TableView | null {
  const { longTerm } = plan;
  if (longTerm === undefined) return null;
  const { t } = words;
  const cases = ['low', 'mid', 'high'] as const;
  const kpis = plan.kpis.filter((kpi) => longTerm.added[kpi.id] !== undefined);
  return table({
    caption: t('report.long-term.table'),
    columns: [
      wordColumn(t('report.column.what'), 'kpi'),
      figures(t('report.column.low-case'), 'low'),
      figures(t('report.column.value'), 'mid'),
      figures(t('report.column.high-case'), 'high'),
    ],
    rows: kpis.map((kpi) =>
      row(
        headCell(kpi.label),
        ...cases.map((one) => {
          const value = longTerm.added[kpi.id]![one];
          return value === null ? cell('–', null) : cell(words.signed(value, measureOf(kpi)), value);
        }),
      ),
    ),
    note: t('report.long-term.note', { source: longTerm.source }),
    csvName: `${fileStem}-long-term.csv`,
  });
}
