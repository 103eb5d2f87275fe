/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutBrowser } from './chromium.js';
import { expectAccessible, expectNoSideways, newSession, type SessionOptions } from './session.js';
import { openSite, type Site } from './site.js';

/** Addresses of every kind of page. */
const pages = [
  '/',
  '/plans',
  '/scenarios/new',
  '/models/new',
  '/scenarios/new?model=national-retailer&kind=forecast',
  '/scenarios/holiday-best-mix',
  '/plans/holiday-best-mix',
  '/plans/holiday-last-year',
  '/plans/q4-agency-plan-cn',
  '/plans/holiday-regions-audiences',
  '/plans/nianhuo-floor-cn',
  '/scenarios/q4-flowchart-cn',
  '/compare',
  '/compare?plans=holiday-last-year@1,holiday-agency-plan@1,holiday-best-mix@1&baseline=holiday-last-year@1',
  '/models',
  '/models/national-retailer',
  '/models/national-retailer/diagnostics',
  '/models/cn-brand',
] as const;

describe.skipIf(withoutBrowser)('every page in a real browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  const visit = async (path: string, options: SessionOptions) => {
    const session = await newSession(site.browser, site.server.url, options);
    const answer = await session.page.goto(path);
    return { ...session, status: answer?.status() };
  };

  it.each(pages)('%s: no finding of axe, no complaint, nothing beyond the edge', async (path) => {
    const { page, context, complaints, status } = await visit(path, {});
    expect(status).toBe(200);
    expect(await page.locator('main h1').count()).toBe(1);
    await expectNoSideways(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 800 });
    await expectNoSideways(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('speaks Chinese to a Chinese browser, and axe finds nothing there either', async () => {
    const { page, context, complaints } = await visit('/', { locale: 'zh-CN' });
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    expect(await page.innerText('main')).toContain('双11');
    await expectAccessible(page);
    await page.goto('/models/cn-brand');
    expect(await page.innerText('main')).toMatch(/[\u4e00-\u9fff]{4}/);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens a report in its own language, and in the other one when asked', async () => {
    const { page, context } = await visit('/plans/q4-best-mix-cn', { locale: 'en-GB' });
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.click('.languages a[lang="en"]');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.innerText('#h-verdict')).toBe('Verdict');
    expect(new URL(page.url()).pathname).toBe('/plans/q4-best-mix-cn');
    await context.close();
  });

  it('remembers the language that was chosen', async () => {
    const { page, context } = await visit('/', { locale: 'en-GB' });
    await page.click('.languages a[lang="zh-CN"]');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.goto('/models');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    expect(await page.innerText('h1')).toBe('模型');
    await context.close();
  });

  it('keeps the reader’s place when the language changes', async () => {
    const { page, context } = await visit('/plans/holiday-best-mix', {});
    await page.locator('#flowchart').scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      document.querySelector('#flowchart')?.scrollIntoView();
    });
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('.languages a')?.click();
    });
    await page.waitForURL(/lang=zh-CN/);
    expect(new URL(page.url()).hash).toBe('#flowchart');
    await context.close();
  });

  it('brings charts to life, with the figures under the pointer', async () => {
    const { page, context, complaints } = await visit('/plans/holiday-best-mix', {});
    await page.locator('#forecast .panel').first().scrollIntoViewIfNeeded();
    const live = page.locator('#forecast .panel .live svg').first();
    await live.waitFor();
    const box = await live.boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.4, (box?.y ?? 0) + (box?.height ?? 0) * 0.5);
    const tooltip = page.locator('#forecast .live div').filter({ hasText: /\$/ }).first();
    await tooltip.waitFor();
    expect(await tooltip.innerText()).toMatch(/\$[\d.]+m/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is complete with JavaScript off', async () => {
    const { page, context } = await visit('/', { javaScript: false });
    await page.getByRole('link', { name: 'Holiday season: the best mix for the same money' }).click();
    expect(await page.locator('#forecast svg').first().isVisible()).toBe(true);
    expect(await page.locator('#flowchart table tbody tr').count()).toBeGreaterThan(5);
    expect(await page.locator('#scorecard table').isVisible()).toBe(true);
    await page.goto('/');
    await page.getByRole('link', { name: 'Compare these 5' }).first().click();
    expect(await page.locator('#answer .answer').count()).toBe(4);
    expect(await page.locator('#kpis table').isVisible()).toBe(true);
    await context.close();
  });
});
