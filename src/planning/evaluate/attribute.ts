import { drawAdstock } from './adstock.js';
import { separableBuys } from './separable-effect.js';
import type { PreparedPath } from './effect-types.js';

/**
 * The whole incremental effect of a channel laid on the periods in which its media was bought. In every effect
 * period, each buy has the share that its adstocked media has in the plan's; so the parts add up to the channel's
 * effect exactly, whatever the saturation.
 *
 * @param media `(window)` media bought by the plan
 * @param effect `(window + run-out × draws)` from `effectByPeriod`
 * @returns `(window × draws)` KPI units
 */
export function attributeToBuys(
  path: PreparedPath,
  money: number,
  media: Float64Array,
  effect: Float64Array,
): Float64Array {
  const { carryIn, fixed, perMoney } = path;
  const { response, draws, horizon } = carryIn;
  if (path.separable !== null) {
    return separableBuys(path.separable, response, money, horizon.window + horizon.runOut, draws);
  }
  const perLevel = new Float64Array(effect.length);
  for (let cell = 0; cell < effect.length; cell++) {
    const bought = (fixed.length > 0 ? fixed[cell]! : 0) + money * perMoney[cell]!;
    perLevel[cell] = bought > 0 ? effect[cell]! / bought : 0;
  }
  const followed = drawAdstock(response, draws, response.mediaScale).backwards(perLevel);
  const byBuy = new Float64Array(horizon.window * draws);
  for (let t = 0; t < horizon.window; t++) {
    const row = t * draws;
    for (let d = 0; d < draws; d++) byBuy[row + d] = media[t]! * followed[row + d]!;
  }
  return byBuy;
}
