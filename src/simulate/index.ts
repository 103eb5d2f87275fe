export type { Market, MarketChannel } from './market.js';
export { simulateMarket, type SimulatedMarket } from './simulate-market.js';
export type { TrueChannel } from './true-response.js';
export type { TrueOptimum } from './true-optimum.js';
export { writeMarket, type MarketFiles } from './write-market.js';
