/** The models that calibration is checked on, short and long. */
import type { Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import type { ChannelSpec, ModelSpec } from '../../src/mixmodel/model-spec.js';
import { channelSpec, controlSpec, flights, modelSpec, panelOf, prior } from '../mixmodel/example-model.js';

/** Flighted channels and one control, `periods` weeks; the KPI is filled in by the prior market. */
export function calibrationPanel(seed: number, periods: number, channels: readonly string[]): Panel {
  const random = randomStream(seed, 'calibration panel');
  return panelOf(periods, {
    kpi: new Float64Array(periods).fill(1),
    channels: Object.fromEntries(channels.map((id) => [id, flights(periods, 40, 0.7, random)])),
    controls: { price: Float64Array.from({ length: periods }, () => random.normal()) },
  });
}

const { baseline } = modelSpec();
const adstock = { kind: 'geometric', periods: 8, alpha: prior.beta(2, 3), normalised: true } as const;

/** Two channels, a control and one seasonal pair, with transforms replaced. */
function transformed(media: Partial<ChannelSpec>): ModelSpec {
  return modelSpec({
    channels: ['tv', 'search'].map((id) =>
      channelSpec(id, {
        adstock,
        saturation: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.lognormal(0.2, 0.3) },
        effect: { sales: { on: 'roi', prior: prior.lognormal(0.2, 0.9) } },
        ...media,
      }),
    ),
    controls: [controlSpec('price', { coefficient: prior.normal(0, 1) })],
    baseline: {
      ...baseline,
      intercept: prior.normal(0, 1),
      trend: { kind: 'none' },
      season: { kind: 'fourier', pairs: 1, coefficient: prior.normal(0, 0.5) },
    },
    noise: { kind: 'normal', sd: prior.halfnormal(0.5) },
  });
}

/** One channel and one control, with a noise or a level of their own. */
function movingModel(fields: {
  readonly noise: ModelSpec['noise'];
  readonly trend?: ModelSpec['baseline']['trend'];
}): ModelSpec {
  return modelSpec({
    channels: [
      channelSpec('tv', {
        adstock,
        saturation: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.fixed(1) },
        effect: { sales: { on: 'roi', prior: prior.lognormal(0.2, 0.9) } },
      }),
    ],
    controls: [controlSpec('price', { coefficient: prior.normal(0, 1) })],
    baseline: {
      ...baseline,
      intercept: prior.normal(0, 1),
      trend: fields.trend ?? { kind: 'none' },
      season: { kind: 'fourier', pairs: 1, coefficient: prior.normal(0, 0.5) },
    },
    noise: fields.noise,
  });
}

/** A transform, a noise or a term more is one entry more. */
export const calibrationModels: Readonly<Record<string, ModelSpec>> = {
  'geometric × Hill, ROI priors': modelSpec({
    channels: ['tv', 'search'].map((id) =>
      channelSpec(id, {
        adstock,
        saturation: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.lognormal(0.2, 0.3) },
        effect: { sales: { on: 'roi', prior: prior.lognormal(0.2, 0.9) } },
      }),
    ),
    controls: [controlSpec('price', { coefficient: prior.normal(0, 1) })],
    baseline: {
      ...baseline,
      intercept: prior.normal(0, 1),
      season: { kind: 'fourier', pairs: 1, coefficient: prior.normal(0, 0.5) },
    },
    noise: { kind: 'normal', sd: prior.halfnormal(0.5) },
  }),
  'geometric × logistic, coefficient priors, Laplace season': modelSpec({
    channels: ['tv', 'search'].map((id) =>
      channelSpec(id, {
        adstock,
        saturation: { kind: 'logistic', rate: prior.gamma(3, 1) },
        effect: { sales: { on: 'coefficient', prior: prior.halfnormal(1.5) } },
      }),
    ),
    controls: [controlSpec('price', { coefficient: prior.normal(0.5, 0.5) })],
    baseline: {
      ...baseline,
      intercept: prior.normal(0, 1),
      trend: { kind: 'linear', coefficient: prior.normal(0, 1) },
      season: { kind: 'fourier', pairs: 1, coefficient: prior.laplace(0, 0.5) },
    },
    noise: { kind: 'normal', sd: prior.halfnormal(0.5) },
  }),
  'binomial × Hill, saturation first': transformed({
    adstock: { kind: 'binomial', periods: 8, alpha: prior.beta(2, 3), normalised: true },
    order: 'saturation_first',
  }),
  'delayed × Hill': transformed({
    adstock: { kind: 'delayed', periods: 8, alpha: prior.beta(3, 3), peak: prior.uniform(0, 3), normalised: true },
  }),
  'Weibull density × logistic': transformed({
    adstock: {
      kind: 'weibull_pdf',
      periods: 8,
      shape: prior.gamma(9, 3),
      scale: prior.gamma(9, 3),
      normalised: true,
    },
    saturation: { kind: 'logistic', rate: prior.gamma(3, 1) },
  }),
  'Weibull survival, no saturation': transformed({
    adstock: {
      kind: 'weibull_cdf',
      periods: 8,
      shape: prior.gamma(9, 5),
      scale: prior.gamma(9, 3),
      normalised: true,
    },
    saturation: { kind: 'none' },
  }),
  'AR(1) noise': movingModel({ noise: { kind: 'normal', sd: prior.halfnormal(0.5), ar: prior.beta(2, 2) } }),
  // Without AR(1) noise, which so few periods can hardly tell from a walk: chains mix too slowly to rank.
  'a drifting level': movingModel({
    trend: { kind: 'drift', stepSd: prior.halfnormal(0.2) },
    noise: { kind: 'normal', sd: prior.halfnormal(0.5) },
  }),
  'Student t noise with AR(1) steps': movingModel({
    noise: {
      kind: 'student_t',
      sd: prior.halfnormal(0.5),
      df: prior.shifted(prior.gamma(2, 0.1), 2.5),
      ar: prior.beta(2, 2),
    },
  }),
};
