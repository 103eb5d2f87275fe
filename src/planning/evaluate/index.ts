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
export {
  effectByPeriod,
  effectTotals,
  emptyTotals,
  prepareCarryIn,
  preparePath,
  type CarryIn,
  type EffectTotals,
  type Horizon,
  type PreparedPath,
  type SpendPath,
} from './media-effect.js';
