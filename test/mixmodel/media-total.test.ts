import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGradient, randomStream, scatterStarts } from '../../src/inference/index.js';
import { assess } from '../../src/mixmodel/assess.js';
import { compileTarget } from '../../src/mixmodel/density.js';
import { faultsAgainstData } from '../../src/mixmodel/faults-against-data.js';
import { fitModel } from '../../src/mixmodel/fit.js';
import type { EffectSpec, ModelSpec, Prior } from '../../src/mixmodel/model-spec.js';
import { priorDensity } from '../../src/mixmodel/priors.js';
import { scalesOf } from '../../src/mixmodel/scales.js';
import { searchStarts } from '../../src/mixmodel/search-starts.js';
import { channelSpec, exampleMarket, modelSpec, organicSpec, prior } from './example-model.js';

const channels = {
  tv: { alpha: 0.6, half: 0.8, slope: 1, roi: 3 },
  search: { alpha: 0.15, half: 1, slope: 1, roi: 2 },
};
const { panel: paid } = exampleMarket({ seed: 5, periods: 80, channels });
const panel = {
  ...paid,
  organic: [{ id: 'newsletter', values: Float64Array.from({ length: 80 }, (_, t) => (t % 5) + 1) }],
};
const beta = prior.beta(4, 6);

function specWith(mediaTotal: Prior | null, effect: EffectSpec, fields: Partial<ModelSpec> = {}): ModelSpec {
  return modelSpec({
    channels: [channelSpec('tv', { effect: { sales: effect } }), channelSpec('search')],
    organic: [organicSpec('newsletter')],
    ...(mediaTotal === null ? {} : { mediaTotal }),
    ...fields,
  });
}

function compile(spec: ModelSpec) {
  return compileTarget(spec, panel, scalesOf(spec, panel), 'sales');
}

/** Share of the paid media at a position, by the contributions that are shown of a draw. */
function shareAt(spec: ModelSpec, position: Float64Array): number {
  const compiled = compile(spec);
  const displayed = new Float64Array(compiled.displayed.length);
  compiled.record(position, randomStream(1, 'share'), new Float64Array(compiled.columns.length), displayed);
  const total = panel.kpis[0]!.values.reduce((sum, value) => sum + value, 0);
  const contribution = (id: string) => displayed[compiled.displayed.indexOf(`contribution[${id}]`)]!;
  return (contribution('tv') + contribution('search')) / total;
}

const effects: readonly EffectSpec[] = [
  { on: 'roi', prior: prior.lognormal(0.2, 0.9) },
  { on: 'marginal_roi', prior: prior.lognormal(0, 0.7) },
  { on: 'contribution', prior: prior.beta(1, 19) },
  { on: 'coefficient', prior: prior.halfnormal(1) },
  { on: 'coefficient', prior: prior.normal(0, 1) },
  { on: 'coefficient', prior: prior.uniform(0, 3) },
  { on: 'coefficient', prior: prior.fixed(0.4) },
];

