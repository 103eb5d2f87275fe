import { hasMessage, type MessageKey } from './catalogues.js';
import type { Language } from './language.js';
import { translator } from './translator.js';

/** What this needs of a fault; the `Fault` of the data room is one. */
export interface FaultLike {
  readonly code: string;
  readonly severity: 'error' | 'review' | 'note';
  readonly where: {
    readonly file: string;
    readonly line?: number;
    readonly column?: number;
    readonly path?: string;
    readonly header?: string;
  };
  readonly found: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface FaultText {
  readonly severity: 'error' | 'review' | 'note';
  /** `file:line:column`, as editors and terminals link it; less where less is known. */
  readonly where: string;
  /** Key path or table header concerned, '' where none. */
  readonly at: string;
  /** What stood there, '' where nothing did. */
  readonly found: string;
  readonly why: string;
  readonly fix: string;
}

function sentence(language: Language, key: string, fallback: MessageKey, fault: FaultLike): string {
  const params = { ...fault.params, found: fault.found, code: fault.code };
  const t = translator(language);
  if (!hasMessage(key)) return t(fallback, params);
  try {
    return t(key, params);
  } catch {
    // A param that a sentence wants and a fault lacks must not keep the fault itself from being shown.
    return t(fallback, params);
  }
}

/** A fault in words: where, what was found, why it is one, what would do. Plain text, to be escaped where shown. */
export function describeFault(fault: FaultLike, language: Language): FaultText {
  const { file, line, column, path, header } = fault.where;
  const where = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  return {
    severity: fault.severity,
    where,
    at: path ?? header ?? '',
    found: fault.found,
    why: sentence(language, `fault.${fault.code}.why`, 'fault.unnamed.why', fault),
    fix: sentence(language, `fault.${fault.code}.fix`, 'fault.unnamed.fix', fault),
  };
}

/** One line: `file:line:column: error: why — fix`. */
export function faultLine(fault: FaultLike, language: Language): string {
  const text = describeFault(fault, language);
  const severity = translator(language)(`fault.severity.${fault.severity}`);
  const join = language === 'en' ? ' ' : '';
  return `${text.where}: ${severity}: ${text.why}${text.fix === '' ? '' : join + text.fix}`;
}

/** Several lines: the place, then what was found, why, and what would do. */
export function faultLines(fault: FaultLike, language: Language): string {
  const text = describeFault(fault, language);
  const t = translator(language);
  const lines = [`${text.where}: ${t(`fault.severity.${fault.severity}`)}: ${text.why}`];
  if (text.at !== '') lines.push(`    ${t('fault.label.at')} ${text.at}`);
  if (text.found !== '') lines.push(`    ${t('fault.label.found')} ${text.found}`);
  if (text.fix !== '') lines.push(`    ${t('fault.label.fix')} ${text.fix}`);
  return lines.join('\n');
}
