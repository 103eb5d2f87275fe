import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/fitted-home.js';
import { withoutBrowser } from './chromium.js';
import { expectAccessible, newSession } from './session.js';
import { openSite, type Site } from './site.js';

const agencyPlan = readFileSync(join(root, 'scenarios/holiday-agency-plan.yaml'), 'utf8');

const upload = (name: string, text: string) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

/** Unknown channel, end before start, lines that do not come to the total, a misspelt key, a missing required key. */
const planted = agencyPlan
  .replace('id: holiday-agency-plan', 'id: planted')
  .replace(/^title: .*\n/m, '')
  .replace('start: 2026-11-02, end: 2027-01-31', 'start: 2027-01-31, end: 2026-11-02')
  .replace('total: 5360000', 'total: 4360000')
  .replace('owner:', 'ownr:')
  .replace('channel: radio', 'channel: radoi');

const placeOf = (text: string): string => {
  const before = planted.slice(0, planted.indexOf(text)).split('\n');
  return `planted.yaml:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

describe.skipIf(withoutBrowser)('a planner at the browser', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  const plansSaved = async (): Promise<readonly string[]> => {
    const answer = await fetch(new URL('/api/v1/plans', site.server.url));
    return ((await answer.json()) as { items: { id: string }[] }).items.map((plan) => plan.id);
  };

  it('uploads a scenario and reads its report', async () => {
    const { page, context, complaints } = await newSession(site.browser, site.server.url);
    const text = agencyPlan
      .replace('id: holiday-agency-plan', 'id: uploaded-plan')
      .replace(/^title: .*$/m, 'title: "Uploaded: heavier on TV"');
    await page.goto('/');
    await page.setInputFiles('#files', upload('uploaded.yaml', text));
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.waitForURL(/\/plans\/uploaded-plan@1$/, { timeout: 30_000 });
    expect(await page.innerText('h1')).toBe('Uploaded: heavier on TV');
    expect(await page.innerText('.verdict')).toMatch(/^Spending \$5\.36m/);
    for (const section of [
      'verdict',
      'changes',
      'flowchart',
      'forecast',
      'response',
      'scorecard',
      'trust',
      'appendix',
    ]) {
      expect(await page.locator(`section#${section}`).count(), section).toBe(1);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('names five planted faults with line and column, shows the text, and saves nothing', async () => {
    const { page, context } = await newSession(site.browser, site.server.url);
    const before = await plansSaved();
    await page.goto('/scenarios/new');
    await page.setInputFiles('#files', upload('planted.yaml', planted));
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator('form.upload button').click(),
    ]);
    expect(answer.status()).toBe(422);
    const places = (await page.locator('.fault .where').allInnerTexts()).map((text) => text.split(/\s/)[0]);
    expect(places.sort()).toEqual(['schema:', 'ownr:', '2026-11-02}', '4360000', 'radoi'].map(placeOf).sort());
    expect(await page.locator('tr.faulty mark').allInnerTexts()).toContain('radoi');
    expect(await page.inputValue('#text')).toBe(planted);
    await expectAccessible(page);
    expect(await plansSaved()).toEqual(before);

    const mended = planted
      .replace('schema: mixplan/scenario@1\n', 'schema: mixplan/scenario@1\ntitle: Mended\n')
      .replace('start: 2027-01-31, end: 2026-11-02', 'start: 2026-11-02, end: 2027-01-31')
      .replace('total: 4360000', 'total: 5360000')
      .replace('ownr:', 'owner:')
      .replace('radoi', 'radio');
    await page.fill('#text', mended);
    await page.getByRole('button', { name: 'Make the plan' }).click();
    await page.waitForURL(/\/plans\/planted@1$/, { timeout: 30_000 });
    await context.close();
  });

  it('starts from a drafted text', async () => {
    const { page, context, complaints } = await newSession(site.browser, site.server.url);
    await page.goto('/scenarios/new?model=national-retailer&kind=maximise');
    expect(await page.inputValue('#text')).toContain('schema: mixplan/scenario@1');
    await page.locator('#write button').click();
    await page.waitForURL(/\/plans\/[a-z-]+@1$/, { timeout: 30_000 });
    expect(await page.locator('section#limits').count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('fills in a form, with a lock, an exclusion and a limit', async () => {
    const { page, context, complaints } = await newSession(site.browser, site.server.url);
    await page.goto('/scenarios/new');
    await page.selectOption('#model', 'national-retailer');
    await page.selectOption('#kind', 'maximise');
    await page.locator('.draft-form button').click();
    await page.fill('#f-id', 'from-a-form');
    await page.fill('#f-title', 'From a form');
    await page.fill('#f-total', '5m');
    await page.selectOption('#f-boldness', 'bold');
    const row = (label: string) => page.locator('.form-lines tr').filter({ hasText: label });
    await row('TV').locator('input[name^=amount]').fill('1.2m');
    await row('TV').locator('select').selectOption('lock');
    await row('Display').locator('select').selectOption('exclude');
    await row('Radio').locator('input[name^=max]').fill('+20%');
    await page.locator('.scenario-form button').click();
    await page.waitForURL(/\/plans\/from-a-form@1$/, { timeout: 30_000 });
    const plan = (await (await fetch(new URL('/plans/from-a-form.json', site.server.url))).json()) as {
      totals: { spend: number };
      channels: { id: string; spend: number; referenceSpend: number }[];
    };
    const channel = (id: string) => plan.channels.find((one) => one.id === id);
    expect(plan.totals.spend).toBe(5_000_000);
    expect(channel('tv')?.spend).toBe(1_200_000);
    expect(channel('display')?.spend).toBe(0);
    expect(channel('radio')?.spend).toBeLessThanOrEqual(1.2 * (channel('radio')?.referenceSpend ?? 0) + 0.01);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('compares three plans one click away, and against another baseline', async () => {
    const { page, context, complaints } = await newSession(site.browser, site.server.url);
    await page.goto('/compare');
    for (const id of ['holiday-last-year', 'holiday-agency-plan', 'holiday-best-mix']) {
      await page.locator(`input[name=plans][value^="${id}@"]`).check();
    }
    await page.getByRole('button', { name: 'Compare the chosen ones' }).first().click();
    await page.waitForURL(/\/compare\?plans=/);
    expect(await page.locator('#answer .answer').count()).toBe(2);
    const first = await page.innerText('#answer .answer >> nth=0');
    expect(first).toMatch(/8 in 10/);
    expect(await page.locator('.plan-letters li').count()).toBe(3);
    await page.locator('.plan-letters a[href*="baseline"]').last().click();
    expect(await page.innerText('#answer .answer >> nth=0')).not.toBe(first);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes the report away as one file that asks for nothing', async () => {
    const { page, context } = await newSession(site.browser, site.server.url);
    await page.goto('/plans/holiday-best-mix');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.page-actions a[download$=".html"]').click(),
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'mixplan-saved-'));
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    expect(path).toMatch(/\.html$/);
    expect(readFileSync(path).length).toBeLessThan(2 * 1024 * 1024);
    const saved = await newSession(site.browser, site.server.url);
    const asked: string[] = [];
    saved.page.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(path).href;
    await saved.page.goto(address);
    expect(await saved.page.locator('#forecast svg').first().isVisible()).toBe(true);
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([address]);
    expect(saved.complaints).toEqual([]);
    rmSync(folder, { recursive: true });
    await saved.context.close();
    await context.close();
  });
});
