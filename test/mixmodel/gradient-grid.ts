/** Every combination of what a model file can choose, on data small enough to check the gradient of each. */
import type { Panel } from '../../src/data/index.js';
import { checkGradient, randomStream, type Target } from '../../src/inference/index.js';
import { compileTarget } from '../../src/mixmodel/density.js';
import type { AdstockSpec, EffectSpec, ModelSpec, NoiseSpec, SaturationSpec } from '../../src/mixmodel/model-spec.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { channelSpec, controlSpec, exampleMarket, modelSpec, panelOf, prior, treatmentSpec } from './example-model.js';

const periods = 5;

/** One axis per choice; a new choice is one more entry. The grid is their product. */
export const axes = {
  adstock: {
    none: { kind: 'none' },
    geometric: { kind: 'geometric', periods: 8, alpha: prior.beta(1, 3), normalised: true },
    'geometric, every lag': { kind: 'geometric', periods: 'all', alpha: prior.beta(2, 3), normalised: false },
    binomial: { kind: 'binomial', periods: periods, alpha: prior.beta(2, 3), normalised: true },
    delayed: { kind: 'delayed', periods, alpha: prior.beta(2, 3), peak: prior.uniform(0, 3), normalised: true },
    'Weibull density': {
      kind: 'weibull_pdf',
      periods,
      shape: prior.gamma(9, 3),
      scale: prior.gamma(4, 2),
      normalised: true,
    },
    'Weibull survival': {
      kind: 'weibull_cdf',
      periods,
      shape: prior.gamma(9, 3),
      scale: prior.gamma(4, 2),
      normalised: false,
    },
  } satisfies Record<string, AdstockSpec>,
  saturation: {
    none: { kind: 'none' },
    Hill: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.lognormal(0.2, 0.3) },
    'Hill, slope 1': { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.fixed(1) },
    logistic: { kind: 'logistic', rate: prior.gamma(3, 1) },
  } satisfies Record<string, SaturationSpec>,
  order: { 'adstock first': 'adstock_first', 'saturation first': 'saturation_first' },
  effect: {
    roi: { on: 'roi', prior: prior.lognormal(0.2, 0.9) },
    'marginal ROI': { on: 'marginal_roi', prior: prior.lognormal(0, 0.7) },
    contribution: { on: 'contribution', prior: prior.beta(2, 20) },
    coefficient: { on: 'coefficient', prior: prior.normal(0.3, 1) },
  } satisfies Record<string, EffectSpec>,
  noise: {
    normal: { kind: 'normal', sd: prior.halfnormal(2) },
    'Student t': { kind: 'student_t', sd: prior.halfnormal(2), df: prior.shifted(prior.gamma(2, 0.1), 2.5) },
    'AR(1)': { kind: 'normal', sd: prior.halfnormal(2), ar: prior.uniform(-0.9, 0.9) },
  } satisfies Record<string, NoiseSpec>,
  trend: {
    none: { kind: 'none' },
    linear: { kind: 'linear', coefficient: prior.normal(0, 1) },
    knots: { kind: 'knots', every: 13, step: prior.normal(0.1, 0.5) },
    drift: { kind: 'drift', stepSd: prior.halfnormal(0.3) },
    'knots, not normal': { kind: 'knots', every: 13, step: prior.laplace(0, 0.5) },
  } satisfies Record<string, ModelSpec['baseline']['trend']>,
} as const;

type Axes = typeof axes;
/** The name of one entry of every axis. */
export type Combination = { readonly [Axis in keyof Axes]: keyof Axes[Axis] };

/** Combinations that the model file refuses. */
function isRefused({ noise, trend }: Combination): boolean {
  return noise === 'Student t' && trend === 'drift';
}

/** Every combination that can be stated, in a fixed order. */
export function combinations(): Combination[] {
  let all: Record<string, string>[] = [{}];
  for (const [axis, choices] of Object.entries(axes)) {
    all = all.flatMap((partial) => Object.keys(choices).map((name) => ({ ...partial, [axis]: name })));
  }
  return (all as unknown as Combination[]).filter((combination) => !isRefused(combination));
}

function smallPanel(): Panel {
  const rows = 30;
  const truth = { alpha: 0.5, half: 0.8, slope: 1, roi: 1.5 };
  const { panel } = exampleMarket({
    seed: 5,
    periods: rows,
    channels: { tv: truth, search: { ...truth, alpha: 0.1 } },
  });
  const random = randomStream(6, 'columns');
  const wave = () => Float64Array.from({ length: rows }, () => random.uniform());
  return panelOf(rows, {
    kpi: panel.kpis[0]!.values,
    channels: Object.fromEntries(panel.channels.map(({ id, spend }) => [id, spend])),
    treatments: { promo: wave() },
    controls: { competitor: wave() },
  });
}

const panel = smallPanel();

/**
 * The disagreement between gradient and differences at a random position: along a random direction, in which an error
 * of any entry shows, and entry by entry only where that fails. Relative to the largest part of the gradient along the
 * direction.
 */
export function worstGradientError(
  combination: Combination,
  seed: number,
): { readonly error: number; readonly at: string } {
  const base = modelSpec();
  const spec = modelSpec({
    channels: [
      channelSpec('tv', {
        adstock: axes.adstock[combination.adstock],
        saturation: axes.saturation[combination.saturation],
        order: axes.order[combination.order],
        effect: { sales: axes.effect[combination.effect] },
      }),
      channelSpec('search'),
    ],
    treatments: [treatmentSpec('promo')],
    controls: [controlSpec('competitor')],
    baseline: {
      ...base.baseline,
      trend: axes.trend[combination.trend],
      season: { kind: 'fourier', pairs: 1, coefficient: prior.normal(0, 1) },
    },
    noise: axes.noise[combination.noise],
  });
  const { target, names } = compileTarget(spec, panel, scalesOf(spec, panel), 'sales');
  const random = randomStream(seed, 'position');
  // A Laplace prior bends sharply at its location, coordinate 0: no difference may reach across it.
  const position = Float64Array.from({ length: target.dimension }, () => {
    const z = random.normal();
    return 0.8 * z + 0.1 * Math.sign(z);
  });
  const direction = Float64Array.from({ length: target.dimension }, () => random.normal());
  const gradient = new Float64Array(target.dimension);
  const along: Target = {
    dimension: 1,
    logDensityAndGradient: ([step], out) => {
      const value = target.logDensityAndGradient(
        position.map((x, i) => x + step! * direction[i]!),
        gradient,
      );
      out[0] = gradient.reduce((sum, entry, i) => sum + entry * direction[i]!, 0);
      return value;
    },
  };
  const { analytic, numeric } = checkGradient(along, new Float64Array(1), 0.02);
  target.logDensityAndGradient(position, gradient);
  const size = gradient.reduce((most, entry, i) => Math.max(most, Math.abs(entry * direction[i]!)), 1);
  const error = Math.abs(analytic[0]! - numeric[0]!) / size;
  return error < 1e-5 ? { error, at: 'a random direction' } : worstEntry(target, names, position);
}

function worstEntry(
  target: Target,
  names: readonly string[],
  position: Float64Array,
): { readonly error: number; readonly at: string } {
  const { analytic, numeric } = checkGradient(target, position, 0.02);
  let worst = { error: 1e-5, at: 'a random direction only' };
  names.forEach((name, i) => {
    const error = Math.abs(analytic[i]! - numeric[i]!) / Math.max(1, Math.abs(analytic[i]!));
    if (!(error <= worst.error)) worst = { error: Number.isNaN(error) ? Infinity : error, at: name };
  });
  return worst;
}
