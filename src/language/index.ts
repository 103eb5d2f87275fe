/** The front door of words, numbers and dates in English and Chinese. Imports nothing from other rooms. */
export { isLanguage, languages, type Language } from './language.js';
export { hasMessage, messageKeys, sourceMessage, type MessageKey } from './catalogues.js';
export { translator, type MessageParams, type Translate } from './translator.js';
export { describeFault, faultLine, faultLines, type FaultLike, type FaultText } from './describe-fault.js';
export {
  chanceInWords,
  formatDate,
  formatDateRange,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRange,
  formatSigned,
  type DisplayUnit,
} from './number-forms.js';
