import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../src/files/index.js';
import { codes, modelText, placed, sampleSpec } from './samples.js';

function read(text: string) {
  return readModelFile(text, 'm.yaml');
}

/** The small model with one line put in place of another, or added. */
function changed(from: string, to: string): string {
  expect(modelText).toContain(from);
  return modelText.replace(from, to);
}

describe('the defaults of a model file', () => {
  it('are those of the format', () => {
    const spec = sampleSpec();
    const [tv] = spec.channels;
    expect(tv).toMatchObject({
      label: 'Television',
      adstock: { kind: 'geometric', periods: 8, alpha: { family: 'beta', a: 1, b: 3, shift: 0 }, normalised: true },
      saturation: {
        kind: 'hill',
        half: { family: 'lognormal', mu: -0.2, sigma: 0.7, shift: 0 },
        slope: { family: 'fixed', value: 1, shift: 0 },
      },
      mediaColumn: null,
      unit: null,
      demandDriven: false,
      tags: [],
    });
    expect(tv?.effect['sales']).toEqual({ on: 'roi', prior: { family: 'lognormal', mu: 0.2, sigma: 0.9, shift: 0 } });
    expect(tv?.effect['orders']?.on).toBe('contribution');
    expect(spec.data).toMatchObject({ dateMarks: 'start', historyBefore: 'zero', mask: [] });
    expect(spec.baseline).toEqual({
      intercept: { family: 'normal', mean: 0, sd: 5, shift: 0 },
      trend: { kind: 'knots', every: 26, step: { family: 'normal', mean: 0, sd: 0.5, shift: 0 } },
      season: {
        kind: 'fourier',
        pairs: 3,
        weekday: 'auto',
        coefficient: { family: 'normal', mean: 0, sd: 1, shift: 0 },
      },
      holidays: {
        country: null,
        include: 'default',
        windows: {},
        coefficient: { family: 'normal', mean: 0, sd: 1, shift: 0 },
      },
    });
    expect(spec.noise).toEqual({
      kind: 'normal',
      perGroup: false,
      sd: { family: 'halfnormal', sd: 2, shift: 0 },
      ar: { family: 'fixed', value: 0, shift: 0 },
    });
    expect(spec.scaling).toEqual({ kpi: 'standard', media: { by: 'median', over: 'group' }, fixed: null });
    expect(spec.treatments).toMatchObject([
      { baseline: 'min', coefficient: { family: 'normal', mean: 0, sd: 5 }, future: { kind: 'last_year' } },
    ]);
    expect(spec.controls).toMatchObject([{ standardise: true, future: { kind: 'last_year' } }]);
    expect(spec.holdout).toEqual({ periods: 13, origins: 3 });
    expect(spec.fit).toEqual({ chains: 4, warmup: 'auto', draws: 'auto', seed: 7 });
  });

  it('are listed where they are used, and only there', () => {
    const used = (text: string) => read(text).defaultsUsed.map(({ path }) => path);
    expect(used(modelText)).toContain('channels.0.adstock.periods');
    expect(used(modelText)).toContain('title');
    const own = changed('spend: tv_spend', 'spend: tv_spend, adstock: {periods: 4}');
    expect(used(own)).not.toContain('channels.0.adstock.periods');
    expect(used(own)).toContain('channels.0.adstock.alpha');
    expect(read(modelText).defaultsUsed).toContainEqual({ path: 'scaling.media.by', value: 'median' });
  });

  it('know Spring Festival: 21 days before, 8 days, 14 after', () => {
    const { value } = read(
      `${modelText}baseline: {holidays: {country: CN, windows: {春节: {before: 28}, "618": {after: 7}}}}\n`,
    );
    expect(value?.baseline.holidays.windows).toEqual({
      spring_festival: { before: 28, days: 8, after: 14 },
      '618': { before: 0, days: 18, after: 7 },
    });
  });
});

