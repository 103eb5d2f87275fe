import { formatNumber } from '../../language/index.js';
import type { AssumptionRow, Plan } from '../../planning/index.js';
import { cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { Words } from '../words.js';
import type { PlanContext } from './context.js';

function show(value: string | number | null, unit: AssumptionRow['unit'], words: Words): string {
  if (value === null) return '–';
  if (typeof value === 'string')
    return unit === 'date' ? words.date(value) : words.tOr(`report.assumed.${value}`, value);
  if (unit === 'pct') return `${formatNumber(value, words.language)}%`;
  if (unit === 'money') return words.moneyInFull(value);
  if (unit === 'factor') return `× ${formatNumber(value, words.language, 2)}`;
  return formatNumber(value, words.language);
}

function subjectLabel(subject: string, plan: Plan): string {
  return (
    plan.channels.find((channel) => channel.id === subject)?.label ??
    plan.kpis.find((kpi) => kpi.id === subject)?.label ??
    subject
  );
}

/** Keys such as `media_inflation_pct` in words; unknown ones as they stand in the file. */
function keyLabel(entry: AssumptionRow, plan: Plan, words: Words): string {
  const name = words.tOr(`report.assumption.${entry.key}`, entry.key);
  return entry.subject === null
    ? name
    : words.t('report.assumption.of', { name, subject: subjectLabel(entry.subject, plan) });
}

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
          ...headCell(keyLabel(entry, plan, words)),
          raw: entry.subject === null ? entry.key : `${entry.key}.${entry.subject}`,
        },
        cell(show(entry.low, entry.unit, words), entry.low),
        cell(show(entry.value, entry.unit, words), entry.value),
        cell(show(entry.high, entry.unit, words), entry.high),
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
