import type { Request, Response } from 'express';
import { languages, translator, type Language, type MessageKey } from '../language/index.js';
import type { PageFrame } from '../report/index.js';
import { pageAssets } from './assets.js';
import { requestLanguage } from './request-language.js';

/** A page to send: its template under `views/pages`, and what stands in it. */
export interface Page {
  readonly template: string;
  readonly title: string;
  readonly view: object;
  readonly status?: number;
  /** A report opens in its own language; every other page in the reader's. */
  readonly language?: Language;
  readonly footer?: string;
  /** What can be done with the thing shown. */
  readonly actions?: NonNullable<PageFrame['actions']>;
}

const navigation = [
  { href: '/', key: 'web.nav.home' },
  { href: '/scenarios/new', key: 'web.nav.new' },
  { href: '/compare', key: 'web.nav.compare' },
  { href: '/models', key: 'web.nav.models' },
] as const satisfies readonly { href: string; key: MessageKey }[];

/** Templates and the charts behind them take most of a second to load: done once, after the server listens. */
const loadReport = () => import('../report/index.js');

/** Loads the report room ahead of the first page. */
export function warmUp(): void {
  // Whoever asks for the first page meets the failure, if there is one.
  loadReport().catch(() => undefined);
}

export async function sendPage(request: Request, response: Response, page: Page): Promise<void> {
  const { renderPage } = await loadReport();
  const language = page.language ?? requestLanguage(request);
  const html = renderPage(page.template, page.view, frameOf(request, page, language));
  response
    .status(page.status ?? 200)
    .set('Content-Language', language)
    .set('Cache-Control', 'no-cache')
    .type('html')
    .send(html);
}

function frameOf(request: Request, page: Page, language: Language): PageFrame {
  const t = translator(language);
  return {
    language,
    title: `${page.title} · mixplan`,
    kind: page.template,
    ...(page.footer === undefined ? {} : { footer: page.footer }),
    actions: page.actions ?? [],
    nav: navigation.map(({ href, key }) => ({ href, label: t(key), current: request.path === href })),
    languages: languages.map((code) => ({
      code,
      label: translator(code)('web.language.name'),
      href: inLanguage(request, code),
      current: code === language,
    })),
    assets: pageAssets(),
  };
}

/** The same address in another language; a page that answers a form has none of its own. */
function inLanguage(request: Request, language: Language): string {
  const base = 'http://page';
  const here = new URL(request.method === 'GET' ? request.originalUrl : `${request.path}/new`, base);
  here.searchParams.set('lang', language);
  // A path of two slashes would lead to another server.
  return here.pathname.replace(/^\/+/, '/') + here.search;
}
