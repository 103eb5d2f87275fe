import { cell, figures, headCell, row, subtotalRow, table, words as wordColumn, type TableView } from '../table.js';
import type { FiscalRow } from '../../planning/index.js';
import type { Words } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

/** A fiscal month as headers name it. */
export function fiscalName(row: Pick<FiscalRow, 'year' | 'month'>, { t }: Words): string {
  const { year, month } = row;
  return month === null ? t('report.fiscal.outside', { year }) : t('report.fiscal.month', { year, month });
}

/** Money and results by fiscal month with subtotals by quarter; null under plain calendar months. */
export function fiscalTable({ plan, words, fileStem }: PlanContext): TableView | null {
  const { fiscal } = plan;
  if (fiscal === undefined) return null;
  const { t } = words;
  const kpis = plan.kpis.filter((kpi) => kpi.formula === null && fiscal[0]?.kpis[kpi.id] !== undefined);
  const quarters = [...new Set(fiscal.map(({ year, quarter }) => `${year} ${quarter}`))];
  const money = (value: number) => cell(words.moneyInFull(value), value);
  return table({
    caption: t('report.fiscal.table'),
    columns: [
      wordColumn(t('report.column.fiscal'), 'fiscal_month'),
      wordColumn(t('report.column.dates'), 'dates'),
      figures(t('report.column.plan'), 'spend', words.currency),
      figures(t('report.column.reference'), 'reference_spend', words.currency),
      ...kpis.flatMap((kpi) => [
        figures(kpi.label, kpi.id, t('report.column.mean')),
        figures(t('report.column.range'), `${kpi.id}_range`),
      ]),
    ],
    rows: quarters.flatMap((key) => {
      const own = fiscal.filter(({ year, quarter }) => `${year} ${quarter}` === key);
      const months = own.map((one) =>
        row(
          headCell(fiscalName(one, words)),
          cell(words.dates(one.start, one.end)),
          money(one.spend),
          money(one.referenceSpend),
          ...kpis.flatMap((kpi) => {
            const summary = one.kpis[kpi.id]!.plan;
            return [
              cell(words.value(summary.mean, measureOf(kpi)), summary.mean),
              cell(words.range(summary, measureOf(kpi))),
            ];
          }),
        ),
      );
      const inside = own.filter(({ month }) => month !== null);
      const [first, last] = [inside[0], inside.at(-1)];
      if (first === undefined || last === undefined || inside.length < 2) return months;
      const sum = (of: (one: FiscalRow) => number): number => inside.reduce((total, one) => total + of(one), 0);
      const quarter = subtotalRow(
        headCell(t('report.fiscal.quarter', { quarter: first.quarter, year: first.year })),
        cell(words.dates(first.start, last.end)),
        money(sum(({ spend }) => spend)),
        money(sum(({ referenceSpend }) => referenceSpend)),
        ...kpis.flatMap((kpi) => {
          const adds = kpi.kind !== 'rate' && kpi.kind !== 'score';
          const mean = sum((one) => one.kpis[kpi.id]!.plan.mean);
          return [adds ? cell(words.value(mean, measureOf(kpi)), mean) : cell('–', null), cell('')];
        }),
      );
      return [...months, quarter];
    }),
    note: t('report.fiscal.note'),
    csvName: `${fileStem}-fiscal.csv`,
    wide: true,
  });
}
