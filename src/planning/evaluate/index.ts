/** The effect function and what reads it; imports nothing from npm, so that the page can run it. */
export { chanceAbove, chanceReaching, summarise } from './summary.js';
export { attributeToBuys } from './attribute.js';
export { channelTotals, type ChannelPaths, type Side } from './channel-paths.js';
export {
  addInterpolated,
  buildDrawTable,
  interpolatedMean,
  interpolationError,
  weightedSum,
  weightedTable,
  type DrawTable,
} from './draw-table.js';
export { effectByPeriod, effectTotals, prepareCarryIn, preparePath } from './media-effect.js';
export {
  emptyTotals,
  type CarryIn,
  type EffectTotals,
  type Horizon,
  type PreparedPath,
  type SpendPath,
} from './effect-types.js';
export { seenEffect } from './separable-effect.js';
