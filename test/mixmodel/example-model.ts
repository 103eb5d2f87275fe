import { makePeriods, type Panel } from '../../src/data/index.js';
import { randomStream, type RandomStream } from '../../src/inference/index.js';
import { geometricAdstock } from '../../src/mixmodel/adstock.js';
import type {
  ChannelSpec,
  ControlSpec,
  EffectSpec,
  MediaSpec,
  ModelSpec,
  OrganicSpec,
  Prior,
  TreatmentSpec,
} from '../../src/mixmodel/model-spec.js';
import { saturate } from '../../src/mixmodel/saturation.js';

/** Priors in short: `prior.normal(0, 1)`. */
export const prior = {
  fixed: (value: number): Prior => ({ family: 'fixed', value, shift: 0 }),
  normal: (mean: number, sd: number): Prior => ({ family: 'normal', mean, sd, shift: 0 }),
  laplace: (location: number, scale: number): Prior => ({ family: 'laplace', location, scale, shift: 0 }),
  halfnormal: (sd: number): Prior => ({ family: 'halfnormal', sd, shift: 0 }),
  lognormal: (mu: number, sigma: number): Prior => ({ family: 'lognormal', mu, sigma, shift: 0 }),
  beta: (a: number, b: number): Prior => ({ family: 'beta', a, b, shift: 0 }),
  gamma: (shape: number, rate: number): Prior => ({ family: 'gamma', shape, rate, shift: 0 }),
  uniform: (low: number, high: number): Prior => ({ family: 'uniform', low, high, shift: 0 }),
  truncatedNormal: (mean: number, sd: number, low: number, high: number): Prior => ({
    family: 'truncated_normal',
    mean,
    sd,
    low,
    high,
    shift: 0,
  }),
  studentT: (df: number, location: number, scale: number): Prior => ({
    family: 'student_t',
    df,
    location,
    scale,
    shift: 0,
  }),
  shifted: (base: Prior, shift: number): Prior => ({ ...base, shift }),
};

export const defaultAdstock: MediaSpec['adstock'] = {
  kind: 'geometric',
  periods: 8,
  alpha: prior.beta(1, 3),
  normalised: true,
};
export const defaultSaturation: MediaSpec['saturation'] = {
  kind: 'hill',
  half: prior.lognormal(-0.2, 0.7),
  slope: prior.fixed(1),
};
export const roiEffect: EffectSpec = { on: 'roi', prior: prior.lognormal(0.2, 0.9) };

export function channelSpec(id: string, fields: Partial<ChannelSpec> = {}): ChannelSpec {
  return {
    id,
    label: id,
    adstock: defaultAdstock,
    saturation: defaultSaturation,
    effect: { sales: roiEffect },
    spendColumn: id,
    mediaColumn: null,
    unit: null,
    demandDriven: false,
    tags: [],
    ...fields,
  };
}

export function organicSpec(id: string, fields: Partial<OrganicSpec> = {}): OrganicSpec {
  return {
    id,
    label: id,
    adstock: defaultAdstock,
    saturation: defaultSaturation,
    effect: { sales: { on: 'contribution', prior: prior.beta(1, 99) } },
    mediaColumn: id,
    future: { kind: 'last_year' },
    ...fields,
  };
}

export function controlSpec(id: string, fields: Partial<ControlSpec> = {}): ControlSpec {
  const coefficient = prior.normal(0, 5);
  return { id, label: id, column: id, standardise: true, coefficient, future: { kind: 'last_year' }, ...fields };
}

export function treatmentSpec(id: string, fields: Partial<TreatmentSpec> = {}): TreatmentSpec {
  const coefficient = prior.normal(0, 5);
  return { id, label: id, column: id, baseline: 'min', coefficient, future: { kind: 'last_year' }, ...fields };
}

/** The defaults of a model file, with these channels. */
export function modelSpec(fields: Partial<ModelSpec> = {}): ModelSpec {
  return {
    id: 'example',
    title: 'Example',
    currency: 'EUR',
    data: {
      file: 'example.csv',
      sheet: null,
      date: 'week',
      dateMarks: 'start',
      region: null,
      audience: null,
      population: null,
      mask: [],
      historyBefore: 'zero',
    },
    kpis: [{ id: 'sales', label: 'Sales', column: 'sales', kind: 'revenue', valuePerUnit: null }],
    channels: [],
    organic: [],
    treatments: [],
    controls: [],
    baseline: {
      intercept: prior.normal(0, 5),
      trend: { kind: 'knots', every: 26, step: prior.normal(0, 0.5) },
      season: { kind: 'fourier', pairs: 3, coefficient: prior.normal(0, 1) },
      holidays: { country: null, include: 'default', windows: {}, coefficient: prior.normal(0, 1) },
    },
    groups: {
      pooling: 'partial',
      effects: 'normal',
      spread: prior.halfnormal(1),
      intercept: prior.normal(0, 5),
      poolControls: false,
      controlsSpread: prior.halfnormal(5),
      baselineGroup: null,
    },
    noise: { kind: 'normal', sd: prior.halfnormal(2), perGroup: false },
    scaling: { kpi: 'standard', media: { by: 'median', over: 'group' }, fixed: null },
    experiments: [],
    holdout: { periods: 13, origins: 3 },
    fit: { chains: 4, warmup: 'auto', draws: 'auto', seed: 7 },
    ...fields,
  };
}

