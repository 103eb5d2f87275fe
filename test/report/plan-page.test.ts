import { describe, expect, it } from 'vitest';
import { holidayEvents } from '../../src/data/holiday-events.js';
import { hasMessage } from '../../src/language/index.js';
import type { Plan } from '../../src/planning/plan.js';
import { planHtml, planView, renderPage } from '../../src/report/index.js';
import { makePlan } from './fixtures/plan.js';
import { expectFiguresComplete, expectSelfContained, expectUniqueIds, figuresOf, visibleText } from './page-checks.js';

const plan = makePlan({ target: 198e6, unspentShare: 0.04 });
const html = planHtml(plan);

const raw = (rows: readonly { cells: readonly { raw: unknown }[] }[], column: number): number[] =>
  rows.map((row) => row.cells[column]!.raw).filter((value): value is number => typeof value === 'number');
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('plan report as one file', () => {
  it('asks for nothing outside, allows nothing but its own style, and is under 2 MB', () => {
    expectSelfContained(html);
  });
  it('has unique ids, and every label refers to one', () => {
    expectUniqueIds(html);
  });
  it('gives every chart a finding, a summary, a table and a CSV', () => {
    expectFiguresComplete(html);
  });
  it('holds every section of its contents, in order', () => {
    const places = planView(plan).contents.map(({ id }) => html.indexOf(`<section id="${id}"`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });
  it('gives the same bytes for the same plan', () => {
    expect(planHtml(makePlan({ target: 198e6, unspentShare: 0.04 }))).toBe(html);
  });

  it('shows hostile text as text', () => {
    const hostile = makePlan({ title: '<script>alert(1)</script>', note: '"><img src=x onerror=alert(1)>' });
    const labelled: Plan = {
      ...hostile,
      channels: hostile.channels.map((channel) => ({ ...channel, label: '</title><script>x</script>' })),
    };
    for (const page of [
      planHtml(labelled),
      renderPage('plan', planView(labelled), { language: 'en', title: '</title><script>', kind: 'plan' }),
    ]) {
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page).not.toMatch(/<script>(alert|x)/);
      expect(page).not.toContain('<img');
    }
  });
});

describe('plan report on the server', () => {
  const page = renderPage('plan', planView(plan), { language: 'en', title: 'Plan', kind: 'plan' });

  it('carries the plain data of each chart, with no way out of its element', () => {
    const data = [...page.matchAll(/<script type="application\/json" class="chart-data">([\s\S]*?)<\/script>/g)].map(
      ([, text]) => text!,
    );
    expect(data.length).toBeGreaterThanOrEqual(figuresOf(page).length);
    for (const text of data) {
      expect(text).not.toContain('<');
      expect(JSON.parse(text)).toHaveProperty('kind');
    }
  });
  it('links the files of the plan', () => {
    expect(page).toContain('href="/plans/q4-growth%401.xlsx"');
  });
  it('has no inline style sheet or policy of its own', () => {
    expect(page).not.toMatch(/<style>|http-equiv/);
  });
});

describe('figures tie out', () => {
  const view = planView(plan);

  it('in what to change: rows add up to the total row', () => {
    const rows = view.changes.table.rows;
    for (const column of [1, 2, 3]) {
      expect(sum(raw(rows.slice(0, -1), column))).toBeCloseTo(raw(rows.slice(-1), column)[0]!, 4);
    }
    expect(raw(rows.slice(-1), 2)[0]).toBe(plan.totals.spend);
  });

  it('in the flowchart: lines, columns and the total agree', () => {
    const lines = view.flowchart.csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    const totals = lines.map((cells) => Number(cells[5]));
    const money = lines.map((cells) => cells.slice(6).map(Number));
    lines.forEach((_, index) => {
      expect(sum(money[index]!)).toBeCloseTo(totals[index]!, 4);
    });
    expect(sum(totals)).toBeCloseTo(plan.totals.spend, 4);
    expect(view.flowchart.rows.at(-1)!.total.replaceAll(',', '')).toBe(String(Math.round(plan.totals.spend / 1000)));
  });

  it('in the appendix: money down from the budget, KPI up from the baseline', () => {
    const money = Object.fromEntries(
      view.appendix.money.rows.map((row) => [row.cells[0]!.text, row.cells[1]!.raw as number]),
    );
    expect(money['Working money']! - money['Spent in this plan']!).toBeCloseTo(money['Left unspent']!, 4);
    const identity = view.appendix.identity.rows.map((row) => row.cells[1]!.raw as number);
    // Means of draws: noise has its own, small, mean in a finite sample.
    const parts = identity[0]! + identity[1]! + identity[2]!;
    expect(Math.abs(identity[3]! - parts)).toBeLessThan(0.002 * parts);
  });
});

describe('what speaks against a plan', () => {
  it('stands in the verdict at every depth', () => {
    const exec: Plan = {
      ...plan,
      scenario: { ...plan.scenario, depth: 'exec' },
      model: { ...plan.model, converged: false },
    };
    const page = planHtml(exec, { marks: { stale: true } });
    const verdict = visibleText(
      page.slice(page.indexOf('<section id="verdict"'), page.indexOf('<section id="changes"')),
    );
    for (const said of [
      'did not reach its convergence gate',
      'newer version of the model',
      'left unspent',
      'Beyond what the data have seen: Online video',
      'does not pay for itself',
    ]) {
      expect(verdict).toContain(said);
    }
    expect(page).toContain('STALE');
    expect(page).not.toContain('<details class="section" open');
  });

  it('says that the holdout is being computed', () => {
    expect(visibleText(planHtml(makePlan({ holdout: 'computing' })))).toContain('still being computed');
  });

  it('prices no rule where none was asked for, and says why', () => {
    const text = visibleText(planHtml(makePlan({ kind: 'forecast' })));
    expect(text).toContain('Run the same file with kind “maximise”');
    expect(text).toContain('Forecast of a given plan');
  });
});

describe('forms of a plan', () => {
  it('a reference moves nothing', () => {
    const view = planView(makePlan({ kind: 'reference', target: null }));
    expect(view.changes.figure.title).toMatch(/^Nothing moves/);
    expect(view.verdict.target).toBe('');
    expect(view.verdict.tiles).toHaveLength(4);
  });

  it('without responses or series, leaves those sections out', () => {
    const bare: Plan = { ...plan, responses: [], series: {} };
    const ids = planView(bare).contents.map(({ id }) => id);
    expect(ids).not.toContain('response');
    expect(ids).not.toContain('forecast');
    expect(planHtml(bare)).not.toContain('id="forecast"');
  });

  it('opens in its own language, or the one asked for', () => {
    expect(planView(makePlan({ language: 'zh-CN' })).language).toBe('zh-CN');
    expect(planView(makePlan({ language: 'zh-CN' }), { language: 'en' }).language).toBe('en');
  });
});

describe('what is recommended for the next money', () => {
  const marked = (fixed: readonly string[]): Plan => ({
    ...plan,
    channels: plan.channels.map((channel) =>
      fixed.includes(channel.id) ? { ...channel, why: { ...channel.why, code: 'excluded' } } : channel,
    ),
  });

  it('is a channel that may move, though another would return more', () => {
    const best = [...plan.channels].sort((a, b) => b.marginalRoi.mean - a.marginalRoi.mean)[0]!;
    const { response, nextMoney } = planView(marked([best.id]));
    expect(response!.title).toContain('of the channels that may take more');
    expect(response!.title).not.toContain(best.label);
    expect(nextMoney!.title).not.toContain(best.label);
  });

  it('is none where none may move', () => {
    const { response, nextMoney } = planView(marked(plan.channels.map(({ id }) => id)));
    expect(response!.title).toBe('No channel may take more money within the limits of this plan');
    expect(nextMoney!.title).toBe('No channel may move within the limits of this plan');
  });
});

describe('the difference to the reference', () => {
  const totals = plan.totals.kpis['sales']!;

  it('is that of the figures shown; with the run-out it is told apart, and why', () => {
    const { verdict, scorecard } = planView(plan);
    expect(verdict.sentence).not.toContain('run-out');
    expect(verdict.runOut).toMatch(/^What was maximised is Sales with the run-out/);
    const at = (key: string): number => scorecard.columns.findIndex((column) => column.key === key);
    const cells = scorecard.rows[0]!.cells;
    expect(cells[at('delta')]!.raw).toBeCloseTo(totals.window.mean - totals.reference.mean, 2);
    expect(cells[at('whole_delta')]!.raw).toBe(totals.wholeDelta.mean);
  });

  it('is said once where the run-out is no news and was not maximised', () => {
    const level: Plan = {
      ...plan,
      scenario: { ...plan.scenario, kind: 'forecast', maximised: null },
      totals: { ...plan.totals, kpis: { ...plan.totals.kpis, sales: { ...totals, wholeDelta: totals.delta } } },
    };
    expect(planView(level).verdict.runOut).toBe('');
    expect(planView(level).verdict.tiles[1]!.against).not.toContain('run-out');
  });

  it('warns of a plan that is ahead only with the run-out, or only without', () => {
    const withChances = (probabilityBetter: number, wholeProbabilityBetter: number): readonly string[] => {
      const sales = { ...totals, probabilityBetter, wholeProbabilityBetter };
      return planView({ ...plan, totals: { ...plan.totals, kpis: { ...plan.totals.kpis, sales } } }).verdict.warnings;
    };
    expect(withChances(0.2, 0.8)).toContainEqual(expect.stringContaining('ahead only with the run-out'));
    expect(withChances(0.8, 0.2)).toContainEqual(expect.stringContaining('Ahead in the window'));
    expect(withChances(0.8, 0.8).join()).not.toContain('worse than the reference');
  });
});

it('names the events of every calendar in the language of the report', () => {
  const ids = [...new Set(Object.values(holidayEvents).flatMap((events) => events.map(({ id }) => id)))];
  for (const id of ids) expect(hasMessage(`report.event.${id}`), id).toBe(true);
});
