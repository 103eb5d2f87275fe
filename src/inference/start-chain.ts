/** The first state of a chain. */
import type { ChainState } from './chain-state.js';
import { multiplyLower } from './linear-algebra.js';
import type { Metric } from './metric.js';
import { randomStream } from './random.js';
import type { Target } from './target.js';

export interface StartOptions {
  readonly chain: number;
  readonly seed: number;
  /** Where the chain starts, or the centre it starts about. */
  readonly position: Float64Array;
  readonly metric: Metric;
  /** Standard deviations of the metric by which starts scatter about `position`; 0: exactly there. Default 1.2. */
  readonly spread?: number;
}

/**
 * A chain started from a Gaussian draw about the given position, slightly over-dispersed so that R-hat means
 * something. A draw with a density that is not finite, or far below what the Gaussian would give, is pulled halfway
 * back until it is usable.
 */
export function startChain(target: Target, options: StartOptions): ChainState {
  const { chain, seed, metric, spread = 1.2 } = options;
  const n = target.dimension;
  const random = randomStream(seed, 'chain', chain);
  const z = Float64Array.from({ length: n }, () => random.normal());
  const offset = multiplyLower(metric.factor, n, z, new Float64Array(n));
  const position = Float64Array.from(options.position);
  const gradient = new Float64Array(n);
  const centre = target.logDensityAndGradient(position, gradient);
  let gradients = 1;
  if (!usable(centre, gradient)) throw new RangeError('the chain cannot start: the density is not finite there');
  // Twice the expected drop of a Gaussian draw, and then some.
  const lowest = centre - (spread * spread * n + 20);
  let logDensity = centre;
  let share = spread;
  for (let attempt = 0; spread > 0; attempt++, share /= 2) {
    if (attempt === 20) share = 0;
    for (let i = 0; i < n; i++) position[i] = options.position[i]! + share * offset[i]!;
    logDensity = target.logDensityAndGradient(position, gradient);
    gradients++;
    if (share === 0 || (logDensity >= lowest && usable(logDensity, gradient))) break;
  }
  return {
    chain,
    position,
    gradient,
    logDensity,
    random: random.save(),
    metric,
    // The stability limit of a standard normal is 2; acceptance 0.8 is reached near n^(−1/4).
    stepSize: n ** -0.25,
    adaptation: null,
    recent: new Float64Array(0),
    gradients,
  };
}

function usable(logDensity: number, gradient: Float64Array): boolean {
  return Number.isFinite(logDensity) && gradient.every(Number.isFinite);
}
