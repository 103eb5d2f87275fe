import type { Language } from '../../language/index.js';
import { compareHtml } from '../../report/index.js';
import type { ComparedPlans } from '../acts/compare.js';

/** A comparison as one self-contained page. */
export function comparisonPage(compared: ComparedPlans, language: Language): string {
  return compareHtml(compared.comparison, { language, currency: compared.currency, interval: compared.interval });
}
