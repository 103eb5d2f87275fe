import { describe, expect, it } from 'vitest';
import { parameterDetail, parameterFigures } from '../../src/mixmodel/index.js';
import { columnName, columnPrior } from '../../src/mixmodel/column-prior.js';
import { parameterView } from '../../src/report/index.js';
import { renderSavedPage } from '../../src/report/templates.js';
import { identity, makeFittedModel } from './fixtures/fitted-model.js';
import { expectFiguresComplete, expectSelfContained, expectUniqueIds, visibleText } from './page-checks.js';

const fitted = makeFittedModel();
const kpi = fitted.kpis[0]!;

const pageOf = (asked: string, language: 'en' | 'zh-CN' = 'en'): string => {
  const view = parameterView(makeFittedModel(language), identity, asked, language);
  return renderSavedPage('model-chains', view, { language, title: view.heading, kind: 'model-chains' });
};

describe('the page of the chains', () => {
  it.each(['en', 'zh-CN'] as const)('is one light, accessible page in %s', (language) => {
    const html = pageOf('', language);
    expectSelfContained(html);
    expectUniqueIds(html);
    expectFiguresComplete(html);
  });

  it('shows the parameter that is asked for, and the worst converged one else', () => {
    const chosen = (asked: string) => parameterView(fitted, identity, asked, 'en').choices.filter((one) => one.chosen);
    expect(chosen('sales/alpha[tv]').map(({ value }) => value)).toEqual(['sales/alpha[tv]']);
    expect(chosen('sales/<script>').map(({ value }) => value)).toEqual(['sales/sigma']);
    expect(visibleText(pageOf('sales/alpha[tv]'))).toContain('TV: carry-over α: where the 4 chains went');
  });

  it('lists every column once, worst first', () => {
    const [table] = parameterView(fitted, identity, '', 'en').tables;
    expect(table!.rows.map((row) => row.cells[0]!.raw).sort()).toEqual([...kpi.columns].sort());
    const rhats = table!.rows.map((row) => (row.cells[6]!.raw as number | null) ?? -1);
    expect(rhats).toEqual([...rhats].sort((a, b) => b - a));
  });

  it('says that all is fixed where it is', () => {
    const still = { ...fitted, kpis: [{ ...kpi, draws: kpi.draws.map(() => 2) }] };
    const view = parameterView(still, identity, '', 'en');
    expect(view.figures).toEqual([]);
    expect(view.convergence).toContain('fixed');
  });
});

describe('parameters before and after the data', () => {
  it('take a column apart', () => {
    expect(columnName('alpha[tv]')).toEqual({ name: 'alpha', subject: 'tv', group: null });
    expect(columnName('coefficient[tv@north|young]')).toEqual({
      name: 'coefficient',
      subject: 'tv',
      group: 'north|young',
    });
    expect(columnName('sigma')).toEqual({ name: 'sigma', subject: null, group: null });
  });

  it('know the prior on its own scale only', () => {
    const beta = { family: 'beta', a: 1, b: 3, shift: 0 };
    expect(columnPrior(fitted, 'sales', 'alpha[tv]')).toEqual(beta);
    expect(columnPrior(fitted, 'sales', 'half[tv]')).toEqual(beta);
    expect(columnPrior(fitted, 'sales', 'roi[tv]')).toMatchObject({ family: 'lognormal' });
    expect(columnPrior(fitted, 'sales', 'coefficient[tv]')).toBeNull();
    expect(columnPrior(fitted, 'sales', 'sigma')).toEqual(beta);
    expect(columnPrior(fitted, 'sales', 'control[competitor]')).toEqual(beta);
    expect(columnPrior(fitted, 'sales', 'unheard[of]')).toBeNull();
  });

  it('summarise a Beta(1, 3) as it is: mean ¼, standard deviation √(3/80)', () => {
    const alpha = parameterFigures(fitted, 'sales').find(({ column }) => column === 'alpha[tv]')!;
    expect(alpha.prior!.mean).toBeCloseTo(0.25, 3);
    expect(alpha.prior!.sd).toBeCloseTo(Math.sqrt(3 / 80), 3);
    expect(alpha.prior!.p50).toBeCloseTo(1 - Math.cbrt(0.5), 3);
  });

  it('have a density of area one, nearly all of it shown', () => {
    const { density, traces, every } = parameterDetail(fitted, 'sales', 'alpha[tv]')!;
    const width = (density.to - density.from) / density.posterior.length;
    const area = density.posterior.reduce((sum, value) => sum + value * width, 0);
    expect(area).toBeGreaterThan(0.98);
    expect(area).toBeLessThanOrEqual(1 + 1e-9);
    expect(traces).toHaveLength(4);
    expect(every).toBe(1);
    expect(parameterDetail(fitted, 'sales', 'unheard[of]')).toBeNull();
  });
});
