import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketYaml, scenarioYaml } from './market.js';
import { endedOnceSaved, mixplan, scratchFolder, type Ran } from './mixplan.js';

/** From a market file to a comparison, by the commands a planner types. */
const scratch = scratchFolder();
const run = (...args: string[]): Promise<Ran> => mixplan(scratch.path, args);
const write = (name: string, text: string): void => {
  writeFileSync(join(scratch.path, name), text);
};
const read = (name: string): string => readFileSync(join(scratch.path, name), 'utf8');

interface Summary {
  readonly mean: number;
  readonly sd: number;
}
const summaryNames = ['mean', 'sd', 'p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'];
const header = (name: string): string | undefined => read(name).split('\r\n')[0];

interface FitDocument {
  readonly model: {
    readonly id: string;
    readonly version: number;
    readonly fingerprint: string;
    readonly seed: number;
  };
  readonly sampler: { readonly chains: number; readonly draws: number; readonly gate: boolean };
  readonly holdout: { readonly status: string; readonly origins: number; readonly naive: readonly unknown[] };
  readonly kpis: readonly {
    readonly channels: readonly { readonly id: string; readonly roi: Summary; readonly grade: string }[];
    readonly parameters: readonly { readonly name: string; readonly summary: Summary; readonly rhat: number | null }[];
  }[];
}
interface PlanDocument {
  readonly plan: { readonly id: string; readonly created: string };
  readonly scenario: { readonly id: string; readonly version: number };
  readonly model: { readonly version: number };
  readonly totals: {
    readonly spend: number;
    readonly kpis: Readonly<
      Record<string, Readonly<Record<'window' | 'baseline' | 'carryIn' | 'incremental' | 'runOut', Summary>>>
    >;
  };
  readonly channels: readonly { readonly id: string; readonly spend: number }[];
  readonly lines: readonly { readonly spend: number }[];
  readonly optimum?: {
    readonly objective: number;
    readonly bound: number;
    readonly gapPct: number;
    readonly status: string;
  };
}

beforeAll(async () => {
  execFileSync(process.execPath, ['.config/build.mjs', '--if-stale'], { stdio: 'inherit' });
  write('market.yaml', marketYaml);
  const simulated = await run('simulate', 'market.yaml', '--out', '.', '--seed', '4');
  expect(simulated.status, simulated.err).toBe(0);
});
afterAll(scratch.remove);

