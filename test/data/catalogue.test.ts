import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsData as english } from '../../src/language/en/faults-data.js';
import { hasMessage } from '../../src/language/index.js';
import { faultsData as chinese } from '../../src/language/zh-CN/faults-data.js';

/** Names of the arguments of an ICU message, those inside choices too. */
function argumentsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ''))].sort();
}

describe('the sentences of data faults', () => {
  it('use the same figures in both languages', () => {
    for (const [key, message] of Object.entries(chinese)) {
      const original = english[key as keyof typeof english];
      const missing = argumentsOf(message).filter((name) => !argumentsOf(original).includes(name));
      expect(missing, key).toEqual([]);
    }
  });

  it('are Chinese in Chinese: full-width punctuation after Chinese characters', () => {
    for (const [key, message] of Object.entries(chinese))
      expect(message, key).not.toMatch(/[\u4e00-\u9fff][,.;:!?()"]/);
  });

  it('come in pairs of why and fix', () => {
    const codes = Object.keys(english).flatMap((key) => /^fault\.(.*)\.(?:why|fix)$/.exec(key)?.[1] ?? []);
    for (const code of codes) {
      expect(hasMessage(`fault.${code}.why`), code).toBe(true);
      expect(hasMessage(`fault.${code}.fix`), code).toBe(true);
    }
  });

  it('exist for every code that the room gives, and for no other', () => {
    const folder = 'src/data';
    const source = readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n');
    for (const key of Object.keys(english)) {
      const code = key.replace(/^guess\.|^fault\.|\.(?:why|fix)$/g, '');
      const family = code.startsWith('table-too-many-') ? '`table-too-many-' : `'${code}'`;
      expect(source.includes(family), key).toBe(true);
    }
    for (const [, code] of source.matchAll(/(?:fault|report|list)\(\s*'([a-z-]+)'/g)) {
      expect(hasMessage(`fault.${code}.why`), code).toBe(true);
    }
    for (const [, code] of source.matchAll(/(?:reason|code):? ?\(?'([a-z]+-[a-z-]+)'/g)) {
      expect(hasMessage(`guess.${code}`) || hasMessage(`fault.${code}.why`), code).toBe(true);
    }
  });
});
