/** The two languages of the product; every catalogue has both. */
export type Language = 'en' | 'zh-CN';

export const languages: readonly Language[] = ['en', 'zh-CN'];

export function isLanguage(text: unknown): text is Language {
  return text === 'en' || text === 'zh-CN';
}
