import { summary } from '../inference/index.js';
import { withChannel, withScaledSpend } from './altered-panel.js';
import { kpiContext, type KpiContext } from './assess-context.js';
import { drawColumn } from './draw-columns.js';
import type { SampledModel } from './fit.js';
import { averageActive } from './media-curve.js';
import { planningDraws } from './planning-draws.js';
import { assessedMedia, noTotals, type AssessedMedium } from './roi-medium.js';

/** A lift test that could be made: the channel's usual spend against so many times of it, for some periods. */
export interface TestDesign {
  /** 0: the channel goes dark. */
  readonly factor: number;
  readonly periods: number;
}

/** What each draw says of one channel under other spends. */
export interface ChannelScenarios {
  readonly id: string;
  /** Money over the KPI window. */
  readonly spend: number;
  /** `(draws)` */
  readonly roi: Float64Array;
  /** One per multiple, `(draws)`: value of the history with all its spend multiplied, effect after the data included. */
  readonly values: readonly Float64Array[];
  /** One per design, `(draws)`: KPI units that the test would move within its periods, and the money it moves. */
  readonly tests: readonly { readonly effect: Float64Array; readonly money: number }[];
}

export interface SpendScenarios {
  readonly draws: number;
  readonly channels: readonly ChannelScenarios[];
  /** One per design: standard error of a test's effect, KPI units. */
  readonly noise: readonly number[];
}

/**
 * The history of every channel of a KPI spent otherwise, draw by draw, for questions about the value of knowing more.
 * National data.
 * @param multiples of the historical spend, the same for all channels
 * @param count draws at most
 */
export function spendScenarios(
  sampled: SampledModel,
  kpiId: string,
  multiples: readonly number[],
  designs: readonly TestDesign[],
  count: number,
): SpendScenarios {
  const context = kpiContext(sampled, kpiId);
  const drawRows = planningDraws(sampled, kpiId, count);
  const scaled = multiples.map(
    (multiple) =>
      assessedMedia(
        kpiContext({ ...sampled, panel: withScaledSpend(sampled.panel, multiple, context.window.from) }, kpiId),
      ).channels,
  );
  const channels = assessedMedia(context).channels.map((medium, index): ChannelScenarios => ({
    id: medium.id,
    spend: medium.spend,
    roi: valuesOf(medium, drawRows).map((value) => (medium.spend > 0 ? value / medium.spend : 0)),
    values: scaled.map((media) => valuesOf(media[index]!, drawRows)),
    tests: designs.map((design) => testOf(sampled, context, medium.id, design, drawRows)),
  }));
  const sd = noisePerPeriod(context, drawRows);
  return { draws: drawRows.length, channels, noise: designs.map(({ periods }) => sd * Math.sqrt(periods)) };
}

/** Value of all the effect of a medium's spend, `(draws)`. */
function valuesOf(medium: AssessedMedium, drawRows: Int32Array): Float64Array {
  const totals = noTotals();
  return Float64Array.from(drawRows, (draw) => {
    medium.totals(medium.parametersOf(draw), totals);
    return totals.roi * medium.spend;
  });
}

/** Both arms of a test stand in the last periods of the data, in place of what was spent there. */
function testOf(
  sampled: SampledModel,
  context: KpiContext,
  id: string,
  { factor, periods }: TestDesign,
  drawRows: Int32Array,
): ChannelScenarios['tests'][number] {
  const { panel } = sampled;
  const to = panel.periods.length;
  const from = Math.max(context.window.from, to - periods);
  const channel = panel.channels.find((one) => one.id === id);
  const usual = averageActive(channel?.spend.subarray(context.window.from) ?? new Float64Array(0));
  const arm = (share: number): AssessedMedium => {
    const altered = withChannel(panel, id, ({ spend, media }) => {
      const units = averageActive(media.subarray(context.window.from));
      return { spend: spend.slice().fill(usual * share, from), media: media.slice().fill(units * share, from) };
    });
    const media = assessedMedia(kpiContext({ ...sampled, panel: altered }, context.kpi.id)).channels;
    return media.find((one) => one.id === id)!;
  };
  const [asUsual, tested] = [arm(1), arm(factor)];
  const effect = Float64Array.from(drawRows, (draw) => {
    const parameters = asUsual.parametersOf(draw);
    asUsual.run(parameters);
    tested.run(parameters);
    let difference = 0;
    for (let row = from; row < to; row++) difference += tested.path[row]! - asUsual.path[row]!;
    return parameters.coefficient * context.scale * difference;
  });
  return { effect, money: (factor - 1) * usual * (to - from) };
}

/**
 * Standard deviation that one period adds to a sum over periods, KPI units: σ, times √((1 + ρ)/(1 − ρ)) where the noise
 * is autocorrelated and √(df/(df − 2)) where it is Student t; mean of the variance over the draws.
 */
function noisePerPeriod({ fitted, scale }: KpiContext, drawRows: Int32Array): number {
  const sigma = drawColumn(fitted, 'sigma', drawRows);
  const ar = drawColumn(fitted, 'ar', drawRows);
  const df = drawColumn(fitted, 'df', drawRows);
  const variance = sigma.map((value, draw) => {
    const rho = Math.min(0.98, Math.max(-0.98, ar[draw] ?? 0));
    const freedom = df[draw] ?? Infinity;
    const tail = Number.isFinite(freedom) ? freedom / Math.max(0.1, freedom - 2) : 1;
    return value * value * ((1 + rho) / (1 - rho)) * tail;
  });
  return scale * Math.sqrt(summary(variance).mean);
}
