import { geometricAdstock } from '../mixmodel/index.js';
import type { MarketAdstock, MarketChannel } from './market.js';

/** Lags of geometric adstock in every synthetic market: the default of the model file. */
export const geometricPeriods = 8;

/** What of a channel says how its media carries over. */
export type CarryOver = Pick<MarketChannel, 'alpha' | 'adstock'>;

export function lagsOf({ adstock }: CarryOver): number {
  return adstock?.periods ?? geometricPeriods;
}

/** Adstocked media, `(periods)`, from a path before which there was none. */
export function trueAdstock(channel: CarryOver, media: Float64Array): Float64Array {
  const stock = new Float64Array(media.length);
  if (channel.adstock === null) {
    geometricAdstock(media, 0, channel.alpha, geometricPeriods, true, stock, new Float64Array(media.length));
    return stock;
  }
  const weights = trueWeights(channel.adstock);
  return stock.map((_, t) => {
    let sum = 0;
    for (let lag = 0; lag < weights.length && lag <= t; lag++) sum += weights[lag]! * media[t - lag]!;
    return sum;
  });
}

/**
 * Weights by lag, summing to 1. Written here anew, apart from the regression's own transforms, so that a truth does
 * not share their mistakes. Delayed: α^((l − peak)²), Jin et al. 2017, eq. 2. Binomial: (1 − l/L)^(1/α − 1), Meridian.
 * Weibull: the density at l + 1, or the product of the survival function over the lags before (Robyn).
 */
export function trueWeights(adstock: MarketAdstock): Float64Array {
  const raw = Float64Array.from({ length: adstock.periods }, (_, lag) => {
    switch (adstock.kind) {
      case 'geometric':
        return adstock.alpha ** lag;
      case 'delayed':
        return adstock.alpha ** ((lag - adstock.peak) ** 2);
      case 'binomial':
        return (1 - lag / adstock.periods) ** (1 / adstock.alpha - 1);
      case 'weibull_pdf': {
        const { shape, scale } = adstock;
        const x = (lag + 1) / scale;
        return (shape / scale) * x ** (shape - 1) * Math.exp(-(x ** shape));
      }
      case 'weibull_cdf': {
        let product = 1;
        for (let before = 1; before <= lag; before++) product *= Math.exp(-((before / adstock.scale) ** adstock.shape));
        return product;
      }
    }
  });
  const sum = raw.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0)) throw new RangeError('the adstock of a channel of the market has no weight within its periods');
  return raw.map((weight) => weight / sum);
}
