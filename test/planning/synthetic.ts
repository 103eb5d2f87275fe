import { randomStream } from '../../src/inference/index.js';
import type { MediaResponse } from '../../src/mixmodel/index.js';
import {
  buildDrawTable,
  channelTotals,
  prepareCarryIn,
  preparePath,
  type ChannelPaths,
  type Horizon,
  type SpendPath,
} from '../../src/planning/evaluate/index.js';

import type { Unit } from '../../src/planning/optimise/spread-budget.js';

export interface ResponseOptions {
  readonly id?: string;
  readonly draws?: number;
  readonly saturation?: MediaResponse['saturation'];
  readonly adstock?: MediaResponse['adstock'];
  readonly order?: MediaResponse['order'];
  readonly reach?: MediaResponse['reach'];
  /** Centre of the Hill slope; draws spread around it. Exactly 1 keeps it fixed. */
  readonly slope?: number;
  readonly mediaScale?: number;
  readonly coefficient?: number;
}

/** A channel with plausible posterior draws, the same for the same seed. */
export function syntheticResponse(seed: number, options: ResponseOptions = {}): MediaResponse {
  const draws = options.draws ?? 200;
  const random = randomStream(seed, 'synthetic', options.id ?? 'channel');
  const fill = (next: () => number): Float64Array => Float64Array.from({ length: draws }, next);
  const saturation = options.saturation ?? 'hill';
  const slope = options.slope ?? 1.6;
  const coefficient = options.coefficient ?? 1000 * (0.5 + random.uniform());
  const half = 0.4 + 1.6 * random.uniform();
  // From a stream of their own, so that the draws of other parameters stay what they are.
  const extra = randomStream(seed, 'synthetic delays', options.id ?? 'channel');
  const fillExtra = (kinds: readonly string[], next: () => number): Float64Array =>
    kinds.includes(options.adstock?.kind ?? 'geometric')
      ? Float64Array.from({ length: draws }, next)
      : new Float64Array(0);
  const delays = {
    peak: fillExtra(['delayed'], () => 3 * extra.uniform()),
    shape: fillExtra(['weibull_pdf', 'weibull_cdf'], () => 0.7 + 2 * extra.uniform()),
    scale: fillExtra(['weibull_pdf', 'weibull_cdf'], () => 1 + 3 * extra.uniform()),
  };
  return {
    id: options.id ?? 'channel',
    draws,
    mediaScale: options.mediaScale ?? 100,
    adstock: options.adstock ?? { kind: 'geometric', periods: 8, normalised: true },
    saturation,
    order: options.order ?? 'adstock_first',
    reach: options.reach ?? null,
    alpha: fill(() => random.beta(3, 4)),
    ...delays,
    half: saturation === 'hill' ? fill(() => half * Math.exp(0.3 * random.normal())) : new Float64Array(0),
    slope:
      saturation === 'hill'
        ? fill(() => (slope === 1 ? 1 : slope * Math.exp(0.15 * random.normal())))
        : new Float64Array(0),
    rate: saturation === 'logistic' ? fill(() => 1.2 * Math.exp(0.3 * random.normal())) : new Float64Array(0),
    coefficient: fill(() => coefficient * Math.exp(0.25 * random.normal())),
  };
}

function evenPath(window: number, unitsPerMoney = 1): SpendPath {
  return { fixed: new Float64Array(window), perMoney: new Float64Array(window).fill(unitsPerMoney / window) };
}

/** A channel on one path from 0 to any money. */
function singlePath(response: MediaResponse, history: Float64Array, horizon: Horizon, path: SpendPath): ChannelPaths {
  const prepared = preparePath(prepareCarryIn(response, history, horizon), path);
  return { stretches: [{ from: 0, to: Infinity, path: prepared }] };
}

export interface UnitOptions {
  readonly saturation?: 'hill' | 'logistic';
  readonly slope?: number;
  readonly draws?: number;
  readonly window?: number;
}

/** Channels with random history, floors and ceilings; every third has a concave Hill curve. */
export function syntheticUnits(count: number, seed: number, options: UnitOptions = {}): Unit[] {
  const { saturation = 'hill', slope = 1.7, draws = 60, window = 13 } = options;
  const horizon: Horizon = { history: 20, window, runOut: 8 };
  const random = randomStream(seed, 'units');
  return Array.from({ length: count }, (_, c) => {
    const response = syntheticResponse(seed * 100 + c, {
      id: `c${c}`,
      draws,
      saturation,
      slope: c % 3 === 0 ? 1 : slope,
    });
    const history = Float64Array.from({ length: 20 }, () => (random.uniform() < 0.3 ? 0 : 80 * random.uniform()));
    const channel = singlePath(response, history, horizon, evenPath(window));
    const effect = (money: number): ReturnType<typeof channelTotals> => channelTotals(channel, money, window + 8);
    const limit = 300 * window * (1 + random.uniform());
    const low = random.uniform() < 0.4 ? 0 : 300 * random.uniform();
    const high = limit * (0.3 + 0.6 * random.uniform());
    return { id: `c${c}`, table: buildDrawTable(effect, limit), effect, low, high };
  });
}
