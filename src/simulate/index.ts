export type { Market, MarketAdstock, MarketChannel, MarketGroups } from './market.js';
export { simulateMarket, type SimulatedMarket } from './simulate-market.js';
export type { TrueChannel } from './true-response.js';
export { effectOfMoney, type TrueOptimum } from './true-optimum.js';
export { bestSplit, type MoneyCurve, type Split } from './best-split.js';
export type { MarketGroup } from './market-groups.js';
export { writeMarket, type MarketFiles } from './write-market.js';
