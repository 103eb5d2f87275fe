import { IntlMessageFormat } from 'intl-messageformat';
import { sourceMessage, type MessageKey } from './catalogues.js';
import type { Language } from './language.js';

export type MessageParams = Readonly<Record<string, string | number>>;

/** Fills the message of a key; plain text, never markup: whoever shows it escapes it. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

const compiled = new Map<string, IntlMessageFormat>();

function messageOf(language: Language, key: MessageKey): IntlMessageFormat {
  const id = `${language} ${key}`;
  let message = compiled.get(id);
  if (message === undefined) {
    // Text in angle brackets is text: catalogues hold no markup.
    message = new IntlMessageFormat(sourceMessage(language, key), language, undefined, { ignoreTag: true });
    compiled.set(id, message);
  }
  return message;
}

/** `t(key, params)` in one language; each message is compiled once. */
export function translator(language: Language): Translate {
  return (key, params) => String(messageOf(language, key).format(params));
}
