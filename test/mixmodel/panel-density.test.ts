import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupPanel, type Panel } from '../../src/data/index.js';
import { checkGradient, randomStream } from '../../src/inference/index.js';
import { compileTarget } from '../../src/mixmodel/density.js';
import type { EffectSpec, ExperimentSpec, ModelSpec, Prior, SaturationSpec } from '../../src/mixmodel/model-spec.js';
import { PanelDensity } from '../../src/mixmodel/panel-density.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { channelSpec, controlSpec, defaultSaturation, modelSpec, organicSpec, prior } from './example-model.js';
import { panelMarket } from './panel-market.js';

const periods = 40;

function examplePanel(groups: number): Panel {
  const { panel } = panelMarket({
    seed: 21,
    groups,
    periods,
    channels: {
      tv: { roi: 1.5, alpha: 0.6, half: 0.8, spread: 0.4 },
      search: { roi: 0.8, alpha: 0.1, half: 1.2, spread: 0.2 },
    },
  });
  const random = randomStream(22, 'columns');
  const values = Float64Array.from({ length: groups * periods }, () => 30 * (1 + random.uniform()));
  const perUnit = values.map((value) => value / 20);
  return {
    ...panel,
    organic: [{ id: 'newsletter', values }],
    kpis: [{ ...panel.kpis[0]!, valuePerUnit: perUnit }],
  };
}

const three = examplePanel(3);

const test: ExperimentSpec = {
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
};
const experiments: readonly (readonly ExperimentSpec[])[] = [
  [],
  [{ ...test, region: 'g2' }],
  [test, { ...test, channel: 'search', region: 'g1', counterfactual: { spend: 500 }, sdFromElsewhere: true }],
];
const saturations: readonly SaturationSpec[] = [
  defaultSaturation,
  { kind: 'hill', half: prior.gamma(3, 2), slope: prior.lognormal(0.3, 0.4) },
  { kind: 'logistic', rate: prior.gamma(3, 1) },
  { kind: 'none' },
];
const effects: readonly EffectSpec[] = [
  { on: 'roi', prior: prior.lognormal(0.2, 0.9) },
  { on: 'roi', prior: prior.fixed(1.1) },
  { on: 'contribution', prior: prior.beta(2, 20) },
  { on: 'coefficient', prior: prior.halfnormal(2) },
  { on: 'coefficient', prior: prior.normal(0.3, 1) },
  { on: 'coefficient', prior: prior.fixed(0.8) },
];
const linear: readonly Prior[] = [prior.normal(0.2, 0.8), prior.laplace(0, 1), prior.fixed(0.3)];

