import { isMap, isSeq, parseDocument } from 'yaml';

/** What the form shows of a drafted scenario, as text for its fields. */
export interface FormFields {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly total: string;
  readonly boldness: string;
  readonly lines: readonly { readonly channel: string; readonly amount: string }[];
}

const textAt = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Reads the fields of a draft; the text is always one of ours, never what was sent. */
export function formFields(draft: string): FormFields {
  const document = parseDocument(draft);
  const at = (...path: (string | number)[]): string => textAt(document.getIn(path));
  const lines = document.get('lines');
  const count = isSeq(lines) ? lines.items.length : 0;
  return {
    id: at('id'),
    title: at('title'),
    start: at('window', 'start'),
    end: at('window', 'end'),
    total: at('budget', 'total'),
    boldness: at('boldness') || 'moderate',
    lines: Array.from({ length: count }, (_, index) => ({
      channel: at('lines', index, 'channel'),
      amount: at('lines', index, 'amount'),
    })),
  };
}

/**
 * The draft with the fields of the form in it. Fields are written as they were typed: what is wrong with them is said
 * by the reader of scenario files, at its line and column in this text.
 */
export function fillDraft(draft: string, sent: Readonly<Record<string, string>>): string {
  const document = parseDocument(draft);
  const put = (name: string, ...path: (string | number)[]): void => {
    const text = (sent[name] ?? '').trim();
    if (text === '') document.deleteIn(path);
    else document.setIn(path, plain(text));
  };
  put('id', 'id');
  put('title', 'title');
  put('start', 'window', 'start');
  put('end', 'window', 'end');
  put('total', 'budget', 'total');
  put('boldness', 'boldness');
  const lines = document.get('lines');
  if (isSeq(lines)) {
    lines.items.forEach((line, index) => {
      if (!isMap(line)) return;
      const state = sent[`state-${index}`] ?? 'free';
      put(`amount-${index}`, 'lines', index, 'amount');
      if (state === 'lock') document.setIn(['lines', index, 'lock'], true);
      if (state === 'exclude') {
        document.setIn(['lines', index, 'exclude'], true);
        document.deleteIn(['lines', index, 'amount']);
      }
      for (const bound of ['min', 'max']) {
        if ((sent[`${bound}-${index}`] ?? '').trim() !== '') put(`${bound}-${index}`, 'lines', index, bound);
      }
    });
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Plain digits are a number; everything else stays the text that was typed (120万, -20%, 1.2m). */
function plain(text: string): string | number {
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text.slice(0, 2000);
}
