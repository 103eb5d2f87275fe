import { IntlMessageFormat } from 'intl-messageformat';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, messageKeys, sourceMessage, translator } from '../../src/language/index.js';

const folder = new URL('../../src/language/', import.meta.url);

async function catalogueOf(language: string, file: string): Promise<Record<string, string>> {
  const module = (await import(new URL(`${language}/${file}`, folder).href)) as Record<string, Record<string, string>>;
  return Object.assign({}, ...Object.values(module)) as Record<string, string>;
}

type Parts = ReturnType<IntlMessageFormat['getAst']>;

/** Plain text between the params has the element type 0. */
function isLiteral({ type }: { readonly type: number }): boolean {
  return type === 0;
}

/** Names of everything a message is filled with. */
function paramsOf(parts: Parts, names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if ('value' in part && !isLiteral(part)) names.add(part.value);
    if ('options' in part) for (const option of Object.values(part.options)) paramsOf(option.value, names);
  }
  return names;
}

describe('the catalogues', () => {
  const files = readdirSync(new URL('en/', folder));

  it.each(files)('%s has the same keys in both languages', async (file) => {
    const english = Object.keys(await catalogueOf('en', file)).sort();
    expect(Object.keys(await catalogueOf('zh-CN', file)).sort()).toEqual(english);
  });

  it('are all in the one that is asked', async () => {
    const keys = (await Promise.all(files.map((file) => catalogueOf('en', file)))).flatMap(Object.keys);
    expect([...new Set(keys)].sort()).toEqual([...messageKeys].sort());
  });

  it('say one thing under one key', async () => {
    const said = new Map<string, string>();
    const changed: string[] = [];
    for (const catalogue of await Promise.all(files.map((file) => catalogueOf('en', file)))) {
      for (const [key, message] of Object.entries(catalogue)) {
        if ((said.get(key) ?? message) !== message) changed.push(key);
        said.set(key, message);
      }
    }
    expect(changed).toEqual([]);
  });

  it('hold messages that compile', () => {
    const broken = languages.flatMap((language) =>
      messageKeys.filter((key) => {
        try {
          return (
            new IntlMessageFormat(sourceMessage(language, key), language, undefined, { ignoreTag: true }).getAst() ===
            null
          );
        } catch {
          return true;
        }
      }),
    );
    expect(broken).toEqual([]);
  });

  it('fill a fault in Chinese with nothing that English is not filled with', () => {
    const parse = (language: 'en' | 'zh-CN', key: (typeof messageKeys)[number]) =>
      paramsOf(new IntlMessageFormat(sourceMessage(language, key), language, undefined, { ignoreTag: true }).getAst());
    // The English sentence shows which params whoever reports the fault gives.
    const strange = messageKeys.filter((key) => {
      if (!key.startsWith('fault.')) return false;
      const [english, chinese] = [parse('en', key), parse('zh-CN', key)];
      return [...chinese].some((name) => !english.has(name) && name !== 'found' && name !== 'code');
    });
    expect(strange).toEqual([]);
  });

  it('say why and what would do for every fault', () => {
    const codes = messageKeys.flatMap((key) => /^fault\.(.+)\.why$/.exec(key)?.[1] ?? []);
    const keys = new Set<string>(messageKeys);
    expect(codes.filter((code) => !keys.has(`fault.${code}.fix`))).toEqual([]);
  });
});

describe('translator', () => {
  it('fills messages', () => {
    expect(translator('en')('fault.unknown-key.fix', { nearest: 'title', valid: '' })).toBe('Did you mean "title"?');
    expect(translator('zh-CN')('fault.unknown-key.fix', { nearest: 'title', valid: '' })).toBe('是否想写“title”？');
  });

  it('takes angle brackets and braces of a param as text', () => {
    const t = translator('en');
    expect(t('fault.unknown-key.why', { key: '<script>{x}' })).toBe('There is no key "<script>{x}" here.');
  });

  it('gives the braces of an example as they are to be typed', () => {
    expect(translator('en')('fault.bad-effect.fix')).toBe('Write {roi: {lognormal: [0.2, 0.9]}}.');
    expect(translator('zh-CN')('fault.bad-assumption.fix')).toBe('请写 {low: 2, mid: 4, high: 7, source: "…"}。');
  });
});
