import { dayOf, makePeriods, type ChannelSeries, type Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { scalesOf, type FittedModel, type ModelSpec, type Summary } from '../../src/mixmodel/index.js';
import { summarise } from '../../src/planning/evaluate/index.js';

export interface FixtureOptions {
  readonly channels?: number;
  readonly periods?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly slope?: number;
  /** Channels whose media are units bought at a price, not the spend itself; every second one by default. */
  readonly unitsEvery?: number;
  /** Index of a channel whose effect is negative in every draw. */
  readonly harmful?: number;
  readonly secondKpi?: boolean;
}

const normal = { family: 'normal', mean: 0, sd: 1, shift: 0 } as const;

/**
 * A fitted model made by hand: a weekly national panel from Monday 2023-01-02, and posterior draws around plausible
 * values. Nothing was sampled; the planner only needs draws.
 */
export function fittedFixture(options: FixtureOptions = {}): FittedModel {
  const count = options.channels ?? 4;
  const length = options.periods ?? 130;
  const draws = options.draws ?? 200;
  const seed = options.seed ?? 1;
  const random = randomStream(seed, 'fixture');
  const unitsEvery = options.unitsEvery ?? 2;
  const ids = Array.from({ length: count }, (_, c) => `ch${c}`);
  const labels = Array.from({ length: length }, (_, t) => dayOf(2023, 1, 2) + 7 * t);
  const periods = makePeriods(labels, 'weekly', 'start');

  const channels = ids.map((id, c): ChannelSeries => {
    const mean = 20_000 * (1 + c);
    const spend = Float64Array.from({ length }, () => {
      const on = c === 0 || random.uniform() < 0.7;
      return on ? Math.round(mean * Math.exp(0.4 * random.normal())) : 0;
    });
    const mediaIsSpend = c % unitsEvery !== unitsEvery - 1;
    const media = mediaIsSpend ? spend : spend.map((money) => money / (40 * Math.exp(0.1 * random.normal())));
    return { id, spend, media, mediaIsSpend };
  });
  const price = Float64Array.from({ length }, () => 10 + random.normal());
  const rival = Float64Array.from({ length }, () => 100 + 10 * random.normal());
  const level = 1_500_000 * count;
  const sales = Float64Array.from({ length }, (_, t) =>
    Math.round(level * (1 + 0.1 * Math.sin((2 * Math.PI * t) / 52.18)) + 60_000 * random.normal()),
  );
  const orders = sales.map((value) => Math.round(value / 50));
  const kpis = [{ id: 'sales', values: sales, valuePerUnit: null }];
  if (options.secondKpi === true) kpis.push({ id: 'orders', values: orders, valuePerUnit: null });
  const panel: Panel = {
    grain: 'weekly',
    dateMarks: 'start',
    periods,
    groups: ['all'],
    inLikelihood: new Uint8Array(length).fill(1),
    kpis,
    channels,
    organic: [],
    treatments: [{ id: 'price', values: price }],
    controls: [{ id: 'rival', values: rival }],
    holidays: [],
  };
  const spec = specOf(ids, options);
  const scales = scalesOf(spec, panel);
  return {
    schema: 'mixplan/fit@1',
    spec,
    panel,
    scales,
    seed,
    sampler: {
      chains: 4,
      draws: draws / 4,
      maxRhat: 1.003,
      minBulkEss: 600,
      minTailEss: 550,
      divergences: 0,
      minEbfmi: 0.8,
      gradients: 40_000,
      modes: 1,
      gate: true,
      missed: [],
    },
    kpis: spec.kpis.map(({ id }, k) => fittedKpi(id, ids, draws, seed + k, options)),
    assessment: assessmentOf(spec, panel),
  };
}

function specOf(ids: readonly string[], options: FixtureOptions): ModelSpec {
  const kpiIds = options.secondKpi === true ? ['sales', 'orders'] : ['sales'];
  return {
    id: 'fixture',
    title: 'Fixture',
    currency: 'EUR',
    data: {
      file: 'fixture.csv',
      sheet: null,
      date: 'week',
      dateMarks: 'start',
      region: null,
      audience: null,
      population: null,
      mask: [],
      historyBefore: 'zero',
    },
    kpis: kpiIds.map((id) => ({
      id,
      label: id,
      column: id,
      kind: id === 'sales' ? 'revenue' : 'count',
      valuePerUnit: null,
    })),
    channels: ids.map((id, c) => ({
      id,
      label: `Channel ${c}`,
      spendColumn: `${id}_spend`,
      mediaColumn: c % (options.unitsEvery ?? 2) === (options.unitsEvery ?? 2) - 1 ? `${id}_grp` : null,
      unit: c % (options.unitsEvery ?? 2) === (options.unitsEvery ?? 2) - 1 ? 'grp' : null,
      adstock: { kind: 'geometric', periods: 8, alpha: { family: 'beta', a: 1, b: 3, shift: 0 }, normalised: true },
      saturation: {
        kind: 'hill',
        half: { family: 'lognormal', mu: 0, sigma: 0.7, shift: 0 },
        slope: { family: 'lognormal', mu: 0.3, sigma: 0.3, shift: 0 },
      },
      effect: Object.fromEntries(kpiIds.map((kpi) => [kpi, { on: 'coefficient', prior: normal }])),
      demandDriven: false,
      tags: [],
    })),
    organic: [],
    treatments: [
      {
        id: 'price',
        label: 'Price',
        column: 'price',
        baseline: 'min',
        coefficient: normal,
        future: { kind: 'last_year' },
      },
    ],
    controls: [
      {
        id: 'rival',
        label: 'Rival',
        column: 'rival',
        standardise: true,
        coefficient: normal,
        future: { kind: 'held' },
      },
    ],
    baseline: {
      intercept: normal,
      trend: { kind: 'none' },
      season: { kind: 'fourier', pairs: 1, coefficient: normal },
      holidays: { country: null, include: 'default', windows: {}, coefficient: normal },
    },
    noise: { kind: 'normal', sd: { family: 'halfnormal', sd: 1, shift: 0 } },
    scaling: { kpi: 'standard', media: { by: 'median', over: 'group' }, fixed: null },
    experiments: [],
    holdout: { periods: 13, origins: 3 },
    fit: { chains: 4, warmup: 'auto', draws: 'auto', seed: 7 },
  };
}

function fittedKpi(
  id: string,
  channels: readonly string[],
  draws: number,
  seed: number,
  options: FixtureOptions,
): FittedModel['kpis'][number] {
  const random = randomStream(seed, 'fixture draws', id);
  const columns: string[] = [];
  const centres: (() => number)[] = [];
  const add = (name: string, next: () => number): void => {
    columns.push(name);
    centres.push(next);
  };
  channels.forEach((channel, c) => {
    const half = 0.6 + 0.8 * random.uniform();
    const coefficient = (c === options.harmful ? -1 : 1) * (0.4 + 0.8 * random.uniform());
    add(`alpha[${channel}]`, () => random.beta(4, 6));
    add(`half[${channel}]`, () => half * Math.exp(0.2 * random.normal()));
    add(`slope[${channel}]`, () =>
      options.slope === 1 ? 1 : (options.slope ?? 1.6) * Math.exp(0.1 * random.normal()),
    );
    add(`coefficient[${channel}]`, () => coefficient * Math.exp(0.2 * random.normal()));
  });
  add('intercept', () => -1 + 0.05 * random.normal());
  add('season[sin1]', () => 0.8 + 0.05 * random.normal());
  add('season[cos1]', () => 0.1 + 0.05 * random.normal());
  add('control[rival]', () => -0.1 + 0.02 * random.normal());
  add('treatment[price]', () => -0.2 + 0.02 * random.normal());
  add('sigma', () => 0.3 * Math.exp(0.05 * random.normal()));
  const values = new Float64Array(draws * columns.length);
  for (let d = 0; d < draws; d++) centres.forEach((next, j) => (values[d * columns.length + j] = next()));
  return { id, columns, draws: values, diagnostics: [], gradients: 40_000 };
}

function assessmentOf(spec: ModelSpec, panel: Panel): FittedModel['assessment'] {
  const flat: Summary = summarise(Float64Array.of(0.5, 0.6, 0.7));
  return {
    kpis: spec.kpis.map(({ id }) => ({
      id,
      baselineShare: flat,
      rSquared: flat,
      rmse: flat,
      mae: flat,
      channels: spec.channels.map((channel) => ({
        id: channel.id,
        spend: panel.channels.find((series) => series.id === channel.id)!.spend.reduce((a, b) => a + b, 0),
        contribution: flat,
        roi: flat,
        realisedRoi: flat,
        marginalRoi: flat,
        share: flat,
        priorRoi: flat,
        grade: 'B',
        gradeReasons: [],
        collinearity: 0.3,
        parameters: {},
        curve: [],
        contributions: [],
        decay: [],
      })),
      others: [],
      periods: panel.periods.map((period, t) => ({
        period: period.label,
        actual: panel.kpis[0]!.values[t]!,
        fitted: flat,
        predicted: flat,
        baseline: flat,
      })),
      residualLag1: 0.05,
    })),
    reviews: [],
    holdout: {
      status: 'computing',
      origins: 3,
      periods: 13,
      wape: 0,
      mape: 0,
      crps: 0,
      coverage80: 0,
      seconds: 0,
      naive: [],
      points: [],
    },
  };
}
