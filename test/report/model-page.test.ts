import { describe, expect, it } from 'vitest';
import type { FittedModel } from '../../src/mixmodel/fitted-model.js';
import { modelHtml, modelView } from '../../src/report/index.js';
import { identity, makeFittedModel } from './fixtures/fitted-model.js';
import { makeAdditions } from './fixtures/additions.js';
import { expectFiguresComplete, expectSelfContained, expectUniqueIds, visibleText } from './page-checks.js';

const fitted = makeFittedModel();
const holdout = fitted.assessment.holdout;

describe('model page', () => {
  const html = modelHtml(fitted, identity);

  it('is one self-contained, accessible file', () => {
    expectSelfContained(html);
    expectUniqueIds(html);
    expectFiguresComplete(html);
  });

  it('shows fit, contributions, ROI beside its prior, curves, decay, holdout beside naive forecasts and diagnostics', () => {
    const text = visibleText(html);
    for (const said of [
      'Actual against the model',
      'What each channel added',
      'Before the data',
      'Where each channel saturates',
      'Adstock weights',
      'given actual media and controls',
      'least squares on raw spend',
      'Convergence, worst first',
      'E-BFMI',
      'Autocorrelation of the residuals',
      'Posterior predictive check',
      'Before and after the data',
      'Which channels go together',
      'Half-life',
      'refit by refit',
      'found nothing worth a word',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('adds the channels up to all paid media', () => {
    const rows = modelView(fitted, identity).kpis[0]!.contributions!.table.rows;
    const channels = rows.slice(0, fitted.spec.channels.length).map((row) => row.cells[2]!.raw as number);
    expect(channels.reduce((sum, value) => sum + value, 0)).toBeCloseTo(rows.at(-1)!.cells[2]!.raw as number, 2);
  });

  it('says where the priors are what a prior on the media total does to them', () => {
    expect(visibleText(html)).not.toContain('extra factor');
    const mediaTotal = { family: 'beta', a: 4, b: 6, shift: 0 } as const;
    const text = visibleText(modelHtml({ ...fitted, spec: { ...fitted.spec, mediaTotal } }, identity));
    // Beta(4, 6): median 39.3 %, tenths 21.0 % and 59.9 %.
    expect(text).toMatch(/all paid media explain, 39\S*% \(21\S*–\S*60\S*%\)/);
    expect(text).toContain('extra factor, not normalised');
  });

  it('says when the gate was missed, and why', () => {
    const missed: FittedModel = {
      ...fitted,
      sampler: { ...fitted.sampler, gate: false, maxRhat: 1.08, missed: ['rhat'] },
    };
    const text = visibleText(modelHtml(missed, identity));
    expect(text).toContain('not converged');
    expect(text).toContain('Gate missed');
  });

  it.each([
    ['computing', 'The holdout is being computed'],
    ['none', 'No holdout was asked for'],
  ] as const)('says of a holdout that is %s', (status, said) => {
    const without: FittedModel = {
      ...fitted,
      assessment: { ...fitted.assessment, holdout: { ...holdout, status, points: [], naive: [] } },
    };
    expect(visibleText(modelHtml(without, identity))).toContain(said);
  });

  it('admits a naive forecast that did better', () => {
    const worse: FittedModel = { ...fitted, assessment: { ...fitted.assessment, holdout: { ...holdout, wape: 0.2 } } };
    expect(visibleText(modelHtml(worse, identity))).toContain('more than the naive forecast');
  });

  it('opens a version of an earlier release, and says what that did not keep', () => {
    const [kpi] = fitted.assessment.kpis;
    const { checks: _checks, ...older } = kpi!;
    const channels = older.channels.map(({ halfLife: _halfLife, seen: _seen, ...channel }) => channel);
    const { findings: _findings, ...version } = fitted;
    const page = modelHtml(
      { ...version, assessment: { ...fitted.assessment, kpis: [{ ...older, channels }] } },
      identity,
    );
    expect(visibleText(page)).toContain('fitted by an earlier release');
    expectFiguresComplete(page);
  });

  it('says of what is not there yet that it is being computed, and of what there is nothing that there is nothing', () => {
    const computing: FittedModel = {
      ...fitted,
      assessment: { ...fitted.assessment, holdout: { ...holdout, status: 'computing', points: [], naive: [] } },
    };
    expect(visibleText(modelHtml(computing, identity))).toContain('Being computed; it is added to this version');
    const text = visibleText(modelHtml(fitted, identity, { additions: { calibration: null, refresh: null } }));
    expect(text).toContain('names no lift test');
    expect(text).toContain('no earlier converged version');
  });

  it.each(['en', 'zh-CN'] as const)('shows what tests did, which to make next, and what changed, in %s', (language) => {
    const model = makeFittedModel(language);
    const page = modelHtml(model, identity, { language, additions: makeAdditions(model) });
    expectSelfContained(page);
    expectUniqueIds(page);
    expectFiguresComplete(page);
    const text = visibleText(page);
    for (const said of {
      en: ['contradicts the model alone', 'dark for 4 weeks', 'Restated values', 'Restated history', 'scaling.fixed'],
      'zh-CN': ['与单独的模型矛盾', '停投 4 周', '更正的值', '历史更正', 'scaling.fixed'],
    }[language]) {
      expect(text).toContain(said);
    }
  });

  it('has moves of each ROI that add up', () => {
    const { refresh } = modelView(fitted, identity, { additions: makeAdditions(fitted) });
    for (const row of refresh!.moves!.table.rows) {
      const [before, ...rest] = row.cells.slice(1).map((one) => one.raw as number);
      const now = rest.pop()!;
      expect(before! + rest.reduce((a, b) => a + b, 0)).toBeCloseTo(now, 9);
    }
  });

  it('names every figure and table once', () => {
    const names = [...html.matchAll(/download="([^"]+)"/g)].map(([, name]) => name!);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('shows what reading the data found', () => {
    const fault = {
      code: 'no-such-code',
      severity: 'review',
      where: { file: 'data.csv', line: 4, header: 'tv_spend' },
      found: '<b>',
      params: {},
    } as const;
    const page = modelHtml({ ...fitted, findings: [fault] }, identity);
    expect(page).toContain('data.csv:4');
    expect(page).toContain('<code>&lt;b&gt;</code>');
  });
});