describe('a journey from data to comparison', () => {
  it('simulates the same data for the same seed', async () => {
    const first = read('data.csv');
    expect(first.split('\n')).toHaveLength(112);
    expect(Object.keys(JSON.parse(read('truth.json')) as object)).toContain('channels');
    await run('simulate', 'market.yaml', '--out', 'again', '--seed', '4');
    expect(read('again/data.csv')).toBe(first);
    await run('simulate', 'market.yaml', '--out', 'other', '--seed', '5');
    expect(read('other/data.csv')).not.toBe(first);
  });

  it('drafts a model file that can be checked', async () => {
    const draft = await run('draft', 'data.csv');
    expect(draft.status, draft.err).toBe(0);
    expect(draft.out).toMatch(/^schema: mixplan\/model@1$/m);
    write('drafted.yaml', draft.out);
    const checked = await run('check', 'drafted.yaml', 'model.yaml', 'data.csv');
    expect(checked.status, checked.err).toBe(0);
    expect(checked.out.trim().split('\n')).toHaveLength(3);
  });

  it('saves a fit that misses the gate, marks it and ends with 4; plans refuse it', async () => {
    const fit = await run('fit', 'model.yaml', '--draws', '20', '--warmup', '40', '--json');
    expect(fit.status, fit.err).toBe(4);
    const document = JSON.parse(fit.out) as FitDocument;
    expect(document.sampler).toMatchObject({ chains: 4, draws: 20, gate: false });
    expect((await run('list')).out).toContain('GATE MISSED');
    write('early.yaml', scenarioYaml({ id: 'early', kind: 'reference' }));
    const refused = await run('plan', 'early.yaml');
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('No version of model corner-shop reached the gate');
    write('early.yaml', scenarioYaml({ id: 'early', kind: 'reference', more: 'accept_unconverged: true' }));
    expect((await run('plan', 'early.yaml')).status).toBe(0);
  });

  it('fits, saves a version and prints one document with the holdout', async () => {
    const fit = await run('fit', 'model.yaml', '--json', '--csv', 'fit');
    expect(fit.status, fit.err).toBe(0);
    const document = JSON.parse(fit.out) as FitDocument;
    expect(document.model).toMatchObject({ id: 'corner-shop', version: 2, seed: 7 });
    expect(document.sampler.gate).toBe(true);
    expect(document.holdout.status).toBe('done');
    expect(document.holdout.naive).toHaveLength(3);
    const [kpi] = document.kpis;
    expect(kpi?.channels.map(({ id }) => id)).toEqual(['tv', 'radio']);
    expect(Object.keys(kpi?.channels[0]?.roi ?? {})).toEqual(summaryNames);
    expect(kpi?.parameters.map(({ name }) => name)).toContain('alpha[tv]');
    expect(readdirSync(join(scratch.path, 'fit')).sort()).toEqual([
      'contributions.csv',
      'curves.csv',
      'fit.csv',
      'parameters.csv',
    ]);
    expect(header('fit/contributions.csv')).toBe(`period,group,kpi,channel,${summaryNames.join(',')}`);
    expect(header('fit/fit.csv')).toBe(`period,group,kpi,actual,${summaryNames.join(',')}`);
    expect(header('fit/curves.csv')).toBe(`kpi,channel,multiple,spend,${summaryNames.join(',')}`);
  });

  it('finds a saved fit again, and fits anew when told to, to the same digits', async () => {
    const found = JSON.parse((await run('fit', 'model.yaml', '--json')).out) as FitDocument;
    expect(found.model.version).toBe(2);
    const again = JSON.parse((await run('fit', 'model.yaml', '--again', '--json')).out) as FitDocument;
    expect(again.model).toMatchObject({ version: 3, fingerprint: found.model.fingerprint });
    expect(again.kpis).toEqual(found.kpis);
    const other = JSON.parse((await run('fit', 'model.yaml', '--seed', '8', '--json')).out) as FitDocument;
    expect(other.model).toMatchObject({ version: 4, seed: 8 });
    expect(other.model.fingerprint).not.toBe(found.model.fingerprint);
  });

  it('drafts a scenario that can be planned', async () => {
    const draft = await run('draft', '--model', 'corner-shop', '--kind', 'forecast');
    expect(draft.status, draft.err).toBe(0);
    write('drafted-scenario.yaml', draft.out);
    const planned = await run('plan', 'drafted-scenario.yaml');
    expect(planned.status, planned.err).toBe(0);
  });

  it('plans, and writes every form asked for', async () => {
    const lines = 'lines: [{channel: tv, amount: 50000}, {channel: radio, amount: 15000, lock: true}]';
    write('best.yaml', scenarioYaml({ id: 'best', kind: 'maximise', total: 65000, lines, more: 'boldness: bold' }));
    const forms = [
      '--html',
      'out/best.html',
      '--csv',
      'out/best',
      '--xlsx',
      'out/best.xlsx',
      '--yaml',
      'out/best.yaml',
    ];
    const planned = await run('plan', 'best.yaml', '--json', ...forms);
    expect(planned.status, planned.err).toBe(0);
    const document = JSON.parse(planned.out) as PlanDocument;
    expect(document.plan.id).toBe('best@1');
    expect(document.plan.created).toMatch(/Z$/);
    const { kpis, spend } = document.totals;
    const { window, baseline, carryIn, incremental } = kpis.sales!;
    expect(window.mean).toBeCloseTo(baseline.mean + carryIn.mean + incremental.mean, 4);
    const sum = (rows: readonly { readonly spend: number }[]): number =>
      rows.reduce((total, row) => total + row.spend, 0);
    expect(sum(document.channels)).toBeCloseTo(spend, 2);
    expect(sum(document.lines)).toBeCloseTo(spend, 2);
    expect(document.channels.find(({ id }) => id === 'radio')?.spend).toBe(15000);
    expect(document.optimum?.bound).toBeGreaterThanOrEqual(document.optimum?.objective ?? Infinity);
    expect(readdirSync(join(scratch.path, 'out/best')).sort()).toEqual(
      ['assumptions', 'channels', 'curves', 'draws', 'explained', 'flowchart', 'kpis', 'limits', 'lines'].map(
        (name) => `${name}.csv`,
      ),
    );
    expect(read('out/best.html')).toMatch(/^<!doctype html>/i);
    expect(read('out/best.xlsx').startsWith('PK')).toBe(true);
    expect(read('out/best.yaml')).toContain('version: 4');
  });

  it('gives the same figures from the normalised file, digit for digit', async () => {
    const first = JSON.parse((await run('plan', 'best.yaml', '--json')).out) as PlanDocument;
    expect(first.plan.id).toBe('best@1.2');
    const again = JSON.parse((await run('plan', 'out/best.yaml', '--json')).out) as PlanDocument;
    expect(again.scenario).toMatchObject({ id: 'best', version: 2 });
    expect(again.totals).toEqual(first.totals);
    expect(again.lines).toEqual(first.lines);
  });

  it('compares saved plans and files, draw by draw', async () => {
    const lines = 'lines: [{channel: tv, amount: 30000}, {channel: radio, amount: 35000}]';
    write('other.yaml', scenarioYaml({ id: 'other', kind: 'forecast', total: 65000, lines, more: 'reference: best' }));
    const compared = await run(
      'compare',
      'best@1',
      'other.yaml',
      '--baseline',
      'best@1',
      '--json',
      '--html',
      'side.html',
    );
    expect(compared.status, compared.err).toBe(0);
    const document = JSON.parse(compared.out) as {
      readonly baseline: string;
      readonly inputs: readonly { readonly path: string }[];
      readonly kpis: readonly {
        readonly id: string;
        readonly delta: Readonly<Record<string, Summary>>;
        readonly wholeDelta: Readonly<Record<string, Summary>>;
        readonly values: Readonly<Record<string, Summary>>;
      }[];
    };
    expect(document.baseline).toBe('best@1');
    const [sales] = document.kpis;
    const { values, delta, wholeDelta } = sales!;
    // The difference is that of the figures shown; with the run-out it stands apart.
    expect(delta['other@1']?.mean).toBeCloseTo(values['other@1']!.mean - values['best@1']!.mean, 4);
    const wholeOf = async (id: string): Promise<number> => {
      await run('export', id, '--to', 'one.json');
      const { window, runOut } = (JSON.parse(read('one.json')) as PlanDocument).totals.kpis.sales!;
      return window.mean + runOut.mean;
    };
    expect(wholeDelta['other@1']?.mean).toBeCloseTo((await wholeOf('other@1')) - (await wholeOf('best@1')), 4);
    expect(delta['other@1']!.sd).toBeLessThan(values['other@1']!.sd);
    expect(document.inputs.length).toBeGreaterThan(0);
    expect(read('side.html')).toMatch(/^<!doctype html>/i);
    const list = (await run('list')).out;
    expect(list).toContain('other@1');
  });

  it('exports what is saved, in the form of the extension', async () => {
    for (const name of ['plan.html', 'plan.json', 'plan.csv', 'plan.xlsx', 'plan.yaml']) {
      const ran = await run('export', 'best@1', '--to', name);
      expect(ran.status, ran.err).toBe(0);
      expect(existsSync(join(scratch.path, name))).toBe(true);
    }
    expect(header('plan.csv')).toMatch(/^channel,campaign,region,audience,period,spend,units,mean,/);
    expect((await run('export', 'model:corner-shop@2', '--to', 'model.json')).status).toBe(0);
    expect((JSON.parse(read('model.json')) as FitDocument).model.version).toBe(2);
    const wrong = await run('export', 'best@1', '--to', 'plan.docx');
    expect(wrong.status).toBe(2);
    expect(existsSync(join(scratch.path, 'plan.docx'))).toBe(false);
  });

  it('takes up the holdout of a fit whose process was ended', async () => {
    await endedOnceSaved(scratch.path, ['fit', 'model.yaml', '--seed', '21']);
    const { models } = JSON.parse((await run('list', '--json')).out) as {
      readonly models: readonly { readonly version: number; readonly seed: number; readonly holdout: string }[];
    };
    const left = models.find(({ seed }) => seed === 21);
    expect(left?.holdout).toBe('computing');
    const document = JSON.parse((await run('fit', 'model.yaml', '--seed', '21', '--json')).out) as FitDocument;
    expect(document.model.version).toBe(left?.version);
    expect(document.holdout.status).toBe('done');
  });

  it('marks plans on an older model stale', async () => {
    await run('fit', 'model.yaml', '--seed', '9');
    expect((await run('list')).out).toMatch(/best@1 .*STALE/);
  });

  it('ends with 3 where no plan satisfies the file, and names the rules', async () => {
    const lines = 'lines: [{channel: tv, amount: 50000, max: 52000}, {channel: radio, amount: 15000, lock: true}]';
    write('clash.yaml', scenarioYaml({ id: 'clash', kind: 'maximise', total: 100000, lines }));
    const planned = await run('plan', 'clash.yaml', '--html', 'clash.html');
    expect(planned.status, planned.err).toBe(3);
    expect(planned.err).toContain('clash.yaml:');
    expect(existsSync(join(scratch.path, 'clash.html'))).toBe(false);
    expect((await run('list')).out).not.toContain('clash');
  });
});

