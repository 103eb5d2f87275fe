import { geometricAdstock, saturate } from '../mixmodel/index.js';
import type { Market, MarketChannel } from './market.js';
import type { SpendPath } from './spend-paths.js';

/** Lags of the adstock of every synthetic channel: the default of the model file. */
export const adstockPeriods = 8;

/** What is true of one channel. Contributions and effects in KPI units. */
export interface TrueChannel {
  readonly id: string;
  readonly alpha: number;
  readonly half: number;
  readonly slope: number;
  /** KPI units per unit of saturated scaled media. */
  readonly coefficient: number;
  /** Median of the positive media: the model file's default scale. */
  readonly mediaScale: number;
  readonly spend: number;
  /** Value caused within the data ÷ spend, and with the effect that follows the data. */
  readonly realisedRoi: number;
  readonly roi: number;
  /** Return of the next 1 % of spend, spread as the history, effect within the data. */
  readonly marginalRoi: number;
  /** `(periods)` */
  readonly contribution: Float64Array;
}

/** The coefficient is what gives the stated ROI on the spend that was drawn. */
export function trueResponse(market: Market, channel: MarketChannel, path: SpendPath): TrueChannel {
  const mediaScale = medianOfPositive(path.media);
  const value = market.kpi.valuePerUnit ?? 1;
  const spend = total(path.spend);
  const unit = { ...channel, coefficient: 1, mediaScale };
  const saturated = total(effectOf(unit, path.media));
  const coefficient = (channel.roi * spend) / (saturated * value);
  const truth = { ...unit, coefficient };
  const contribution = effectOf(truth, path.media);
  const followed = total(effectOf(truth, padded(path.media, adstockPeriods)));
  const more = total(
    effectOf(
      truth,
      path.media.map((units) => units * 1.01),
    ),
  );
  return {
    id: channel.id,
    alpha: channel.alpha,
    half: channel.half,
    slope: channel.slope,
    coefficient,
    mediaScale,
    spend,
    realisedRoi: (total(contribution) * value) / spend,
    roi: (followed * value) / spend,
    marginalRoi: ((more - total(contribution)) * value) / (0.01 * spend),
    contribution,
  };
}

type Curve = Pick<TrueChannel, 'alpha' | 'half' | 'slope' | 'coefficient' | 'mediaScale'>;

/** KPI units caused in each period of a path of media that starts from nothing, `(periods)`. */
export function effectOf(channel: Curve, media: Float64Array): Float64Array {
  const scaled = media.map((units) => units / channel.mediaScale);
  const stock = new Float64Array(media.length);
  geometricAdstock(scaled, 0, channel.alpha, adstockPeriods, true, stock, new Float64Array(media.length));
  return stock.map((level) => channel.coefficient * saturate('hill', level, channel.half, channel.slope, 0));
}

function medianOfPositive(values: Float64Array): number {
  const positive = values.filter((value) => value > 0).sort();
  if (positive.length === 0) throw new RangeError('a channel of the market is never on');
  const middle = positive.length >> 1;
  return positive.length % 2 === 1 ? positive[middle]! : (positive[middle - 1]! + positive[middle]!) / 2;
}

function padded(values: Float64Array, count: number): Float64Array {
  const longer = new Float64Array(values.length + count);
  longer.set(values);
  return longer;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
