import { randomStream } from '../../src/inference/index.js';
import type { MediaResponse } from '../../src/mixmodel/index.js';
import {
  prepareCarryIn,
  preparePath,
  type ChannelPaths,
  type Horizon,
  type SpendPath,
} from '../../src/planning/evaluate/index.js';

export interface ResponseOptions {
  readonly id?: string;
  readonly draws?: number;
  readonly saturation?: MediaResponse['saturation'];
  readonly adstock?: MediaResponse['adstock'];
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
  return {
    id: options.id ?? 'channel',
    draws,
    mediaScale: options.mediaScale ?? 100,
    adstock: options.adstock ?? { kind: 'geometric', periods: 8, normalised: true },
    saturation,
    alpha: fill(() => random.beta(3, 4)),
    half: saturation === 'hill' ? fill(() => half * Math.exp(0.3 * random.normal())) : new Float64Array(0),
    slope:
      saturation === 'hill'
        ? fill(() => (slope === 1 ? 1 : slope * Math.exp(0.15 * random.normal())))
        : new Float64Array(0),
    rate: saturation === 'logistic' ? fill(() => 1.2 * Math.exp(0.3 * random.normal())) : new Float64Array(0),
    coefficient: fill(() => coefficient * Math.exp(0.25 * random.normal())),
  };
}

export function evenPath(window: number, unitsPerMoney = 1): SpendPath {
  return { fixed: new Float64Array(window), perMoney: new Float64Array(window).fill(unitsPerMoney / window) };
}

/** A channel on one path from 0 to any money. */
export function singlePath(
  response: MediaResponse,
  history: Float64Array,
  horizon: Horizon,
  path: SpendPath,
): ChannelPaths {
  const prepared = preparePath(prepareCarryIn(response, history, horizon), path);
  return { stretches: [{ from: 0, to: Infinity, path: prepared }] };
}
