import { describe, expect, it } from 'vitest';
import { hasMessage } from '../../src/language/index.js';
import { normalQuantile, randomStream } from '../../src/inference/index.js';
import { assess, type ChannelAssessment, type ChannelSpec, type ExperimentSpec } from '../../src/mixmodel/index.js';
import { spreadRatio } from '../../src/mixmodel/grade.js';
import { channelSpec, modelSpec, panelOf, prior } from './example-model.js';
import { sampledModel } from './sampled-model.js';

const periods = 104;
const draws = 400;
const random = randomStream(31, 'grades');
const flight = (): Float64Array =>
  Float64Array.from({ length: periods }, () => (random.uniform() < 0.5 ? 50 + 50 * random.uniform() : 0));
const tv = flight();
const radio = flight();
const noise = Float64Array.from({ length: periods }, () => 10 * random.normal());
const score = (draw: number): number => normalQuantile((draw + 0.5) / draws);

/** A channel whose ROI is its coefficient, drawn as LogNormal(mu, sigma). */
function channelOf(
  options: {
    readonly mu?: number;
    readonly sigma?: number;
    readonly channel?: Partial<ChannelSpec>;
    readonly experiments?: readonly ExperimentSpec[];
    readonly radio?: Float64Array;
    readonly intercept?: number;
  } = {},
): ChannelAssessment {
  const { mu = 0.7, sigma = 0.1, channel = {}, experiments = [], radio: other = radio, intercept = 5000 } = options;
  const linear = { adstock: { kind: 'none' }, saturation: { kind: 'none' } } as const;
  const spec = modelSpec({
    channels: [channelSpec('tv', { ...linear, ...channel }), channelSpec('radio', linear)],
    baseline: {
      intercept: prior.normal(5000, 500),
      trend: { kind: 'none' },
      season: { kind: 'none' },
      holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
    },
    scaling: { kpi: 'none', media: { by: 'none', over: 'all' }, fixed: null },
    experiments,
  });
  const roi = Math.exp(mu);
  const kpi = tv.map((value, t) => 5000 + roi * value + other[t]! + noise[t]!);
  const panel = panelOf(periods, { kpi, channels: { tv, radio: other } });
  const fitted = sampledModel(spec, panel, draws, {
    'coefficient[tv]': (d) => Math.exp(mu + sigma * score(d)),
    'coefficient[radio]': 1,
    intercept,
    sigma: 10,
  });
  return assess(fitted).kpis[0]!.channels[0]!;
}

const liftTest = (end: string): ExperimentSpec => ({
  channel: 'tv',
  kpi: 'sales',
  start: '2022-01-10',
  end,
  counterfactual: { pctOfActual: 0 },
  effect: 100,
  sd: 10,
  effectThrough: 'end',
  inData: false,
  sdFromElsewhere: true,
  shareOfMarket: 1,
  source: 'test',
});

describe('evidence grades', () => {
  // The prior of ROI is LogNormal(0.2, 0.9).
  it('B where the spread is at least halved', () => {
    const channel = channelOf({ mu: 0.2, sigma: 0.4 });
    expect(channel.grade).toBe('B');
    expect(channel.gradeReasons).toEqual(['spread_halved', 'told_apart', 'no_lift_test']);
  });

  it('B where the interval is narrow and on one side of break-even, though its log is not', () => {
    // P95 of ROI is 0.2: far below break-even and a tenth as wide as the prior.
    const channel = channelOf({ mu: -2.6, sigma: 0.6 });
    expect(channel.grade).toBe('B');
    expect(channel.gradeReasons).toContain('one_side_of_break_even');
    expect(channel.gradeReasons).not.toContain('spread_halved');
  });

  it('C where the data said little', () => {
    const channel = channelOf({ sigma: 0.85 });
    expect(channel.grade).toBe('C');
    expect(channel.gradeReasons).toEqual(['spread_not_halved']);
  });

  it('C where another column moves with it', () => {
    const channel = channelOf({ radio: tv.map((value) => value + random.uniform()) });
    expect(channel.collinearity).toBeGreaterThan(0.9);
    expect(channel.grade).toBe('C');
    expect(channel.gradeReasons).toContain('collinear');
  });

  it('A with a lift test less than two years old, B with an older one', () => {
    expect(channelOf({ experiments: [liftTest('2023-06-04')] })).toMatchObject({ grade: 'A' });
    expect(channelOf({ experiments: [liftTest('2023-06-04')] }).gradeReasons[0]).toBe('lift_test');
    expect(channelOf({ experiments: [liftTest('2021-12-26')] })).toMatchObject({ grade: 'B' });
    expect(channelOf({ experiments: [liftTest('2021-12-26')] }).gradeReasons).toContain('lift_test_old');
  });

  it('C for a demand-driven channel without a control, unless a test stands by it', () => {
    expect(channelOf({ channel: { demandDriven: true } })).toMatchObject({
      grade: 'C',
      gradeReasons: ['demand_driven'],
    });
    const tested = channelOf({ channel: { demandDriven: true }, experiments: [liftTest('2023-06-04')] });
    expect(tested.grade).toBe('A');
  });

  it('C under a failed review of the whole model', () => {
    const channel = channelOf({ intercept: -10 });
    expect(channel.grade).toBe('C');
    expect(channel.gradeReasons).toContain('review_failed');
  });

  it('D where the effect is stated', () => {
    const fixed = channelOf({ channel: { effect: { sales: { on: 'roi', prior: prior.fixed(2) } } } });
    expect(fixed).toMatchObject({ grade: 'D', gradeReasons: ['assumed'] });
  });

  it('has words for every reason', () => {
    const codes = ['assumed', 'lift_test', 'lift_test_old', 'no_lift_test', 'spread_halved', 'one_side_of_break_even'];
    const against = ['told_apart', 'spread_not_halved', 'collinear', 'demand_driven', 'review_failed'];
    const capping = ['unstable_effect', 'negative_effect', 'half_below_data', 'flat_always_on'];
    for (const code of [...codes, ...against, ...capping]) expect(hasMessage(`grade.${code}`), code).toBe(true);
  });
});

describe('spread of a posterior against its prior', () => {
  const lognormal = (sigma: number): Float64Array =>
    Float64Array.from({ length: 1000 }, (_, i) => Math.exp(sigma * normalQuantile((i + 0.5) / 1000)));
  const normal = (sd: number): Float64Array =>
    Float64Array.from({ length: 1000 }, (_, i) => sd * normalQuantile((i + 0.5) / 1000));

  it('is the ratio of the log standard deviations', () => {
    expect(spreadRatio(lognormal(0.3), lognormal(0.9))).toBeCloseTo(1 / 3, 9);
  });

  it('is the ratio of widths where an effect can be negative', () => {
    expect(spreadRatio(normal(1), normal(4))).toBeCloseTo(0.25, 9);
    expect(spreadRatio(lognormal(0.1), normal(4))).toBeLessThan(0.05);
  });
});