describe('readModelFile', () => {
  it('reads how groups share their effects, and says where there are none', () => {
    const text = `${changed('date: week', 'date: week, region: region, population: heads')}groups: {pooling: partial, effects: lognormal, baseline_group: east}
noise: {per_group: true}
`;
    const { value, faults } = read(text);
    expect(faults).toEqual([]);
    expect(value!.groups).toMatchObject({ pooling: 'partial', effects: 'lognormal', baselineGroup: 'east' });
    expect(value!.noise.perGroup).toBe(true);
    // Per head one scale fits all groups.
    expect(value!.scaling.media.over).toBe('all');
    const national = read(`${modelText}groups: {pooling: none}\nnoise: {per_group: true}\n`);
    expect(national.faults.map(({ code }) => code)).toEqual(['groups-without-column', 'groups-without-column']);
    const signs = read(text.replace('spend: tv_spend', 'spend: tv_spend, effect: {coefficient: {normal: [0, 1]}}'));
    expect(signs.faults.map(({ code }) => code)).toEqual(['lognormal-effect-sign']);
    const level = read(text.replace('baseline_group: east', 'intercept: {laplace: [0, 1]}'));
    expect(level.faults.map(({ code }) => code)).toEqual(['group-intercept-normal']);
  });

  it('reads every family of priors, fixed numbers and shifts', () => {
    const priors: [string, object][] = [
      ['{normal: [1, 2]}', { family: 'normal', mean: 1, sd: 2, shift: 0 }],
      ['{laplace: [0, 1]}', { family: 'laplace', location: 0, scale: 1, shift: 0 }],
      ['{halfnormal: 2}', { family: 'halfnormal', sd: 2, shift: 0 }],
      ['{lognormal: [0.2, 0.9], shift: 0.1}', { family: 'lognormal', mu: 0.2, sigma: 0.9, shift: 0.1 }],
      ['{beta: [1, 3]}', { family: 'beta', a: 1, b: 3, shift: 0 }],
      ['{gamma: [3, 1]}', { family: 'gamma', shape: 3, rate: 1, shift: 0 }],
      ['{uniform: [0, 1]}', { family: 'uniform', low: 0, high: 1, shift: 0 }],
      [
        '{truncated_normal: [0.8, 0.8, 0.1, 10]}',
        { family: 'truncated_normal', mean: 0.8, sd: 0.8, low: 0.1, high: 10, shift: 0 },
      ],
      ['{student_t: [3, 0, 1]}', { family: 'student_t', df: 3, location: 0, scale: 1, shift: 0 }],
      ['1.5', { family: 'fixed', value: 1.5, shift: 0 }],
    ];
    for (const [text, prior] of priors) {
      const { value, faults } = read(changed('column: competitor}', `column: competitor, coefficient: ${text}}`));
      expect(faults).toEqual([]);
      expect(value?.controls[0]?.coefficient).toEqual(prior);
    }
  });

  it('reads an effect for all KPIs or for each', () => {
    const { value, faults } = read(
      changed('spend: tv_spend', 'spend: tv_spend, effect: {sales: {roi: 1}, orders: {coefficient: {halfnormal: 2}}}'),
    );
    expect(faults).toEqual([]);
    expect(value?.channels[0]?.effect).toEqual({
      sales: { on: 'roi', prior: { family: 'fixed', value: 1, shift: 0 } },
      orders: { on: 'coefficient', prior: { family: 'halfnormal', sd: 2, shift: 0 } },
    });
  });

  it('reads the future of a series as a rule or as a column', () => {
    const { value } = read(changed('column: competitor}', 'column: competitor, future: competitor_plan}'));
    expect(value?.controls[0]?.future).toEqual({ kind: 'column', column: 'competitor_plan' });
  });

  it('reads experiments with their defaults', () => {
    const { value, faults } = read(
      `${modelText}experiments: [{channel: tv, start: 2025-03-03, end: 2025-03-30, counterfactual: {spend: 0}, effect: 1250, sd: 310}]\n`,
    );
    expect(faults).toEqual([]);
    expect(value?.experiments).toEqual([
      {
        channel: 'tv',
        region: null,
        audience: null,
        kpi: 'sales',
        start: '2025-03-03',
        end: '2025-03-30',
        counterfactual: { spend: 0 },
        effect: 1250,
        sd: 310,
        effectThrough: 'end',
        inData: true,
        sdFromElsewhere: false,
        shareOfMarket: 1,
        source: '',
      },
    ]);
  });

  it('names every fault at once, each at its place, and gives no value', () => {
    const text = [
      'schema: mixplan/model@1',
      'id: Bad Id',
      'data: {file: sales.csv, date: week, regon: geo}',
      'currency: eur',
      'kpis: [{id: sales, column: sales, kind: revenu}]',
      'channels:',
      '  - {id: tv, spend: tv, adstock: {alpha: {bta: [1, 3]}}}',
      '  - {id: tv, effect: {roi: {uniform: [2, 1]}}}',
      'controls:',
    ].join('\n');
    const { value, faults } = read(text);
    expect(value).toBeNull();
    expect(placed(faults)).toEqual([
      'bad-file-id 2:5',
      'unknown-key 3:37',
      'bad-currency 4:11',
      'unknown-value 5:41',
      'unknown-prior 7:43',
      'missing-key 8:5',
      'duplicate-id 8:10',
      'prior-limits 8:28',
      'empty-value 9:10',
    ]);
    expect(faults[1]?.params).toMatchObject({ key: 'regon', nearest: 'region' });
    expect(faults[3]?.params).toMatchObject({ nearest: 'revenue' });
    expect(faults[4]?.params).toMatchObject({ nearest: 'beta' });
  });

  it('reads noise and baselines that move, with their defaults', () => {
    const of = (text: string) => {
      const { value, faults } = read(`${modelText}${text}\n`);
      expect(faults).toEqual([]);
      return value!;
    };
    expect(of('noise: {kind: student_t, ar: {beta: [2, 2]}}').noise).toMatchObject({
      kind: 'student_t',
      ar: { family: 'beta', a: 2, b: 2 },
      df: { family: 'gamma', shape: 2, rate: 0.1, shift: 2.5 },
    });
    expect(of('baseline: {trend: {kind: drift}}').baseline.trend).toMatchObject({
      kind: 'drift',
      stepSd: { family: 'halfnormal', sd: 0.1 },
    });
    expect(of('baseline: {trend: {at: auto}}').baseline.trend).toMatchObject({ kind: 'knots', at: 'auto' });
    const onValues = of('baseline: {trend: {every: 13, value: {normal: [0, 5]}}}').baseline;
    expect(onValues.trend).toMatchObject({ every: 13, value: { family: 'normal', mean: 0, sd: 5 } });
    expect(onValues.intercept).toMatchObject({ family: 'fixed', value: 0 });
    expect(of('baseline: {season: {kind: none, weekday: none}}').baseline.season).toEqual({
      kind: 'none',
      weekday: 'none',
    });
  });

  it.each([
    ['noise: {ar: 1}', 'prior-not-correlation'],
    ['noise: {ar: {normal: [0, 1]}}', 'prior-not-correlation'],
    ['noise: {kind: student_t, df: 1.5}', 'prior-not-above-two'],
    ['noise: {kind: student_t, df: {gamma: [2, 0.1]}}', 'prior-not-above-two'],
    ['noise: {df: 5}', 'key-of-other-kind'],
    ['baseline: {trend: {kind: drift, step: 1}}', 'key-of-other-kind'],
    ['baseline: {trend: {kind: drift, step_sd: {normal: [0, 1]}}}', 'prior-not-positive'],
    ['baseline: {trend: {step: {normal: [0, 1]}, value: {normal: [0, 5]}}}', 'knots-step-and-value'],
    ['baseline: {trend: {at: often}}', 'bad-knots'],
    ['baseline: {trend: {kind: drift}}\nnoise: {kind: student_t}', 'student-t-with-drift'],
    ['media_total: 0.4', 'media-total-fixed'],
    ['media_total: {uniform: [0.6, 0.2]}', 'prior-limits'],
    ['media_total: often', 'bad-prior'],
  ])('refuses %s', (text, code) => {
    expect(read(`${modelText}${text}\n`).faults.map((one) => one.code)).toEqual([code]);
  });

  it('refuses a prior on the media total of several groups, and of KPIs without a total', () => {
    const grouped = changed('date: week', 'date: week, region: region');
    expect(codes(read(`${grouped}media_total: {beta: [4, 6]}\n`).faults)).toEqual(['not-in-panels']);
    const scores = modelText
      .replace('column: sales}', 'column: sales, kind: score}')
      .replace('kind: count', 'kind: rate');
    expect(codes(read(`${scores}media_total: {beta: [4, 6]}\n`).faults)).toEqual(['media-total-without-total']);
    expect(read(`${modelText}media_total: {beta: [4, 6]}\n`).faults).toEqual([]);
  });

  it.each([
    ['synergies', `${modelText}synergies: []\n`, 'synergies'],
    ['parquet', changed('sales.csv', 'sales.parquet'), 'sales.parquet'],
  ])('says that %s is not part of this version', (_, text, found) => {
    expect(read(text).faults).toMatchObject([
      { code: expect.stringMatching(/-not-in-this-version$/) as string, found },
    ]);
  });

  it.each([
    ['a key of another kind', 'saturation: {kind: logistic, half: 1}', 'key-of-other-kind'],
    ['two effects', 'effect: {coefficient: 1, contribution: 0.1}', 'one-effect'],
    ['an ROI without value', 'effect: {orders: {roi: 1}}', 'roi-without-value'],
    ['an effect on an unknown KPI', 'effect: {sale: {roi: 1}}', 'unknown-kpi'],
    ['a carry-over above 1', 'adstock: {alpha: {normal: [0.5, 0.1]}}', 'prior-not-share'],
    ['every lag of a shape', 'adstock: {kind: binomial, periods: all}', 'lags-need-number'],
    ['a peak without a delay', 'adstock: {kind: geometric, peak: 1}', 'key-of-other-kind'],
    ['a carry-over of a Weibull shape', 'adstock: {kind: weibull_cdf, alpha: 0.5}', 'key-of-other-kind'],
    ['a peak before its media', 'adstock: {kind: delayed, peak: {normal: [1, 1]}}', 'prior-negative'],
    ['a scale of nothing', 'adstock: {kind: weibull_pdf, scale: 0}', 'prior-not-positive'],
    ['reach alone', 'reach: tv_reach', 'reach-without-frequency'],
    ['frequency alone', 'frequency: tv_frequency', 'frequency-without-reach'],
    ['media beside reach', 'media: tv_grp, reach: tv_reach, frequency: tv_frequency', 'media-beside-reach'],
    ['adstock before frequency', 'reach: r, frequency: f, order: adstock_first', 'order-of-reach'],
    ['a marginal ROI without value', 'effect: {orders: {marginal_roi: 1}}', 'roi-without-value'],
    ['a half-saturation of zero', 'saturation: {half: 0}', 'prior-not-positive'],
    ['one parameter too few', 'effect: {roi: {lognormal: [0.2]}}', 'too-few'],
  ])('refuses %s', (_, keys, code) => {
    expect(codes(read(changed('spend: tv_spend', `spend: tv_spend, ${keys}`)).faults)).toContain(code);
  });

  it.each([
    ['binomial', 'kind: binomial, periods: 5', { kind: 'binomial', periods: 5, alpha: { family: 'beta', a: 1, b: 3 } }],
    ['delayed', 'kind: delayed', { kind: 'delayed', periods: 8, peak: { family: 'halfnormal', sd: 1.75 } }],
    [
      'weibull_pdf',
      'kind: weibull_pdf, normalised: false',
      { kind: 'weibull_pdf', normalised: false, shape: { family: 'gamma', shape: 9 }, scale: { family: 'gamma' } },
    ],
    ['weibull_cdf', 'kind: weibull_cdf, scale: 3', { kind: 'weibull_cdf', scale: { family: 'fixed', value: 3 } }],
  ])('reads adstock of kind %s, and says which defaults it took', (kind, keys, wanted) => {
    const { value, faults, defaultsUsed } = read(changed('spend: tv_spend', `spend: tv_spend, adstock: {${keys}}`));
    expect(faults).toEqual([]);
    expect(value?.channels[0]?.adstock).toMatchObject(wanted);
    const paths = defaultsUsed.map(({ path }) => path);
    expect(paths.some((path) => path.startsWith('channels.0.adstock.'))).toBe(true);
    if (kind !== 'weibull_cdf') return;
    expect(paths).toContain('channels.0.adstock.shape');
    expect(paths).not.toContain('channels.0.adstock.scale');
  });

  it('reads reach and frequency in place of media, and saturation that comes first', () => {
    const reach = read(changed('spend: tv_spend', 'spend: tv_spend, reach: tv_reach, frequency: tv_often')).value;
    expect(reach?.channels[0]).toMatchObject({
      mediaColumn: null,
      order: 'saturation_first',
      reachColumns: { reach: 'tv_reach', frequency: 'tv_often' },
      saturation: { half: { family: 'lognormal', mu: 0.7, shift: 0.1 }, slope: { family: 'lognormal' } },
    });
    const first = read(changed('spend: tv_spend', 'spend: tv_spend, order: saturation_first')).value;
    expect(first?.channels[0]).toMatchObject({ order: 'saturation_first' });
  });

  it.each([
    ['two effects', 'effect: {coefficient: 1, contribution: 0.1}', 'one-effect'],
    ['a share that cannot be negative', 'effect: {contribution: {beta: [1, 99]}}', 'treatment-share-prior'],
    ['a share from the midst', 'baseline: 3, effect: {contribution: {normal: [0, 0.1]}}', 'treatment-share-baseline'],
  ])('refuses %s of a treatment', (_, keys, code) => {
    expect(codes(read(changed('column: price}', `column: price, ${keys}}`)).faults)).toContain(code);
  });

  it('gives places for faults found later', () => {
    const { placeOf } = read(modelText);
    expect(placeOf('channels.1.spend')).toMatchObject({ file: 'm.yaml', line: 10, column: 25 });
    expect(placeOf('channels.1.media')).toMatchObject({ line: 10, column: 5 });
  });

  it('reads the same from JSON', () => {
    const json = JSON.stringify({
      schema: 'mixplan/model@1',
      id: 'shop',
      data: { file: 'sales.csv', date: 'week' },
      kpis: [{ id: 'sales', column: 'sales' }],
      channels: [{ id: 'tv', spend: 'tv_spend' }],
    });
    const yaml =
      'schema: mixplan/model@1\nid: shop\ndata: {file: sales.csv, date: week}\nkpis: [{id: sales, column: sales}]\nchannels: [{id: tv, spend: tv_spend}]\n';
    expect(read(json).value).toEqual(read(yaml).value);
  });

  it('gives a value or an error, never both and never neither, whatever is cut or doubled', () => {
    const lines = modelText.trimEnd().split('\n');
    fc.assert(
      fc.property(fc.array(fc.nat(lines.length - 1), { minLength: 1, maxLength: lines.length }), (picked) => {
        const { value, faults } = read(picked.map((line) => lines[line]).join('\n'));
        expect(value === null).toBe(faults.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 60 },
    );
  });
});

const shared = new URL('../../bench/real/', import.meta.url);

describe.skipIf(!existsSync(shared))('the model files of public data', () => {
  const files = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.model.yaml')) : [];
  it.each(files)('%s is read without a fault', (name) => {
    const { value, faults } = readModelFile(readFileSync(new URL(name, shared)), name);
    expect(faults).toEqual([]);
    expect(value).not.toBeNull();
  });
});
