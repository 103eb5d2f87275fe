/** The whole way from a target to draws, in one thread: the phases one after another. */
import { advance, draw, type DrawnBlock, type DrawStats } from './advance.js';
import { withMetric, type ChainState } from './chain-state.js';
import { collectDraws } from './collect-draws.js';
import { quantityOf, type Draws } from './draws.js';
import { energyBfmi } from './energy-bfmi.js';
import { findModes, scatterStarts, type Mode } from './find-mode.js';
import { checkGate, type GateReport, type GateThresholds } from './gate.js';
import { poolMetric } from './pool-metric.js';
import { startChain } from './start-chain.js';
import { convergence, type Convergence } from './summarise.js';
import type { Target } from './target.js';

export interface WarmUp {
  /** Step-size iterations with the Laplace metric. Default 80. */
  readonly stepIterations?: number;
  /** Draws per chain that the pooled metric is made from. Default 200. */
  readonly exploration?: number;
  /** Step-size iterations with the pooled metric. Default 80. */
  readonly finalStepIterations?: number;
  /** Times that exploration and pooling are gone through; more for densities far from normal. Default 1. */
  readonly rounds?: number;
}

/** Draw on, block by block, until everything has converged. */
export interface DrawUntil extends GateThresholds {
  /** Draws per chain between looks at the gate. Default 250. */
  readonly block?: number;
  /** Draws per chain at most. Default 4000. */
  readonly limit?: number;
}

/** Quantities computed from the parameters that must converge as well. */
export interface DerivedQuantities {
  readonly count: number;
  /** Writes `count` numbers for one position. */
  compute(position: Float64Array, out: Float64Array): void;
}

export interface SampleOptions {
  /** Default 0. */
  readonly seed?: number;
  /** Default 4. */
  readonly chains?: number;
  /** Draws per chain; with `drawUntil` the first look at the gate comes no earlier. Default 1000, or one block. */
  readonly draws?: number;
  readonly drawUntil?: DrawUntil;
  /** Where the mode searches start; by default zeros and three draws of a standard normal. */
  readonly initial?: Float64Array | readonly Float64Array[];
  /** As a number: iterations per chain in all, shared out like the defaults. */
  readonly warmup?: WarmUp | number;
  /** Default 0.8; higher makes finer steps, for densities that diverge. */
  readonly targetAcceptance?: number;
  /** Doublings at most. Default 10. */
  readonly maxDepth?: number;
  readonly derived?: DerivedQuantities;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { phase: 'mode' | 'warm-up' | 'draws'; done: number; of: number }) => void;
}

export interface SampleDiagnostics {
  /** One per coordinate. */
  readonly parameters: readonly Convergence[];
  /** One per derived quantity. */
  readonly derived: readonly Convergence[];
  readonly gate: GateReport;
  readonly divergences: number;
  /** Share of draws that diverged. */
  readonly divergentShare: number;
  /** Trajectories stopped at `maxDepth`. */
  readonly depthReached: number;
  /** Per chain; null where not available. */
  readonly bfmi: readonly (number | null)[];
  readonly stepSizes: readonly number[];
  /** Mean acceptance probability per chain while drawing. */
  readonly acceptance: readonly number[];
  /** Log densities of the modes from which chains started. */
  readonly modes: readonly number[];
  /** All gradients, mode searches included. */
  readonly gradients: number;
  /** Of these before the first draw kept. */
  readonly warmUpGradients: number;
}

export interface SampleResult extends Draws {
  /** Per draw, chains × draws. */
  readonly stats: DrawStats;
  readonly diagnostics: SampleDiagnostics;
}

/** Draws from the target. The same target, seed and options give the same digits. */
export function sampleNuts(target: Target, options: SampleOptions = {}): SampleResult {
  const { chains = 4, seed = 0, drawUntil, onProgress } = options;
  const starts = startsOf(options.initial) ?? scatterStarts(target.dimension, 4, seed);
  onProgress?.({ phase: 'mode', done: 0, of: 1 });
  const found = findModes(target, { starts, ...(options.signal && { signal: options.signal }) });
  let states = warmUp(target, startAll(target, found.modes, chains, seed), options);
  const warmUpGradients = found.gradients + gradientsOf(states);

  const rounds: DrawnBlock[][] = [];
  const block = drawUntil?.block ?? 250;
  const limit = drawUntil ? (drawUntil.limit ?? 4000) : (options.draws ?? 1000);
  let next = Math.min(limit, options.draws ?? (drawUntil ? block : 1000));
  let failed = 0;
  for (let done = next; ; done += next) {
    const round = states.map((state) => draw(target, state, next, options));
    states = round.map((drawn) => drawn.state);
    rounds.push(round);
    onProgress?.({ phase: 'draws', done, of: limit });
    next = Math.min(block, limit - done);
    if (next <= 0 || !drawUntil) break;
    const quantities = quantitiesOf(collectDraws(rounds, target.dimension), options.derived);
    const gate = checkGate(quantities, chains, { ...drawUntil, stopEarly: true, first: failed });
    if (gate.passed) break;
    failed = gate.failing[0] ?? 0;
  }
  const drawn = collectDraws(rounds, target.dimension);
  const counts = { warmUpGradients, gradients: found.gradients + gradientsOf(states) };
  return { ...drawn, diagnostics: diagnose(drawn, drawn.stats, states, options, found.modes, counts) };
}