describe('invalid input', () => {
  it('has every fault named with line and column, and saves nothing', async () => {
    write(
      'faulty.yaml',
      [
        'schema: mixplan/scenario@1',
        'id: faulty',
        'model: {id: corner-shop}',
        'window: {start: 2025-05-12, end: 2025-02-16}',
        'objective: {kind: forecast, kpi: sales}',
        'budgett: {total: 1}',
        'budget: {total: 65000, contingency_pct: 0}',
        'lines: [{channel: tvv, amount: 50000}, {channel: radio, amount: 1}]',
        '',
      ].join('\n'),
    );
    const before = (await run('list', '--json')).out;
    const { status, err } = await run('plan', 'faulty.yaml');
    expect(status).toBe(2);
    // title is missing, end before start, misspelt key, unknown channel, lines that do not add up
    for (const place of [/faulty\.yaml:4:\d+: error/, /faulty\.yaml:6:1: error/, /faulty\.yaml:8:\d+: error/]) {
      expect(err).toMatch(place);
    }
    expect(err).toContain('title');
    expect(err.match(/: error: /g)?.length).toBeGreaterThanOrEqual(5);
    expect((await run('list', '--json')).out).toBe(before);
  });

  it('has the faults of model file and data together, and leaves no half-written files', async () => {
    write('bad-data.csv', read('data.csv').replace(/^(2023-01-23,)[^,]*/m, '$1many'));
    write('bad.yaml', read('model.yaml').replace('data.csv', 'bad-data.csv'));
    const { status, err } = await run('fit', 'bad.yaml', '--csv', 'nowhere');
    expect(status).toBe(2);
    expect(err).toMatch(/bad-data\.csv:5:2: error/);
    expect(existsSync(join(scratch.path, 'nowhere'))).toBe(false);
  });
});
