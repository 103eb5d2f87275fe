import { formatNumber } from '../language/index.js';
import type { AssumptionRow } from '../planning/index.js';
import type { Words } from './words.js';

type Named = Pick<AssumptionRow, 'key' | 'subject' | 'label'>;

/** Keys such as `media_inflation_pct` in words; unknown ones as they stand in the file. */
export function assumptionName({ key, subject, label }: Named, words: Words): string {
  const name = words.tOr(`report.assumption.${key}`, key);
  return subject === null ? name : words.t('report.assumption.of', { name, subject: label ?? subject });
}

/** One value of an assumption as people write it. */
export function assumptionValue(value: string | number | null, unit: AssumptionRow['unit'], words: Words): string {
  if (value === null) return '–';
  if (typeof value === 'string')
    return unit === 'date' ? words.date(value) : words.tOr(`report.assumed.${value}`, value);
  if (unit === 'pct') return `${formatNumber(value, words.language)}%`;
  if (unit === 'money') return words.moneyInFull(value);
  if (unit === 'factor') return `× ${formatNumber(value, words.language, 2)}`;
  return formatNumber(value, words.language);
}
