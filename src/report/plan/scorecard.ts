import type { KpiTotals } from '../../planning/index.js';
import { cell, figures, headCell, row, table, words as wordColumn, type Badge, type TableView } from '../table.js';
import type { Words } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

/** How likely a target is, as a word and a shape that fills up. */
export function targetBadge(probability: number, words: Words): Badge {
  const { t } = words;
  if (probability >= 0.8) return { tone: 'good', shape: '●', text: t('report.target.likely') };
  if (probability >= 0.5) return { tone: 'good', shape: '◕', text: t('report.target.rather') };
  if (probability >= 0.2) return { tone: 'warn', shape: '◔', text: t('report.target.rather-not') };
  return { tone: 'bad', shape: '○', text: t('report.target.unlikely') };
}

/** The chance with the run-out, where it reads otherwise. */
function betterWithRunOut({ probabilityBetter, wholeProbabilityBetter }: KpiTotals, words: Words): { note?: string } {
  const chance = words.chance(wholeProbabilityBetter);
  return chance === words.chance(probabilityBetter) ? {} : { note: words.t('report.with-run-out', { value: chance }) };
}

/** Section 9: every KPI with its range, target and verdict in a word. */
export function scorecard({ plan, words, fileStem }: PlanContext): TableView {
  const { t } = words;
  return table({
    caption: t('report.scorecard.table'),
    columns: [
      wordColumn(t('report.column.kpi'), 'kpi'),
      figures(t('report.column.plan'), 'plan'),
      figures(t('report.series.reference'), 'reference'),
      figures(t('report.column.delta'), 'delta', t('report.column.in-window')),
      figures(t('report.column.delta'), 'whole_delta', t('report.column.with-run-out')),
      wordColumn(t('report.column.better'), 'probability_better'),
      figures(t('report.column.target'), 'target'),
      wordColumn(t('report.column.status'), 'status'),
    ],
    rows: plan.kpis.flatMap((kpi) => {
      const totals = plan.totals.kpis[kpi.id];
      if (totals === undefined) return [];
      const measure = measureOf(kpi);
      const badge = totals.probabilityOfTarget === null ? undefined : targetBadge(totals.probabilityOfTarget, words);
      return [
        row(
          { ...headCell(kpi.label), note: kpi.formula === null ? t(`report.role.${kpi.role}`) : kpi.formula },
          cell(words.value(totals.window.mean, measure), totals.window.mean, {
            note: words.range(totals.window, measure),
          }),
          cell(words.value(totals.reference.mean, measure), totals.reference.mean, {
            note: words.range(totals.reference, measure),
          }),
          cell(words.signed(totals.delta.mean, measure), totals.delta.mean, {
            note: words.range(totals.delta, measure),
          }),
          cell(words.signed(totals.wholeDelta.mean, measure), totals.wholeDelta.mean, {
            note: words.range(totals.wholeDelta, measure),
          }),
          cell(words.chance(totals.probabilityBetter), totals.probabilityBetter, betterWithRunOut(totals, words)),
          kpi.target === null ? cell('–', null) : cell(words.value(kpi.target, measure), kpi.target),
          badge === undefined || totals.probabilityOfTarget === null
            ? cell(t('report.target.none'))
            : cell('', badge.text, { badge, note: words.chance(totals.probabilityOfTarget) }),
        ),
      ];
    }),
    note: t('report.scorecard.note', { ...words.width }),
    csvName: `${fileStem}-scorecard.csv`,
    wide: true,
  });
}