describe('a prior on the media total', () => {
  it('adds its log density at the share of the paid media, organic media left out, and the exact gradient', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...effects),
        fc.constantFrom(beta, prior.normal(0.3, 0.1), prior.shifted(prior.gamma(3, 9), -0.4)),
        fc.constantFrom('adstock_first' as const, 'saturation_first' as const),
        fc.integer({ min: 1, max: 1e6 }),
        (effect, mediaTotal, order, seed) => {
          const tv = channelSpec('tv', {
            effect: { sales: effect },
            order,
            saturation: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.lognormal(0, 0.3) },
          });
          const fields = { channels: [tv, channelSpec('search')] };
          const spec = specWith(mediaTotal, effect, fields);
          const compiled = compile(spec);
          const start = randomStream(seed, 'position');
          const position = compiled.movedInside!(
            Float64Array.from({ length: compiled.target.dimension }, () => 0.6 * start.normal()),
          );
          const gradient = new Float64Array(position.length);
          const plain = compile(specWith(null, effect, fields)).target.logDensityAndGradient(position, gradient);
          const whole = compiled.target.logDensityAndGradient(position, gradient);
          const expected = priorDensity(mediaTotal).logDensity(shareAt(spec, position));
          expect(whole - plain).toBeCloseTo(expected, 8 - Math.ceil(Math.log10(Math.max(1, Math.abs(plain)))));
          // A start at the very edge bends faster than differences can follow.
          fc.pre(Math.abs(expected) < 20);
          const check = checkGradient(compiled.target, position, 0.005);
          const size = check.analytic.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
          compiled.names.forEach((name, i) => {
            const error = Math.abs(check.analytic[i]! - check.numeric[i]!);
            expect(error, name).toBeLessThan(1e-5 * Math.max(1, Math.abs(check.analytic[i]!)) + 1e-6 * size);
          });
        },
      ),
      { numRuns: 120 },
    );
  });

  it('has no density outside its support, and brings the starts of the search inside', () => {
    // Returns so large that at the priors' medians media explain many times the KPI.
    const huge: EffectSpec = { on: 'roi', prior: prior.lognormal(6, 0.5) };
    for (const mediaTotal of [beta, prior.uniform(0.3, 0.35), prior.truncatedNormal(0.1, 0.05, 0, 0.2)]) {
      const spec = specWith(mediaTotal, huge);
      const compiled = compile(spec);
      const { target } = compiled;
      const gradient = new Float64Array(target.dimension);
      const scattered = scatterStarts(target.dimension, 16, 3);
      for (const start of scattered) expect(target.logDensityAndGradient(start, gradient)).toBe(-Infinity);
      for (const start of searchStarts(compiled, 16, 3)) {
        expect(Number.isFinite(target.logDensityAndGradient(start, gradient))).toBe(true);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }
      expect(faultsAgainstData(spec, panel, () => ({ file: 'model.yaml' }))).toEqual([]);
    }
  });

  it('leaves a start with a density as it is', () => {
    const compiled = compile(
      specWith(beta, effects[2]!, { channels: [channelSpec('tv', { effect: { sales: effects[2]! } })] }),
    );
    const [start] = scatterStarts(compiled.target.dimension, 1, 3);
    expect(compiled.movedInside!(start!)).toEqual(start);
  });

  it('moves the share towards itself where the data say little', async () => {
    // Media that hardly vary beside a KPI that does, so that the data cannot tell media from baseline.
    const random = randomStream(11, 'flat');
    const even = () => Float64Array.from({ length: 80 }, () => 50 * (1 + 0.01 * random.normal()));
    const flat = {
      ...paid,
      kpis: [{ ...paid.kpis[0]!, values: Float64Array.from({ length: 80 }, () => 1000 + 100 * random.normal()) }],
      channels: paid.channels.map((channel) => {
        const spend = even();
        return { ...channel, spend, media: spend };
      }),
    };
    const shareOf = async (mediaTotal: Prior | null): Promise<{ mean: number; sd: number; gate: boolean }> => {
      const spec = modelSpec({
        channels: [channelSpec('tv'), channelSpec('search')],
        ...(mediaTotal === null ? {} : { mediaTotal }),
      });
      const fitted = await fitModel(spec, flat, { seed: 4 });
      const { baselineShare } = assess(fitted).kpis[0]!;
      return { mean: 1 - baselineShare.mean, sd: baselineShare.sd, gate: fitted.sampler.gate };
    };
    const without = await shareOf(null);
    const high = await shareOf(prior.beta(60, 40));
    const low = await shareOf(prior.beta(4, 96));
    expect([high.gate, low.gate]).toEqual([true, true]);
    expect(high.mean).toBeGreaterThan(without.mean + 0.1);
    expect(low.mean).toBeLessThan(without.mean - 0.03);
    expect(Math.abs(high.mean - 0.6)).toBeLessThan(Math.abs(without.mean - 0.6) / 2);
    expect(Math.abs(low.mean - 0.04)).toBeLessThan(Math.abs(without.mean - 0.04) / 2);
  }, 120_000);

  it('is not fitted to several groups', () => {
    const spec = specWith(beta, effects[0]!);
    expect(() => compileTarget(spec, { ...panel, groups: ['north', 'south'] }, scalesOf(spec, panel), 'sales')).toThrow(
      /media total/,
    );
  });
});
