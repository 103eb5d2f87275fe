/// <reference lib="dom" />
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Session {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: console errors and warnings, exceptions, requests that failed. */
  readonly complaints: readonly string[];
}

export interface SessionOptions {
  readonly locale?: string;
  readonly javaScript?: boolean;
  readonly width?: number;
}

/** A reader of their own: no cookies of others. */
export async function newSession(browser: Browser, url: string, options: SessionOptions = {}): Promise<Session> {
  const context = await browser.newContext({
    baseURL: url,
    locale: options.locale ?? 'en-GB',
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText ?? ''}`));
  return { page, context, complaints };
}

interface AxeFinding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** No finding of axe: WCAG 2.2 A and AA, and its own best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // Our policy allows no inline script: axe comes in by the debugger, beside the page.
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async () => {
    const runner = (window as unknown as { axe: { run(): Promise<{ violations: AxeFinding[] }> } }).axe;
    return (await runner.run()).violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    );
  });
  expect(findings, page.url()).toEqual([]);
}

/** Nothing of the page lies beyond its right edge. */
export async function expectNoSideways(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond, page.url()).toBeLessThanOrEqual(0);
}
