import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Panel } from '../../src/data/index.js';
import { checkGradient, randomStream } from '../../src/inference/index.js';
import { compileTarget } from '../../src/mixmodel/density.js';
import type {
  AdstockSpec,
  EffectSpec,
  ExperimentSpec,
  ModelSpec,
  Prior,
  SaturationSpec,
} from '../../src/mixmodel/model-spec.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import {
  channelSpec,
  controlSpec,
  defaultSaturation,
  exampleMarket,
  modelSpec,
  organicSpec,
  panelOf,
  prior,
  treatmentSpec,
} from './example-model.js';

const periods = 60;

/** A market with two channels, an organic medium, a treatment, a control and a holiday term. */
function examplePanel(): Panel {
  const { panel } = exampleMarket({
    seed: 11,
    periods,
    channels: {
      tv: { alpha: 0.6, half: 0.8, slope: 1, roi: 1.5 },
      search: { alpha: 0.1, half: 1.2, slope: 1, roi: 0.8 },
    },
  });
  const random = randomStream(12, 'columns');
  const wave = (size: number) => Float64Array.from({ length: periods }, () => size * (1 + random.uniform()));
  const by = (id: string) => panel.channels.find((channel) => channel.id === id)!.spend;
  return panelOf(periods, {
    kpi: panel.kpis[0]!.values,
    channels: { tv: by('tv'), search: by('search') },
    organic: { newsletter: wave(30) },
    treatments: { promo: wave(0.2) },
    controls: { competitor: wave(500) },
    holidays: [{ id: 'fair:during', event: 'fair', phase: 'during', shares: wave(0.2).map((x) => (x > 0.35 ? 1 : 0)) }],
    valuePerUnit: wave(3),
  });
}

const fullPanel = examplePanel();

const alphas: readonly Prior[] = [prior.beta(1, 3), prior.beta(2, 2), prior.uniform(0, 0.9), prior.fixed(0.4)];
const saturations: readonly SaturationSpec[] = [
  defaultSaturation,
  { kind: 'hill', half: prior.gamma(3, 2), slope: prior.lognormal(0.3, 0.4) },
  { kind: 'hill', half: prior.truncatedNormal(0.8, 0.8, 0.1, 10), slope: prior.truncatedNormal(1, 0.5, 0.4, 3) },
  { kind: 'hill', half: prior.fixed(0.7), slope: prior.fixed(1.7) },
  { kind: 'logistic', rate: prior.gamma(3, 1) },
  { kind: 'none' },
];
const effects: readonly EffectSpec[] = [
  { on: 'roi', prior: prior.lognormal(0.2, 0.9) },
  { on: 'roi', prior: prior.normal(1, 0.5) },
  { on: 'roi', prior: prior.fixed(1.1) },
  { on: 'marginal_roi', prior: prior.lognormal(0, 0.7) },
  { on: 'marginal_roi', prior: prior.fixed(0.6) },
  { on: 'contribution', prior: prior.beta(2, 20) },
  { on: 'contribution', prior: prior.halfnormal(0.1) },
  { on: 'coefficient', prior: prior.halfnormal(2) },
  { on: 'coefficient', prior: prior.gamma(2, 2) },
  { on: 'coefficient', prior: prior.normal(0.3, 1) },
  { on: 'coefficient', prior: prior.laplace(0, 1) },
  { on: 'coefficient', prior: prior.studentT(4, 0, 1) },
  { on: 'coefficient', prior: prior.uniform(0, 3) },
  { on: 'coefficient', prior: prior.shifted(prior.lognormal(-1, 0.5), 0.1) },
  { on: 'coefficient', prior: prior.fixed(0.8) },
];
const linear: readonly Prior[] = [
  prior.normal(0.2, 0.8),
  prior.laplace(0, 1),
  prior.studentT(3, 0, 1),
  prior.halfnormal(1),
  prior.fixed(0.3),
];
const trends: readonly ModelSpec['baseline']['trend'][] = [
  { kind: 'none' },
  { kind: 'linear', coefficient: prior.normal(0, 1) },
  { kind: 'linear', coefficient: prior.laplace(0, 1) },
  { kind: 'knots', every: 13, step: prior.normal(0.1, 0.5) },
  { kind: 'knots', every: 26, step: prior.laplace(0, 0.5) },
  { kind: 'knots', at: ['2022-01-03', '2022-06-06', '2023-01-02'], step: prior.normal(0, 0.5) },
  { kind: 'drift', stepSd: prior.halfnormal(0.1) },
  { kind: 'drift', stepSd: prior.fixed(0.05) },
];
const experiments: readonly ExperimentSpec[][] = [
  [],
  [
    {
      channel: 'tv',
      kpi: 'sales',
      start: '2022-05-02',
      end: '2022-05-29',
      counterfactual: { pctOfActual: 0 },
      effect: 300,
      sd: 80,
      effectThrough: 'run_out',
      inData: true,
      sdFromElsewhere: false,
      shareOfMarket: 1,
      source: 'test',
    },
    {
      channel: 'search',
      kpi: 'sales',
      start: '2022-08-01',
      end: '2022-08-21',
      counterfactual: { spend: 500 },
      effect: -50,
      sd: 40,
      effectThrough: 'end',
      inData: true,
      sdFromElsewhere: true,
      shareOfMarket: 0.3,
      source: 'test',
    },
  ],
];

