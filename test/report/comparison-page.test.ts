import { describe, expect, it } from 'vitest';
import { runOutMatters } from '../../src/report/run-out.js';
import { compareHtml, comparisonView, renderPage } from '../../src/report/index.js';
import { makeComparison } from './fixtures/comparison.js';
import { expectFiguresComplete, expectSelfContained, expectUniqueIds, visibleText } from './page-checks.js';

const comparison = makeComparison();

describe('comparison', () => {
  const html = compareHtml(comparison);

  it('is one self-contained, accessible file', () => {
    expectSelfContained(html);
    expectUniqueIds(html);
    expectFiguresComplete(html);
  });

  it('answers in a line per plan, on the first KPI', () => {
    const { answers } = comparisonView(comparison);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toMatch(/^B beats A on Sales in the window by £[\d.]+m \(8 in 10: /);
    expect(answers[1]).toMatch(/^C (beats|falls behind) A on Sales/);
  });

  it('says the difference with the run-out where that is other news, and in the table for every plan', () => {
    const kpi = comparison.kpis[0]!;
    const matters = Object.keys(kpi.delta).map((id) => runOutMatters(kpi.delta[id]!.mean, kpi.wholeDelta[id]!.mean));
    const { answers, kpis } = comparisonView(comparison);
    expect(answers.map((answer) => answer.includes('With the run-out'))).toEqual(matters);
    const at = (key: string): number => kpis.columns.findIndex((column) => column.key === key);
    const raws = kpis.rows.map(({ cells }) => [
      cells[at('value')]!.raw,
      cells[at('delta')]!.raw,
      cells[at('whole_delta')]!.raw,
    ]);
    const base = Number(raws[0]![0]);
    for (const [value, delta] of raws.slice(1)) expect(Number(delta)).toBeCloseTo(Number(value) - base, 2);
    expect(raws.slice(1).map((row) => row[2])).toEqual(Object.values(kpi.wholeDelta).map(({ mean }) => mean));
  });

  it('sets no money of one currency against that of another', () => {
    const { comparable, plans } = comparison;
    const mixed = comparable.map((row) =>
      row.what === 'currency' ? { ...row, same: false, values: { ...row.values, [plans[1]!.id]: 'CNY' } } : row,
    );
    const view = comparisonView({ ...comparison, comparable: mixed }, { currency: 'GBP' });
    expect(view.answers[0]).toBe(
      'B and A are planned in different currencies: their money cannot be set against each other.',
    );
    expect(view.answers[1]).toMatch(/^C (beats|falls behind) A/);
    expect(view.plans.map(({ spend }) => spend).join()).not.toContain('£');
  });

  it('tells what was assumed differently in words', () => {
    const { comparable } = comparisonView(makeComparison('en', false));
    const row = comparable.rows.at(-1)!;
    expect(row.cells[0]!.text).toBe('Media price inflation: TV');
    expect(row.cells.slice(2).map(({ text, note }) => [text, note])).toEqual([
      ['not assumed', undefined],
      ['4%', '2% – 7%'],
      ['4%', '2% – 7%'],
    ]);
    const fingerprint = comparable.rows.find(({ cells }) => cells[0]!.raw === 'fingerprint')!;
    expect(fingerprint.cells[2]!.text).toHaveLength(12);
  });

  it('lets any plan be the baseline, by address, on the server only', () => {
    const page = renderPage('compare', comparisonView(comparison, { linked: true }), {
      language: 'en',
      title: 'x',
      kind: 'compare',
    });
    expect(page).toContain(
      'href="/compare?plans&#x3D;q4-reference%401,q4-growth%401,q4-tv-heavy%402&amp;baseline&#x3D;q4-growth%401"',
    );
    expect(html).not.toContain('/compare?');
  });

  it('takes letters from the order of the plans, whichever is the baseline', () => {
    const other = {
      ...comparison,
      baseline: 'q4-growth@1',
      kpis: comparison.kpis.map((kpi) => ({ ...kpi, delta: { 'q4-reference@1': kpi.delta['q4-growth@1']! } })),
    };
    const view = comparisonView(other);
    expect(view.plans.map(({ letter, isBaseline }) => [letter, isBaseline])).toEqual([
      ['A', false],
      ['B', true],
      ['C', false],
    ]);
  });

  it('names what is not the same, and has no common flowchart then', () => {
    const apart = makeComparison('en', false);
    const text = visibleText(compareHtml(apart));
    expect(text).toContain('Not everything is the same: Window');
    expect(text).toContain('different windows');
  });

  it('allocates what each plan spends: rows add up, differences too', () => {
    const rows = comparisonView(comparison).allocation!.table.rows;
    const column = (index: number) => rows.map((row) => row.cells[index]!.raw as number);
    for (const index of [1, 2, 3, 4, 5]) {
      const values = column(index);
      const total = values.pop()!;
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 4);
    }
  });
});
