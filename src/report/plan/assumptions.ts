import { assumptionName, assumptionValue } from '../assumption-words.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { PlanContext } from './context.js';

/** Section 14: what was agreed and what was merely not said. */
export function assumptions({ plan, words, fileStem }: PlanContext): TableView {
  const { t } = words;
  const sorted = [...plan.assumptions].sort((a, b) => Number(b.stated) - Number(a.stated));
  return table({
    caption: t('report.assumptions.table'),
    columns: [
      wordColumn(t('report.column.assumption'), 'assumption'),
      figures(t('report.column.low-case'), 'low'),
      figures(t('report.column.value'), 'value'),
      figures(t('report.column.high-case'), 'high'),
      wordColumn(t('report.column.source'), 'source'),
      wordColumn(t('report.column.stated'), 'stated'),
    ],
    rows: sorted.map((entry) =>
      row(
        {
          ...headCell(assumptionName(entry, words)),
          raw: entry.subject === null ? entry.key : `${entry.key}.${entry.subject}`,
        },
        cell(assumptionValue(entry.low, entry.unit, words), entry.low),
        cell(assumptionValue(entry.value, entry.unit, words), entry.value),
        cell(assumptionValue(entry.high, entry.unit, words), entry.high),
        cell(words.tOr(`report.assumed-source.${entry.source}`, entry.source), entry.source),
        cell('', entry.stated, {
          badge: entry.stated
            ? {
                tone: entry.differsFromDefault ? 'warn' : 'plain',
                shape: '✎',
                text: t(entry.differsFromDefault ? 'report.assumptions.changed' : 'report.assumptions.stated'),
              }
            : { tone: 'plain', shape: '○', text: t('report.assumptions.default') },
        }),
      ),
    ),
    note: t('report.assumptions.note'),
    csvName: `${fileStem}-assumptions.csv`,
    wide: true,
  });
}
