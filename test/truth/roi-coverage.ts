/** How often 90 % ROI intervals hold the truth, where truths are drawn from the priors of the model file's defaults. */
import { quantiles } from '../../src/inference/index.js';
import { allRows, drawColumn } from '../../src/mixmodel/draw-columns.js';
import { fitModel } from '../../src/mixmodel/fit.js';
import { priorQuantile } from '../../src/mixmodel/prior-quantile.js';
import { channelSpec, controlSpec, modelSpec, prior, roiEffect } from '../mixmodel/example-model.js';
import { calibrationPanel } from './calibration-models.js';
import { drawPriorMarket } from './prior-market.js';

const channels = ['tv', 'video', 'social', 'search', 'radio', 'outdoor'];

/** Defaults, but for priors of the baseline and noise that a market may well be drawn from. */
const model = modelSpec({
  channels: channels.map((id) => channelSpec(id)),
  controls: [controlSpec('price', { coefficient: prior.normal(0, 1) })],
  baseline: {
    ...modelSpec().baseline,
    intercept: prior.normal(0, 1),
    season: { kind: 'fourier', pairs: 3, coefficient: prior.normal(0, 0.3) },
  },
  noise: { kind: 'normal', sd: prior.halfnormal(0.5) },
});

export interface Coverage {
  readonly covered: number;
  readonly intervals: number;
  readonly share: number;
  /** Mean over channels and markets of the posterior interval's width ÷ the prior interval's. */
  readonly relativeWidth: number;
  readonly missedGates: number;
}

export async function roiCoverage(markets: number, periods: number): Promise<Coverage> {
  let covered = 0;
  let width = 0;
  let missedGates = 0;
  const priorWidth = priorQuantile(roiEffect.prior, 0.95) - priorQuantile(roiEffect.prior, 0.05);
  for (let seed = 1; seed <= markets; seed++) {
    const market = drawPriorMarket(model, calibrationPanel(seed, periods, channels), seed);
    const fitted = await fitModel(market.spec, market.panel, { seed });
    const kpi = fitted.kpis[0]!;
    if (!fitted.sampler.gate) missedGates++;
    for (const id of channels) {
      const [low, high] = quantiles(drawColumn(kpi, `roi[${id}]`, allRows(kpi)), [0.05, 0.95]);
      const truth = market.truth[`roi[${id}]`]!;
      if (truth >= low! && truth <= high!) covered++;
      width += (high! - low!) / priorWidth;
    }
  }
  const intervals = markets * channels.length;
  return { covered, intervals, share: covered / intervals, relativeWidth: width / intervals, missedGates };
}
