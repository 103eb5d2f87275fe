import { describe, expect, it } from 'vitest';
import type { Panel } from '../../src/data/index.js';
import { quantiles, randomStream } from '../../src/inference/index.js';
import { assess } from '../../src/mixmodel/assess.js';
import { fitModel, type SampledModel } from '../../src/mixmodel/fit.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { MediaPath, type MediaTransforms } from '../../src/mixmodel/media-path.js';
import { optimalFrequency } from '../../src/mixmodel/optimal-frequency.js';
import type { AdstockSpec, ChannelSpec } from '../../src/mixmodel/model-spec.js';
import { channelSpec, flights, modelSpec, panelOf, prior } from './example-model.js';

const periods = 156;
const hill = { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.fixed(1) } as const;

interface Case {
  readonly name: string;
  readonly transforms: MediaTransforms;
  /** Aligned with the shape parameters. */
  readonly truth: readonly number[];
  readonly hasReach?: boolean;
}

const adstocks = {
  binomial: { kind: 'binomial', periods: 8, alpha: prior.beta(1, 3), normalised: true },
  delayed: { kind: 'delayed', periods: 8, alpha: prior.beta(1, 3), peak: prior.halfnormal(1.75), normalised: true },
  weibull_pdf: {
    kind: 'weibull_pdf',
    periods: 9,
    shape: prior.gamma(9, 3),
    scale: prior.gamma(4, 2),
    normalised: true,
  },
  weibull_cdf: {
    kind: 'weibull_cdf',
    periods: 9,
    shape: prior.gamma(9, 3),
    scale: prior.gamma(4, 2),
    normalised: true,
  },
  geometric: { kind: 'geometric', periods: 8, alpha: prior.beta(1, 3), normalised: true },
} as const satisfies Record<string, AdstockSpec>;

const cases: readonly Case[] = [
  { name: 'binomial', transforms: { adstock: adstocks.binomial, saturation: hill }, truth: [0.5, 0.9, 1] },
  { name: 'delayed', transforms: { adstock: adstocks.delayed, saturation: hill }, truth: [0.5, 2, 0.9, 1] },
  { name: 'Weibull density', transforms: { adstock: adstocks.weibull_pdf, saturation: hill }, truth: [2.5, 3, 0.9, 1] },
  {
    name: 'Weibull survival',
    transforms: { adstock: adstocks.weibull_cdf, saturation: hill },
    truth: [2, 2.5, 0.9, 1],
  },
  {
    name: 'saturation first',
    transforms: { adstock: adstocks.geometric, saturation: hill, order: 'saturation_first' },
    truth: [0.5, 0.9, 1],
  },
  {
    name: 'reach and frequency',
    transforms: {
      adstock: adstocks.geometric,
      saturation: {
        kind: 'hill',
        half: prior.shifted(prior.lognormal(0.7, 0.4), 0.1),
        slope: prior.lognormal(0.7, 0.4),
      },
      order: 'saturation_first',
    },
    truth: [0.4, 2.2, 2.4],
    hasReach: true,
  },
];

/** Sales of about 1000 a week with one channel of this kind, true ROI 2. */
function marketOf({ name, transforms, truth, hasReach = false }: Case): Panel {
  const random = randomStream(31, 'recovery of transforms', name);
  const media = flights(periods, 60, 0.6, random);
  const frequency = media.map((value) => (value > 0 ? 1 + 4 * random.uniform() ** 2 : 0));
  const active = Float64Array.from(media.filter((value) => value > 0)).sort();
  const scaled = media.map((value) => value / active[active.length >> 1]!);
  const path = new MediaPath(transforms, scaled, 0, hasReach ? { values: frequency, before: 0 } : null);
  path.evaluate(truth);
  const spent = media.reduce((sum, value) => sum + value, 0);
  const total = path.f.reduce((sum, value) => sum + value, 0);
  const kpi = path.f.map(
    (value, week) => 1000 + 50 * Math.sin(week / 8.3) + (2 * spent * value) / total + 8 * random.normal(),
  );
  const panel = panelOf(periods, { kpi, channels: { tv: media } });
  return hasReach
    ? { ...panel, channels: panel.channels.map((one) => ({ ...one, frequency, mediaIsSpend: false })) }
    : panel;
}

async function fitted(one: Case, panel: Panel): Promise<SampledModel> {
  const tv: ChannelSpec = channelSpec('tv', one.transforms);
  const spec = modelSpec({ channels: [tv], holdout: { periods: 13, origins: 0 } });
  return fitModel(spec, panel, { seed: 4 });
}

describe('a simulated channel', () => {
  it.each(cases)('with $name is found again: return and shape within their ranges', async (one) => {
    const panel = marketOf(one);
    const model = await fitted(one, panel);
    const kpi = model.kpis[0]!;
    const rows = allRows(kpi);
    const range = (column: string): [number, number] => {
      const [low, high] = quantiles(drawColumn(kpi, column, rows), [0.001, 0.999]);
      return [low!, high!];
    };
    const [low, high] = range('roi[tv]');
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
    expect(high - low).toBeLessThan(2);
    one.truth.forEach((truth, j) => {
      const name = kpi.columns[j]!;
      const [least, most] = range(name);
      expect(least, name).toBeLessThanOrEqual(truth);
      expect(most, name).toBeGreaterThanOrEqual(truth);
    });
    const { channels } = assess(model).kpis[0]!;
    if (one.hasReach !== true) {
      expect(channels[0]!.reach).toBeUndefined();
      return;
    }
    const best = optimalFrequency('hill', 2.2, 2.4);
    expect(channels[0]!.reach!.optimalFrequency.p025).toBeLessThan(best);
    expect(channels[0]!.reach!.optimalFrequency.p975).toBeGreaterThan(best);
  });
});

describe('the best frequency', () => {
  it('is where an impression does most, never below once', () => {
    for (const [half, slope] of [
      [2.2, 2.4],
      [4, 1.3],
      [0.5, 2],
      [3, 0.8],
    ] as const) {
      const perImpression = (q: number): number => q ** (slope - 1) / (q ** slope + half ** slope);
      const best = optimalFrequency('hill', half, slope);
      expect(best).toBeGreaterThanOrEqual(1);
      for (let q = 1; q < 20; q += 0.01) expect(perImpression(q)).toBeLessThanOrEqual(perImpression(best) + 1e-12);
    }
    expect(optimalFrequency('logistic', 1, 1)).toBe(1);
  });
});