const options = fc.record({
  pooling: fc.constantFrom('none' as const, 'partial' as const, 'complete' as const),
  lognormal: fc.boolean(),
  spread: fc.constantFrom(prior.halfnormal(1), prior.lognormal(-1, 0.5), prior.fixed(0.4)),
  level: fc.constantFrom(prior.normal(0.3, 5), prior.fixed(0), prior.fixed(0.2)),
  baselineGroup: fc.constantFrom(null, 'g2'),
  poolControls: fc.boolean(),
  alpha: fc.constantFrom(prior.beta(1, 3), prior.uniform(0, 0.9), prior.fixed(0.4)),
  saturation: fc.constantFrom(...saturations),
  effect: fc.constantFrom(...effects),
  organic: fc.constantFrom(...effects.filter(({ on }) => on !== 'roi')),
  intercept: fc.constantFrom(...linear),
  season: fc.constantFrom(...linear),
  control: fc.constantFrom(...linear),
  noise: fc.constantFrom(prior.halfnormal(2), prior.fixed(0.5)),
  perGroup: fc.boolean(),
  perHead: fc.boolean(),
  over: fc.constantFrom('group' as const, 'all' as const),
  history: fc.constantFrom('zero' as const, 'first_mean' as const, 'drop' as const),
  experiments: fc.constantFrom(...experiments),
  masked: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

type Choice = (typeof options)['generate'] extends (...args: never[]) => { value: infer T } ? T : never;

function modelOf(choice: Choice): { readonly spec: ModelSpec; readonly panel: Panel } {
  const base = modelSpec();
  // A factor cannot turn an effect around.
  const isLognormal = choice.lognormal && choice.effect.prior.family !== 'normal';
  const spec = modelSpec({
    channels: [
      channelSpec('tv', {
        adstock: { kind: 'geometric', periods: 6, alpha: choice.alpha, normalised: true },
        saturation: choice.saturation,
        effect: { sales: choice.effect },
      }),
      channelSpec('search'),
    ],
    organic: [
      organicSpec('newsletter', {
        effect: { sales: isLognormal && choice.organic.prior.family === 'normal' ? effects[3]! : choice.organic },
      }),
    ],
    controls: [controlSpec('weather', { coefficient: choice.control })],
    baseline: {
      ...base.baseline,
      intercept: choice.intercept,
      trend: { kind: 'knots', every: 13, step: prior.normal(0.1, 0.5) },
      season: { kind: 'fourier', pairs: 1, coefficient: choice.season },
    },
    groups: {
      pooling: choice.pooling,
      effects: isLognormal ? 'lognormal' : 'normal',
      spread: choice.spread,
      intercept: choice.level,
      poolControls: choice.poolControls,
      controlsSpread: prior.halfnormal(1),
      baselineGroup: choice.baselineGroup,
    },
    noise: { kind: 'normal', sd: choice.noise, perGroup: choice.perGroup },
    scaling: { kpi: 'standard', media: { by: 'median', over: choice.over }, fixed: null },
    data: {
      ...base.data,
      region: 'geo',
      population: choice.perHead ? 'population' : null,
      historyBefore: choice.history,
    },
    experiments: choice.experiments,
  });
  const inLikelihood = three.inLikelihood.map((_, row) =>
    choice.masked && (row % periods < 3 || row % 11 === 5) ? 0 : 1,
  );
  return { spec, panel: { ...three, inLikelihood } };
}

describe('density of one KPI of a panel', () => {
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
        const scratch = new Float64Array(target.dimension);
        expect(Number.isFinite(target.logDensityAndGradient(position, scratch))).toBe(true);
        const check = checkGradient(target, position, 0.02);
        const size = check.analytic.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        names.forEach((name, i) => {
          const error = Math.abs(check.analytic[i]! - check.numeric[i]!);
          expect(error, name).toBeLessThan(1e-5 * Math.max(1, Math.abs(check.analytic[i]!)) + 1e-7 * size);
        });
      }),
      { numRuns: 120 },
    );
  });

  it('of one group, completely pooled, is that of the national model', () => {
    const one = groupPanel(three, 1);
    const spec = modelSpec({
      channels: [channelSpec('tv'), channelSpec('search', { effect: { sales: effects[3]! } })],
      controls: [controlSpec('weather')],
    });
    const groups = { ...spec.groups!, pooling: 'complete' as const, intercept: prior.fixed(0) };
    const scales = scalesOf(spec, one);
    const national = compileTarget(spec, one, scales, 'sales');
    const panel = new PanelDensity(spec, groups, one, scales, 'sales');
    expect(panel.names).toEqual(national.names);
    const random = randomStream(6, 'position');
    for (let i = 0; i < 20; i++) {
      const position = Float64Array.from(national.names, () => random.normal());
      const first = new Float64Array(position.length);
      const second = new Float64Array(position.length);
      const value = national.target.logDensityAndGradient(position, first);
      expect(panel.target.logDensityAndGradient(position, second)).toBeCloseTo(value, 7);
      first.forEach((slope, j) => {
        expect(Math.abs(slope - second[j]!)).toBeLessThan(1e-7 * Math.max(1, Math.abs(slope)));
      });
    }
  });

  it('reads ROI over all groups: the total effect does not depend on how the groups differ', () => {
    const { spec, panel } = modelOf({
      pooling: 'partial',
      lognormal: false,
      spread: prior.halfnormal(1),
      level: prior.normal(0, 5),
      baselineGroup: null,
      poolControls: false,
      alpha: prior.beta(1, 3),
      saturation: defaultSaturation,
      effect: { on: 'roi', prior: prior.lognormal(0.2, 0.9) },
      organic: effects[2]!,
      intercept: prior.normal(0, 5),
      season: prior.normal(0, 1),
      control: prior.normal(0, 5),
      noise: prior.halfnormal(2),
      perGroup: false,
      perHead: true,
      over: 'all',
      history: 'zero',
      experiments: [],
      masked: false,
      seed: 1,
    });
    const compiled = compileTarget(spec, panel, scalesOf(spec, panel), 'sales');
    const out = new Float64Array(compiled.columns.length);
    const random = randomStream(2, 'record');
    for (let i = 0; i < 5; i++) {
      compiled.record(
        new Float64Array(compiled.names.length),
        random,
        out,
        new Float64Array(compiled.displayed.length),
      );
      const at = (name: string): number => out[compiled.columns.indexOf(name)]!;
      // At x = 0 every prior is at its median.
      expect(at('roi[tv]')).toBeCloseTo(Math.exp(0.2), 9);
      const own = panel.groups.map((group) => at(`coefficient[tv@${group}]`));
      expect(at('coefficient[tv]')).toBeCloseTo((own[0]! + own[1]! + own[2]!) / 3, 12);
      expect(new Set(own).size).toBe(3);
    }
  });
});
