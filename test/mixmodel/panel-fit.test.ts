import { describe, expect, it } from 'vitest';
import {
  scalesOf,
  type ChainCommand,
  type ChainRunner,
  type ModelSpec,
  type ReplyTo,
} from '../../src/mixmodel/index.js';
import { assess, chainCommandExecutor, fitModel, groupView } from '../../src/mixmodel/index.js';
import type { Panel } from '../../src/data/index.js';
import { channelSpec, controlSpec, modelSpec, prior } from './example-model.js';
import { panelMarket } from './panel-market.js';

const market = panelMarket({
  seed: 5,
  groups: 4,
  periods: 78,
  channels: {
    tv: { roi: 1.5, alpha: 0.5, half: 0.8, spread: 0.3 },
    search: { roi: 0.8, alpha: 0.1, half: 1.2, spread: 0.1 },
  },
  noise: 1,
});

function specOf(fields: Partial<ModelSpec> = {}): ModelSpec {
  const base = modelSpec();
  return modelSpec({
    channels: [channelSpec('tv'), channelSpec('search')],
    controls: [controlSpec('weather')],
    baseline: { ...base.baseline, season: { kind: 'fourier', pairs: 1, coefficient: prior.normal(0, 1) } },
    data: { ...base.data, region: 'geo', population: 'population' },
    scaling: { kpi: 'standard', media: { by: 'median', over: 'all' }, fixed: null },
    ...fields,
  });
}

/** Commands spread over so many compiled copies, the last first: as threads may do. */
function runnerOf(spec: ModelSpec, panel: Panel, threads: number): ChainRunner {
  const executors = Array.from({ length: threads }, () => chainCommandExecutor(spec, panel, scalesOf(spec, panel)));
  return {
    async run<C extends ChainCommand>(commands: readonly C[]): Promise<readonly ReplyTo<C>[]> {
      await Promise.resolve();
      const replies = commands.map((command, i) => ({ command, i })).reverse();
      const done = replies.map(({ command, i }) => ({ i, reply: executors[i % threads]!(command) }));
      return done.sort((a, b) => a.i - b.i).map(({ reply }) => reply);
    },
  };
}

describe('a panel of four regions', () => {
  it('finds the effects that made it, in total and in each region, and adds up', async () => {
    const spec = specOf();
    const fitted = await fitModel(spec, market.panel, { draws: 250, seed: 3 });
    const [kpi] = assess(fitted).kpis;
    for (const channel of kpi!.channels) {
      const truth = market.contributions[channel.id]!;
      const total = truth.reduce((sum, value) => sum + value, 0);
      expect(channel.contribution.p025).toBeLessThan(total);
      expect(channel.contribution.p975).toBeGreaterThan(total);
      const byGroup = kpi!.groups!.map((group) => group.channels.find(({ id }) => id === channel.id)!);
      const sum = byGroup.reduce((all, { contribution }) => all + contribution.mean, 0);
      expect(sum).toBeCloseTo(channel.contribution.mean, 6);
      expect(byGroup.reduce((all, { spend }) => all + spend, 0)).toBeCloseTo(channel.spend, 6);
      byGroup.forEach(({ contribution }, g) => {
        const own = truth.slice(78 * g, 78 * (g + 1)).reduce((all, value) => all + value, 0);
        // Eight intervals at four standard deviations.
        expect(Math.abs(contribution.mean - own)).toBeLessThan(4 * contribution.sd);
      });
    }
    // Fit and noise: the model is the one that made the data, with noise of 1 per head.
    expect(kpi!.rSquared.mean).toBeGreaterThan(0.95);
    const view = groupView(fitted, 2);
    expect(view.panel.groups).toEqual(['g3']);
    const at = (name: string, draws = fitted.kpis[0]!): number => draws.draws[draws.columns.indexOf(name)]!;
    expect(at('coefficient[tv]', view.kpis[0])).toBe(at('coefficient[tv@g3]'));
    expect(at('intercept', view.kpis[0])).toBe(at('intercept') + at('intercept[g3]'));
  });

  it('gives the same digits whatever the number of threads', async () => {
    const spec = specOf();
    const fits = await Promise.all(
      [1, 2, 4].map((threads) =>
        fitModel(spec, market.panel, {
          draws: 20,
          warmup: 60,
          seed: 9,
          runner: runnerOf(spec, market.panel, threads),
        }),
      ),
    );
    expect(fits[1]!.kpis).toEqual(fits[0]!.kpis);
    expect(fits[2]!.kpis).toEqual(fits[0]!.kpis);
  });
});
