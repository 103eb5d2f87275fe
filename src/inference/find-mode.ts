/** Modes of the density, each with the metric there: where chains start. */
import { laplaceMetric } from './laplace-metric.js';
import type { Metric } from './metric.js';
import { randomStream } from './random.js';
import { searchMode, type ModeSearch, type SearchOptions } from './search-mode.js';
import type { Target } from './target.js';

export interface Mode extends ModeSearch {
  /** Inverse Hessian at the mode. */
  readonly metric: Metric;
}

export interface FindModeOptions extends SearchOptions {
  /** Where to start; zeros by default. */
  readonly initial?: Float64Array;
}

export interface FindModesOptions extends SearchOptions {
  /** Starts of the searches, one each. */
  readonly starts: readonly Float64Array[];
  /** Modes lower than the best by more than this many nats are left out. Default 10. */
  readonly within?: number;
}

/** The mode reached from one start, with its metric. `gradients` counts the search and the Hessian. */
export function findMode(target: Target, options: FindModeOptions = {}): Mode {
  return withLaplaceMetric(target, searchMode(target, options.initial ?? new Float64Array(target.dimension), options));
}

/**
 * The distinct modes reached from several starts, best first, and the gradients it all took. Starts where the density
 * is not finite are passed over; throws where all are.
 */
export function findModes(target: Target, options: FindModesOptions): { modes: Mode[]; gradients: number } {
  const usable = options.starts.filter((start) => isUsable(target, start));
  if (usable.length === 0) throw new RangeError('no start of the mode search has a finite density');
  const searches = usable.map((start) => searchMode(target, start, options));
  const distinct = distinctModes(searches, options.within);
  const modes = distinct.map((search) => withLaplaceMetric(target, search));
  const searching = sum(searches) + options.starts.length;
  return { modes, gradients: searching + sum(modes) - sum(distinct) };
}

function sum(searches: readonly ModeSearch[]): number {
  return searches.reduce((total, { gradients }) => total + gradients, 0);
}

/** A search that has ended, with the metric where it ended. */
export function withLaplaceMetric(target: Target, search: ModeSearch): Mode {
  const { metric, gradients } = laplaceMetric(target, search);
  return { ...search, metric, gradients: search.gradients + gradients };
}

/**
 * The searches that ended in different places, best first, none lower than the best by more than `within` nats.
 * Two ends are one mode when no coordinate differs by more than half a (rough) standard deviation.
 */
export function distinctModes(searches: readonly ModeSearch[], within = 10): ModeSearch[] {
  const ordered = [...searches].sort((a, b) => b.logDensity - a.logDensity);
  const distinct: ModeSearch[] = [];
  for (const search of ordered) {
    if (search.logDensity < ordered[0]!.logDensity - within) break;
    if (!distinct.some((mode) => sameMode(mode, search))) distinct.push(search);
  }
  return distinct;
}

function sameMode(a: ModeSearch, b: ModeSearch): boolean {
  return a.position.every((x, i) => Math.abs(x - b.position[i]!) <= 0.5 * Math.max(a.scale[i]!, b.scale[i]!));
}

/**
 * Starts for a search: the first is the centre itself (zeros by default), the rest scatter about it with standard
 * deviation `spread` (default 1, right for coordinates with standard normal priors).
 */
export function scatterStarts(
  dimension: number,
  count: number,
  seed: number,
  options: { centre?: Float64Array; spread?: number } = {},
): Float64Array[] {
  const { centre = new Float64Array(dimension), spread = 1 } = options;
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return Float64Array.from(centre);
    const random = randomStream(seed, 'mode start', k);
    return centre.map((c) => c + spread * random.normal());
  });
}

function isUsable(target: Target, position: Float64Array): boolean {
  const gradient = new Float64Array(target.dimension);
  return Number.isFinite(target.logDensityAndGradient(position, gradient)) && gradient.every(Number.isFinite);
}
