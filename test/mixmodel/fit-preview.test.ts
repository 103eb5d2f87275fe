import { describe, expect, it } from 'vitest';
import { fitModel, type FitPreview } from '../../src/mixmodel/index.js';
import { returnSummaries } from '../../src/mixmodel/channel-returns.js';
import { channelSpec, exampleMarket, modelSpec } from './example-model.js';

describe('a preview from the mode', () => {
  const truth = { alpha: 0.4, half: 0.8, slope: 1 };
  const { panel } = exampleMarket({
    periods: 120,
    seed: 9,
    channels: { tv: { ...truth, roi: 1.2 }, radio: { ...truth, roi: 0.7 } },
  });
  const spec = modelSpec({ channels: [channelSpec('tv'), channelSpec('radio')] });

  it('comes once per KPI before the first draw, near what the posterior says, and changes no digit of it', async () => {
    const said: string[] = [];
    const previews: FitPreview[] = [];
    const fitted = await fitModel(spec, panel, {
      draws: 250,
      onProgress: ({ phase }) => said.push(phase),
      onPreview: (preview) => {
        said.push('preview');
        previews.push(preview);
      },
    });
    expect(said.filter((one) => one === 'preview')).toHaveLength(1);
    expect(said.indexOf('preview')).toBeLessThan(said.indexOf('warm-up'));
    const [preview] = previews;
    expect(preview!.channels.map(({ id }) => id)).toEqual(['tv', 'radio']);
    const posterior = returnSummaries(fitted, spec.kpis[0]!.id);
    for (const { id, roi } of preview!.channels) {
      const { mean, sd } = posterior.get(id)!;
      expect(Math.abs(roi.p50 - mean) / sd).toBeLessThan(1);
      expect(roi.sd / sd).toBeGreaterThan(0.4);
      expect(roi.sd / sd).toBeLessThan(2.5);
    }
    const without = await fitModel(spec, panel, { draws: 250 });
    expect(without.kpis[0]!.draws).toEqual(fitted.kpis[0]!.draws);
  }, 60_000);
});