function startsOf(initial: SampleOptions['initial']): readonly Float64Array[] | undefined {
  return initial instanceof Float64Array ? [initial] : initial;
}

/** Chain k starts from the mode k modulo their number, so that every mode is tried. */
function startAll(target: Target, modes: readonly Mode[], chains: number, seed: number): ChainState[] {
  return Array.from({ length: chains }, (_, chain) => {
    const mode = modes[chain % modes.length]!;
    return startChain(target, { chain, seed, position: mode.position, metric: mode.metric });
  });
}

function warmUp(target: Target, started: readonly ChainState[], options: SampleOptions): ChainState[] {
  const {
    stepIterations = 80,
    exploration = 200,
    finalStepIterations = 80,
    rounds = 1,
  } = typeof options.warmup === 'number' ? sharedOut(options.warmup) : (options.warmup ?? {});
  const adapting = { ...options, adaptStep: true };
  let states = started.map((state) => advance(target, state, stepIterations, adapting));
  for (let round = 0; round < rounds; round++) {
    options.onProgress?.({ phase: 'warm-up', done: round, of: rounds });
    states = states.map((state) => advance(target, state, exploration, options));
    const metric = poolMetric(states);
    states = states.map((state) => advance(target, withMetric(state, metric), finalStepIterations, adapting));
  }
  return states;
}

function sharedOut(iterations: number): WarmUp {
  const step = Math.ceil((iterations * 2) / 9);
  return { stepIterations: step, exploration: Math.max(0, iterations - 2 * step), finalStepIterations: step };
}

function gradientsOf(states: readonly ChainState[]): number {
  return states.reduce((sum, state) => sum + state.gradients, 0);
}

function quantitiesOf(draws: Draws, derived: DerivedQuantities | undefined): Float64Array[] {
  const parameters = Array.from({ length: draws.dimension }, (_, k) => quantityOf(draws, k));
  return derived ? [...parameters, ...derivedOf(draws, derived)] : parameters;
}

function derivedOf(draws: Draws, derived: DerivedQuantities): Float64Array[] {
  const count = draws.chains * draws.drawsPerChain;
  const values = Array.from({ length: derived.count }, () => new Float64Array(count));
  const out = new Float64Array(derived.count);
  for (let i = 0; i < count; i++) {
    derived.compute(draws.draws.subarray(i * draws.dimension, (i + 1) * draws.dimension), out);
    values.forEach((quantity, k) => {
      quantity[i] = out[k]!;
    });
  }
  return values;
}

function diagnose(
  draws: Draws,
  stats: DrawStats,
  states: readonly ChainState[],
  options: SampleOptions,
  modes: readonly Mode[],
  counts: { warmUpGradients: number; gradients: number },
): SampleDiagnostics {
  const { chains } = draws;
  const quantities = quantitiesOf(draws, options.derived);
  const figures = quantities.map((values) => convergence(values, chains));
  const divergences = stats.divergent.reduce((sum, flag) => sum + flag, 0);
  const maxDepth = options.maxDepth ?? 10;
  return {
    parameters: figures.slice(0, draws.dimension),
    derived: figures.slice(draws.dimension),
    gate: checkGate(quantities, chains, options.drawUntil),
    divergences,
    divergentShare: divergences / stats.divergent.length,
    depthReached: stats.depth.reduce((sum, depth) => sum + (depth >= maxDepth ? 1 : 0), 0),
    bfmi: energyBfmi(stats.energy, chains),
    stepSizes: states.map((state) => state.stepSize),
    acceptance: Array.from({ length: chains }, (_, k) => {
      const part = stats.acceptance.subarray(k * draws.drawsPerChain, (k + 1) * draws.drawsPerChain);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    }),
    modes: modes.map((mode) => mode.logDensity),
    ...counts,
  };
}
