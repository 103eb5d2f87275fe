/**
 * How long a planner waits, through the built server and command line on a home of their own: `npm run bench:pages`.
 * A run is the time from sending a scenario that the server has never seen until its plan has an address; a page is a
 * report asked for the first time; each the median of five after one.
 */
import { performance } from 'node:perf_hooks';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startServer } from '../test/support/fitted-home.js';
import { inTemporaryFolder, median, mixplan, row } from './mixplan.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const limits = { listening: 3, run: 1, page: 1, fileMegabytes: 2, outsideRequests: 0, fitToReport: 15 };
const scenarios = [
  'holiday-last-year',
  'holiday-agency-plan',
  'holiday-best-mix',
  'q4-last-year-cn',
  'q4-agency-plan-cn',
  'q4-best-mix-cn',
];
const repeats = 5;

function judge(what: string, value: number, limit: number, unit: 's' | 'MB' | ''): void {
  // Counts may reach their limit; times and sizes stay under it.
  const held = unit === '' ? value <= limit : value < limit;
  if (!held) process.exitCode = 1;
  row(what, `${value.toFixed(unit === '' ? 0 : 2)} ${unit}`, `${limit} ${unit}`, held ? 'held' : 'MISSED');
}

async function seconds<T>(act: () => T | Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const from = performance.now();
  const value = await act();
  return { value, took: (performance.now() - from) / 1000 };
}

/** Sends a scenario as the form does and follows the answers; the address of its plan. */
async function sendScenario(server: string, text: string): Promise<URL> {
  const body = new URLSearchParams({ text });
  let answer = await fetch(new URL('/scenarios', server), { method: 'POST', body, redirect: 'manual' });
  for (;;) {
    const location = answer.headers.get('location');
    await answer.arrayBuffer();
    if (location?.startsWith('/plans/') === true) return new URL(location, server);
    if (location === null && answer.status !== 200) throw new Error(`the scenario was answered with ${answer.status}`);
    if (location === null) await wait(20);
    const next: URL = new URL(location ?? answer.url, server);
    answer = await fetch(next, { redirect: 'manual' });
  }
}

async function read(address: URL): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} was answered with ${answer.status}`);
  return answer.text();
}

/** Addresses that a saved page would load by itself; links that a reader may follow are not among them. */
function outsideRequests(html: string): number {
  const loads = /<(?:img|script|iframe|source|link|use|image)\b[^>]*?\s(?:src|href|xlink:href)="(?:https?:)?\/\//g;
  return [...html.matchAll(loads), ...html.matchAll(/url\(\s*["']?(?:https?:)?\/\//g)].length;
}

async function measureServer(home: string): Promise<void> {
  const server = await startServer(home);
  try {
    await server.ready();
    // Holdouts of the examples would share the processors.
    const models = new URL('/api/v1/models', server.url);
    while (!(JSON.parse(await read(models)) as { items: { holdout: string }[] }).items.every(isHeldOut))
      await wait(250);
    judge('the server listens', server.listenedAfter / 1000, limits.listening, 's');
    for (const name of scenarios) {
      const text = readFileSync(join(root, 'scenarios', `${name}.yaml`), 'utf8');
      const runs: number[] = [];
      const pages: number[] = [];
      let plan = new URL(server.url);
      for (let run = 0; run <= repeats; run++) {
        const sent = await seconds(() => sendScenario(server.url, text.replace(/^title: "/m, `$&${run + 1}. `)));
        plan = sent.value;
        const shown = await seconds(() => read(plan));
        if (run > 0) {
          runs.push(sent.took);
          pages.push(shown.took);
        }
      }
      const file = await read(new URL(`${plan.pathname}.html`, plan));
      judge(`${name}: run`, median(runs), limits.run, 's');
      judge(`${name}: report page`, median(pages), limits.page, 's');
      judge(`${name}: saved page`, Buffer.byteLength(file) / 1e6, limits.fileMegabytes, 'MB');
      judge(`${name}: outside requests of the saved page`, outsideRequests(file), limits.outsideRequests, '');
    }
  } finally {
    await server.stop();
  }
}

function isHeldOut({ holdout }: { readonly holdout: string }): boolean {
  return holdout === 'done';
}

/** Seconds from `mixplan fit` in an empty home, holdout included, to the report of the first plan; two processes. */
async function fitToReport(home: string, model: string, scenario: string): Promise<number> {
  const report = join(home, 'report.html');
  const { took } = await seconds(() => {
    const fitted = mixplan(home, 'fit', join(root, 'models', model, 'model.yaml'));
    const planned = mixplan(home, 'plan', join(root, 'scenarios', `${scenario}.yaml`), '--html', report);
    if (fitted.status !== 0 || planned.status !== 0) throw new Error(`${model}: fit or plan did not end with 0`);
  });
  if (statSync(report).size === 0) throw new Error(`${model}: the report is empty`);
  return took;
}

row('what', 'median', 'limit', '');
row('---', '---', '---', '---');
await inTemporaryFolder(measureServer);
for (const [model, scenario] of [
  ['national-retailer', 'holiday-best-mix'],
  ['cn-brand', 'q4-best-mix-cn'],
] as const) {
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) runs.push(await inTemporaryFolder((home) => fitToReport(home, model, scenario)));
  judge(`${model}: from fit to the first report`, median(runs), limits.fitToReport, 's');
}
