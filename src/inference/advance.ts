/** Moves a chain on: to adapt its step size, to explore for the metric, or to keep draws. */
import type { ChainState } from './chain-state.js';
import { NutsKernel, type TransitionInfo } from './nuts.js';
import { resumeStream } from './random.js';
import { adaptedStep, adaptStep, startAdaptation } from './step-size.js';
import type { Target } from './target.js';

export interface AdvanceOptions {
  /** Adapt the step size, going on with an adaptation under way. Default false: the step stays. */
  readonly adaptStep?: boolean;
  /** Mean acceptance probability that adaptation aims for. Default 0.8; higher is a finer step. */
  readonly targetAcceptance?: number;
  /** Doublings at most. Default 10. */
  readonly maxDepth?: number;
  /** Stops between transitions by throwing the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The chain after so many transitions; the state given is left as it was. With `adaptStep` the step size at the end
 * is the averaged one; without, the draws gone through are in `recent`.
 */
export function advance(
  target: Target,
  state: ChainState,
  iterations: number,
  options: AdvanceOptions = {},
): ChainState {
  return options.adaptStep ? adapt(target, state, iterations, options) : draw(target, state, iterations, options).state;
}

function adapt(target: Target, state: ChainState, iterations: number, options: AdvanceOptions): ChainState {
  const { targetAcceptance = 0.8, maxDepth = 10, signal } = options;
  const random = resumeStream(state.random);
  const kernel = new NutsKernel(target, state.metric, state, maxDepth);
  let adaptation = state.adaptation ?? startAdaptation(kernel.reasonableStep(random, state.stepSize));
  for (let i = 0; i < iterations; i++) {
    signal?.throwIfAborted();
    const info = kernel.transition(random, Math.exp(adaptation.logStep));
    adaptation = adaptStep(adaptation, info.acceptance, targetAcceptance);
  }
  return {
    ...state,
    ...pointOf(kernel),
    random: random.save(),
    stepSize: adaptedStep(adaptation),
    adaptation,
    recent: new Float64Array(0),
    gradients: state.gradients + kernel.gradients,
  };
}

/** What a block of draws went through, one entry per draw. */
export interface DrawStats {
  readonly energy: Float64Array;
  readonly acceptance: Float64Array;
  readonly depth: Uint8Array;
  readonly leapfrogs: Uint32Array;
  /** 1 where the trajectory diverged. */
  readonly divergent: Uint8Array;
  readonly logDensity: Float64Array;
}

export interface DrawnBlock {
  /** Draws × n, row-major. */
  readonly draws: Float64Array;
  readonly stats: DrawStats;
  /** The chain behind the last draw. */
  readonly state: ChainState;
}

/** Keeps the next `count` draws of the chain, with its step size and metric as they are. */
export function draw(target: Target, state: ChainState, count: number, options: AdvanceOptions = {}): DrawnBlock {
  const n = target.dimension;
  const random = resumeStream(state.random);
  const kernel = new NutsKernel(target, state.metric, state, options.maxDepth ?? 10);
  const draws = new Float64Array(count * n);
  const stats = emptyStats(count);
  for (let i = 0; i < count; i++) {
    options.signal?.throwIfAborted();
    const info = kernel.transition(random, state.stepSize);
    draws.set(kernel.position, i * n);
    record(stats, i, info, kernel.logDensity);
  }
  const next: ChainState = {
    ...state,
    ...pointOf(kernel),
    random: random.save(),
    adaptation: null,
    recent: draws,
    gradients: state.gradients + kernel.gradients,
  };
  return { draws, stats, state: next };
}

export function emptyStats(count: number): DrawStats {
  return {
    energy: new Float64Array(count),
    acceptance: new Float64Array(count),
    depth: new Uint8Array(count),
    leapfrogs: new Uint32Array(count),
    divergent: new Uint8Array(count),
    logDensity: new Float64Array(count),
  };
}

function record(stats: DrawStats, i: number, info: TransitionInfo, logDensity: number): void {
  stats.energy[i] = info.energy;
  stats.acceptance[i] = info.acceptance;
  stats.depth[i] = info.depth;
  stats.leapfrogs[i] = info.leapfrogs;
  stats.divergent[i] = info.divergent ? 1 : 0;
  stats.logDensity[i] = logDensity;
}

function pointOf(kernel: NutsKernel): Pick<ChainState, 'position' | 'gradient' | 'logDensity'> {
  return { position: kernel.position, gradient: kernel.gradient, logDensity: kernel.logDensity };
}