/** Weekly periods from Monday 3 January 2022. */
export function weeks(count: number): Panel['periods'] {
  return makePeriods(
    Array.from({ length: count }, (_, week) => 18995 + 7 * week),
    'weekly',
    'start',
  );
}

/** A panel of one group around given series; spend is media, everything stands in the likelihood. */
export function panelOf(
  periods: number,
  series: {
    readonly kpi: Float64Array;
    readonly channels?: Readonly<Record<string, Float64Array>>;
    readonly organic?: Readonly<Record<string, Float64Array>>;
    readonly treatments?: Readonly<Record<string, Float64Array>>;
    readonly controls?: Readonly<Record<string, Float64Array>>;
    readonly holidays?: Panel['holidays'];
    readonly valuePerUnit?: Float64Array;
  },
): Panel {
  const list = (values: Readonly<Record<string, Float64Array>> = {}) =>
    Object.entries(values).map(([id, column]) => ({ id, values: column }));
  return {
    grain: 'weekly',
    dateMarks: 'start',
    periods: weeks(periods),
    groups: ['all'],
    inLikelihood: new Uint8Array(periods).fill(1),
    kpis: [{ id: 'sales', values: series.kpi, valuePerUnit: series.valuePerUnit ?? null }],
    channels: Object.entries(series.channels ?? {}).map(([id, spend]) => ({
      id,
      spend,
      media: spend,
      mediaIsSpend: true,
    })),
    organic: list(series.organic),
    treatments: list(series.treatments),
    controls: list(series.controls),
    holidays: series.holidays ?? [],
  };
}

/** Money in flights: on for a while, off for a while, at a level that wanders; `share` of 1 is always on. */
export function flights(periods: number, level: number, share: number, random: RandomStream): Float64Array {
  let on = random.uniform() < share;
  return Float64Array.from({ length: periods }, () => {
    if (random.uniform() < 0.25) on = random.uniform() < share;
    return on ? level * Math.exp(0.5 * random.normal()) : 0;
  });
}

export interface TrueChannel {
  readonly alpha: number;
  readonly half: number;
  readonly slope: number;
  readonly roi: number;
}

/** A national market with known truth: sales of about 1000 a week, flighted channels, season, trend and noise. */
export function exampleMarket(options: {
  readonly seed: number;
  readonly periods: number;
  readonly channels: Readonly<Record<string, TrueChannel>>;
  readonly noise?: number;
  readonly alwaysOn?: boolean;
}): { readonly panel: Panel; readonly contributions: Readonly<Record<string, Float64Array>> } {
  const { seed, periods, channels, noise = 40 } = options;
  const random = randomStream(seed, 'example market');
  const spend: Record<string, Float64Array> = {};
  const contributions: Record<string, Float64Array> = {};
  const kpi = Float64Array.from({ length: periods }, (_, week) => {
    const year = (2 * Math.PI * week) / 52.18;
    return 1000 + 60 * Math.sin(year) - 40 * Math.cos(2 * year) + (30 * week) / periods + noise * random.normal();
  });
  for (const [id, truth] of Object.entries(channels)) {
    const money = flights(periods, 60, options.alwaysOn ? 1 : 0.6, random);
    const active = Float64Array.from(money.filter((value) => value > 0)).sort();
    const scaled = money.map((value) => value / active[active.length >> 1]!);
    const stock = new Float64Array(periods);
    geometricAdstock(scaled, 0, truth.alpha, 8, true, stock, new Float64Array(periods));
    const path = stock.map((u) => saturate('hill', u, truth.half, truth.slope, 1));
    const total = path.reduce((sum, value) => sum + value, 0);
    const coefficient = (truth.roi * money.reduce((sum, value) => sum + value, 0)) / total;
    spend[id] = money;
    contributions[id] = path.map((value) => coefficient * value);
    contributions[id].forEach((value, week) => {
      kpi[week] = kpi[week]! + value;
    });
  }
  return { panel: panelOf(periods, { kpi, channels: spend }), contributions };
}