const options = fc.record({
  alpha: fc.constantFrom(...alphas),
  adstock: fc.constantFrom(
    'none' as const,
    'geometric' as const,
    'binomial' as const,
    'delayed' as const,
    'weibull_pdf' as const,
    'weibull_cdf' as const,
  ),
  lags: fc.constantFrom(1, 4, 8, 'all' as const),
  normalised: fc.boolean(),
  peak: fc.constantFrom(prior.halfnormal(1), prior.uniform(0, 3), prior.fixed(1)),
  shape: fc.constantFrom(prior.gamma(9, 3), prior.lognormal(0, 0.5), prior.fixed(1.4)),
  scale: fc.constantFrom(prior.gamma(4, 2), prior.truncatedNormal(3, 2, 0.5, 8), prior.fixed(2)),
  order: fc.constantFrom('adstock_first' as const, 'saturation_first' as const),
  saturation: fc.constantFrom(...saturations),
  effect: fc.constantFrom(...effects),
  organic: fc.constantFrom(...effects.filter(({ on }) => on !== 'roi' && on !== 'marginal_roi')),
  reach: fc.boolean(),
  organicReach: fc.boolean(),
  intercept: fc.constantFrom(...linear),
  season: fc.constantFrom(...linear),
  control: fc.constantFrom(...linear),
  trend: fc.constantFrom(...trends),
  noise: fc.constantFrom(prior.halfnormal(2), prior.gamma(2, 2), prior.lognormal(-1, 1), prior.fixed(0.5)),
  ar: fc.constantFrom(prior.fixed(0), prior.beta(2, 2), prior.uniform(-0.9, 0.9), prior.fixed(0.4), prior.fixed(-0.3)),
  df: fc.constantFrom(null, null, prior.shifted(prior.gamma(2, 0.1), 2.5), prior.fixed(4)),
  kpi: fc.constantFrom('standard' as const, 'max' as const),
  media: fc.constantFrom('median' as const, 'max' as const),
  history: fc.constantFrom('zero' as const, 'first_mean' as const, 'drop' as const),
  experiments: fc.constantFrom(...experiments),
  mediaTotal: fc.constantFrom(null, prior.normal(0.4, 0.2), prior.studentT(4, 0.3, 0.2)),
  masked: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

type Choice = (typeof options)['generate'] extends (...args: never[]) => { value: infer T } ? T : never;

function adstockOf({ adstock: kind, lags, normalised, alpha, peak, shape, scale }: Choice): AdstockSpec {
  const periods = lags === 'all' ? 13 : lags;
  switch (kind) {
    case 'none':
      return { kind };
    case 'geometric':
      return { kind, periods: lags, alpha, normalised };
    case 'binomial':
      return { kind, periods, alpha, normalised };
    case 'delayed':
      return { kind, periods, alpha, peak, normalised };
    case 'weibull_pdf':
    case 'weibull_cdf':
      return { kind, periods, shape, scale, normalised };
  }
}

function modelOf(choice: Choice): {
  spec: ModelSpec;
  panel: Panel;
} {
  const adstock = adstockOf(choice);
  const base = modelSpec();
  const spec = modelSpec({
    channels: [
      channelSpec('tv', {
        adstock,
        saturation: choice.saturation,
        order: choice.order,
        effect: { sales: choice.effect },
      }),
      channelSpec('search'),
    ],
    organic: [organicSpec('newsletter', { effect: { sales: choice.organic } })],
    treatments: [treatmentSpec('promo')],
    controls: [controlSpec('competitor', { coefficient: choice.control })],
    baseline: {
      intercept: choice.intercept,
      trend: choice.trend,
      season: { kind: 'fourier', pairs: 2, coefficient: choice.season },
      holidays: { ...base.baseline.holidays, coefficient: prior.normal(0, 1) },
    },
    noise:
      choice.df === null || choice.trend.kind === 'drift'
        ? { kind: 'normal', sd: choice.noise, ar: choice.ar }
        : { kind: 'student_t', sd: choice.noise, ar: choice.ar, df: choice.df },
    scaling: { kpi: choice.kpi, media: { by: choice.media, over: 'group' }, fixed: null },
    data: { ...base.data, historyBefore: choice.history },
    experiments: choice.experiments,
    ...(choice.mediaTotal === null ? {} : { mediaTotal: choice.mediaTotal }),
  });
  const inLikelihood = fullPanel.inLikelihood.map((_, row) => (choice.masked && (row < 4 || row % 9 === 5) ? 0 : 1));
  return { spec, panel: { ...withReach(fullPanel, choice), inLikelihood } };
}

/** The media of a channel, of an organic medium, taken as people reached who saw it more or less often. */
function withReach(panel: Panel, { reach, organicReach }: Pick<Choice, 'reach' | 'organicReach'>): Panel {
  const often = (values: Float64Array): Float64Array =>
    values.map((value, t) => (value > 0 ? 1 + ((t * 7) % 5) * 0.4 + value / 200 : 0));
  return {
    ...panel,
    channels: panel.channels.map((channel) =>
      reach && channel.id === 'tv' ? { ...channel, frequency: often(channel.media), mediaIsSpend: false } : channel,
    ),
    organic: panel.organic.map((medium) => (organicReach ? { ...medium, frequency: often(medium.values) } : medium)),
  };
}

describe('density of one KPI', () => {
  it('has the gradient of its value for every combination of options', () => {
    fc.assert(
      fc.property(options, (choice) => {
        const { spec, panel } = modelOf(choice);
        const { target, names } = compileTarget(spec, panel, scalesOf(spec, panel), 'sales');
        const random = randomStream(choice.seed, 'position');
        // A Laplace prior bends sharply at its location, coordinate 0: no difference may reach across it.
        const position = Float64Array.from({ length: target.dimension }, () => {
          const z = random.normal();
          return 0.8 * z + 0.1 * Math.sign(z);
        });
        const check = checkGradient(target, position, 0.02);
        const scratch = new Float64Array(target.dimension);
        expect(Number.isFinite(target.logDensityAndGradient(position, scratch))).toBe(true);
        // Against the largest entry: differences of a density of size 1e5 leave rounding everywhere.
        const size = check.analytic.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        names.forEach((name, i) => {
          const error = Math.abs(check.analytic[i]! - check.numeric[i]!);
          expect(error, name).toBeLessThan(1e-5 * Math.max(1, Math.abs(check.analytic[i]!)) + 1e-7 * size);
        });
      }),
      { numRuns: 250 },
    );
  });

  it('is the sum of prior, likelihood and lift tests that one writes down by hand', () => {
    const spec = modelSpec({
      channels: [channelSpec('tv', { effect: { sales: { on: 'coefficient', prior: prior.uniform(0, 3) } } })],
      baseline: {
        ...modelSpec().baseline,
        intercept: prior.fixed(0.2),
        trend: { kind: 'none' },
        season: { kind: 'none' },
      },
      noise: { kind: 'normal', sd: prior.fixed(0.5) },
    });
    const panel = {
      ...fullPanel,
      channels: [fullPanel.channels[0]!],
      organic: [],
      treatments: [],
      controls: [],
      holidays: [],
    };
    const scales = scalesOf(spec, panel);
    const compiled = compileTarget(spec, panel, scales, 'sales');
    const { target, names, columns } = compiled;
    expect(names).toEqual(['alpha[tv]', 'half[tv]', 'effect[tv]']);
    const position = Float64Array.of(0.3, -0.4, 0.1);
    const out = new Float64Array(columns.length);
    compiled.record(position, randomStream(1, 'x'), out, new Float64Array(compiled.displayed.length));
    const at = (name: string) => out[columns.indexOf(name)]!;
    const scaled = panel.channels[0]!.media.map((value) => value / scales.media['tv']![0]!);
    const weights = Array.from({ length: 8 }, (_, lag) => at('alpha[tv]') ** lag);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let expected = position.reduce((total, x) => total - 0.5 * x * x - 0.5 * Math.log(2 * Math.PI), 0);
    panel.kpis[0]!.values.forEach((value, t) => {
      const stock = weights.reduce((total, weight, lag) => total + weight * (scaled[t - lag] ?? 0), 0) / sum;
      const mean = 0.2 + at('coefficient[tv]') * (stock / (stock + at('half[tv]')));
      const { center, scale } = scales.kpis['sales']!;
      const z = ((value - center) / scale - mean) / 0.5;
      expected += -0.5 * z * z - Math.log(0.5) - 0.5 * Math.log(2 * Math.PI);
    });
    expect(target.logDensityAndGradient(position, new Float64Array(3))).toBeCloseTo(expected, 8);
  });

  it('reads ROI as value over spend within the KPI window', () => {
    const spec = modelSpec({ channels: [channelSpec('tv'), channelSpec('search')] });
    const inLikelihood = fullPanel.inLikelihood.map((_, row) => (row < 10 ? 0 : 1));
    const panel = { ...fullPanel, organic: [], treatments: [], controls: [], holidays: [], inLikelihood };
    const scales = scalesOf(spec, panel);
    const compiled = compileTarget(spec, panel, scales, 'sales');
    const position = new Float64Array(compiled.target.dimension);
    const out = new Float64Array(compiled.columns.length);
    compiled.record(position, randomStream(1, 'x'), out, new Float64Array(compiled.displayed.length));
    const at = (name: string) => out[compiled.columns.indexOf(name)]!;
    // At x = 0 every prior is at its median.
    expect(at('roi[tv]')).toBeCloseTo(Math.exp(0.2), 10);
    const { spend, media } = panel.channels.find(({ id }) => id === 'tv')!;
    const alpha = at('alpha[tv]');
    let value = 0;
    let money = 0;
    const weightSum = (1 - alpha ** 8) / (1 - alpha);
    for (let t = 10; t < periods; t++) {
      let stock = 0;
      for (let lag = 0; lag < 8; lag++) stock += alpha ** lag * ((media[t - lag] ?? 0) / scales.media['tv']![0]!);
      stock /= weightSum;
      const effect = (at('coefficient[tv]') * stock) / (stock + at('half[tv]'));
      value += effect * scales.kpis['sales']!.scale * panel.kpis[0]!.valuePerUnit![t]!;
      money += spend[t]!;
    }
    expect(value / money).toBeCloseTo(Math.exp(0.2), 8);
  });

  it('refuses what it cannot fit, by name', () => {
    const spec = modelSpec({ channels: [channelSpec('radio')] });
    expect(() => compileTarget(spec, fullPanel, scalesOf(spec, fullPanel), 'sales')).toThrow(/radio/);
    expect(() => compileTarget(spec, fullPanel, scalesOf(spec, fullPanel), 'visits')).toThrow(/visits/);
  });
});
