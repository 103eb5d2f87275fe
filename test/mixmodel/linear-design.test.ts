import { describe, expect, it } from 'vitest';
import { dayOfYear, followingPeriods } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { dataRows, linearDesign } from '../../src/mixmodel/linear-design.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { controlSpec, modelSpec, panelOf, prior, treatmentSpec } from './example-model.js';

const periods = 60;
const random = randomStream(1, 'design');
const column = (): Float64Array => Float64Array.from({ length: periods }, () => 10 + 3 * random.normal());
const panel = panelOf(periods, { kpi: column(), controls: { price: column() }, treatments: { promo: column() } });

describe('linear design', () => {
  it('lists its terms in the order in which draws are recorded', () => {
    const spec = modelSpec({ controls: [controlSpec('price')], treatments: [treatmentSpec('promo')] });
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    expect(design.terms.map(({ name }) => name)).toEqual([
      'intercept',
      'knot[2]',
      'knot[3]',
      'knot[4]',
      'season[sin1]',
      'season[cos1]',
      'season[sin2]',
      'season[cos2]',
      'season[sin3]',
      'season[cos3]',
      'control[price]',
      'treatment[promo]',
    ]);
  });

  it('takes season from the day of the year of the label', () => {
    const spec = modelSpec();
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    const values = design.regressors(dataRows(panel), 'fitted');
    const row = 17;
    const day = dayOfYear(panel.periods[row]!.start);
    const at = (name: string) =>
      values[row * design.terms.length + design.terms.findIndex((term) => term.name === name)]!;
    expect(at('season[cos2]')).toBeCloseTo(Math.cos((4 * Math.PI * day) / 365.25), 12);
    expect(at('season[sin3]')).toBeCloseTo(Math.sin((6 * Math.PI * day) / 365.25), 12);
  });

  it('scales controls to mean 0 and sd 1, treatments to mean 0 as fitted and from their baseline as recorded', () => {
    const spec = modelSpec({ controls: [controlSpec('price')], treatments: [treatmentSpec('promo')] });
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    const width = design.terms.length;
    const values = design.regressors(dataRows(panel), 'fitted');
    const control = Array.from({ length: periods }, (_, row) => values[row * width + width - 2]!);
    const recorded = design.regressors(dataRows(panel), 'recorded');
    const treatmentOf = (form: Float64Array) =>
      Array.from({ length: periods }, (_, row) => form[row * width + width - 1]!);
    const treatment = treatmentOf(recorded);
    expect(control.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    expect(control.reduce((sum, value) => sum + value * value, 0) / periods).toBeCloseTo(1, 9);
    expect(Math.min(...treatment)).toBe(0);
    expect(treatmentOf(values).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    const coefficients = Float64Array.from({ length: width }, (_, term) => 1 + term);
    const path = (form: Float64Array, by: Float64Array) =>
      by.reduce((sum, value, term) => sum + value * form[23 * width + term]!, 0);
    const expected = path(values, coefficients);
    design.record(coefficients);
    expect(path(recorded, coefficients)).toBeCloseTo(expected, 9);
  });

  it('gives the same path from knot steps as fitted and from knot values as recorded, and holds the last knot', () => {
    const spec = modelSpec({
      baseline: {
        ...modelSpec().baseline,
        season: { kind: 'none' },
        trend: { kind: 'knots', every: 26, step: prior.normal(0, 1) },
      },
    });
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    const future = [...panel.periods, ...followingPeriods(panel.periods.at(-1)!, 'weekly', 40)];
    const rows = { periods: future, controls: {}, treatments: {}, holidays: {} };
    const coefficients = Float64Array.of(0.5, 1, -2, 4);
    const path = (form: 'fitted' | 'recorded', values: Float64Array) => {
      const regressors = design.regressors(rows, form);
      return future.map((_, row) => values.reduce((sum, value, k) => sum + value * regressors[row * 4 + k]!, 0));
    };
    const fitted = path('fitted', coefficients);
    const recorded = Float64Array.from(coefficients);
    design.record(recorded);
    expect([...recorded]).toEqual([0.5, 1, -1, 3]);
    path('recorded', recorded).forEach((value, row) => {
      expect(value).toBeCloseTo(fitted[row]!, 12);
    });
    expect(fitted[0]).toBeCloseTo(0.5, 12);
    expect(fitted[13]).toBeCloseTo(1, 12);
    expect(fitted[26]).toBeCloseTo(1.5, 12);
    expect(fitted[52]).toBeCloseTo(-0.5, 12);
    expect(fitted[78]).toBeCloseTo(3.5, 12);
    expect(fitted[99]).toBeCloseTo(3.5, 12);
  });

  it('rises by the coefficient of a linear trend from the first to the last row, and on at that pace', () => {
    const spec = modelSpec({
      baseline: {
        ...modelSpec().baseline,
        season: { kind: 'none' },
        trend: { kind: 'linear', coefficient: prior.normal(0, 1) },
      },
    });
    const design = linearDesign(spec, panel, scalesOf(spec, panel));
    const future = [...panel.periods, ...followingPeriods(panel.periods.at(-1)!, 'weekly', 59)];
    const values = design.regressors({ periods: future, controls: {}, treatments: {}, holidays: {} }, 'fitted');
    expect(values[1]).toBe(0);
    expect(values[2 * 59 + 1]).toBeCloseTo(1, 12);
    expect(values[2 * 118 + 1]).toBeCloseTo(2, 12);
  });
});

describe('scales', () => {
  it('come from the likelihood rows for the KPI and from positive values for media', () => {
    const kpi = Float64Array.of(100, 1, 3, 5);
    const media = Float64Array.of(0, 2, 0, 10);
    const masked = { ...panelOf(4, { kpi, channels: { tv: media } }), inLikelihood: Uint8Array.of(0, 1, 1, 1) };
    const scales = scalesOf(modelSpec(), masked);
    expect(scales.kpis['sales']!.center).toBeCloseTo(3, 12);
    expect(scales.kpis['sales']!.scale).toBeCloseTo(Math.sqrt(8 / 3), 12);
    expect(scales.media['tv']).toEqual([6]);
    const byMax = scalesOf(
      modelSpec({ scaling: { kpi: 'max', media: { by: 'max', over: 'all' }, fixed: null } }),
      masked,
    );
    expect(byMax.kpis['sales']).toEqual({ center: 0, scale: 5 });
    expect(byMax.media['tv']).toEqual([10]);
  });

  it('are taken as they are where the model file fixes them', () => {
    const fixed = { kpis: { sales: { center: 1, scale: 2 } }, media: {}, regressors: {} };
    const spec = modelSpec({ scaling: { kpi: 'standard', media: { by: 'median', over: 'group' }, fixed } });
    expect(scalesOf(spec, panel)).toEqual(fixed);
  });
});
