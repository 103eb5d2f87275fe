import {
  advance,
  draw,
  randomStream,
  searchMode,
  startChain,
  withLaplaceMetric,
  type ChainState,
  type DrawnBlock,
  type Metric,
  type Mode,
  type ModeSearch,
  type Target,
} from '../inference/index.js';
import type { CompiledTarget } from './density.js';

/**
 * One phase of one chain as plain data: what a fit sends to its runner. Chains carry their whole state in the command,
 * so any thread may run any command and the digits do not depend on which.
 */
export type ChainCommand =
  | { readonly phase: 'search'; readonly kpi: string; readonly start: Float64Array }
  | { readonly phase: 'curvature'; readonly kpi: string; readonly search: ModeSearch }
  | {
      readonly phase: 'start';
      readonly kpi: string;
      readonly chain: number;
      readonly seed: number;
      readonly position: Float64Array;
      readonly metric: Metric;
    }
  | {
      readonly phase: 'adapt';
      readonly kpi: string;
      readonly state: ChainState;
      readonly iterations: number;
      readonly targetAcceptance: number;
    }
  | { readonly phase: 'explore'; readonly kpi: string; readonly state: ChainState; readonly iterations: number }
  | {
      readonly phase: 'draw';
      readonly kpi: string;
      readonly state: ChainState;
      readonly draws: number;
      /** Draws of this chain kept before: numbers the streams from which the linear block is drawn back. */
      readonly kept: number;
      readonly seed: number;
    };

/** A block of draws with what they say in the terms of the model file. */
export interface RecordedBlock extends DrawnBlock {
  /** `(draws × columns)` of `CompiledTarget.columns`. */
  readonly recorded: Float64Array;
  /** `(draws × displayed)` of `CompiledTarget.displayed`. */
  readonly displayed: Float64Array;
}

/** What each phase answers. A search from a start without finite density answers null. */
export interface ChainReplies {
  search: ModeSearch | null;
  curvature: Mode;
  start: ChainState;
  adapt: ChainState;
  explore: ChainState;
  draw: RecordedBlock;
}

export type ReplyTo<C extends ChainCommand> = ChainReplies[C['phase']];

/**
 * Runs commands, a whole batch at a barrier: replies come back in the order of the commands, whatever the order in
 * which they were run. The fit knows nothing else of threads.
 */
export interface ChainRunner {
  run<C extends ChainCommand>(commands: readonly C[]): Promise<readonly ReplyTo<C>[]>;
}

/** Runs one command on the compiled target of its KPI. Pure but for the target's scratch arrays. */
export function runChainCommand<C extends ChainCommand>(compiled: CompiledTarget, command: C): ReplyTo<C>;
export function runChainCommand(compiled: CompiledTarget, command: ChainCommand): ChainReplies[ChainCommand['phase']] {
  const { target } = compiled;
  switch (command.phase) {
    case 'search':
      return isUsable(target, command.start) ? searchMode(target, command.start) : null;
    case 'curvature':
      return withLaplaceMetric(target, command.search);
    case 'start':
      return startChain(target, command);
    case 'adapt':
      return advance(target, command.state, command.iterations, {
        adaptStep: true,
        targetAcceptance: command.targetAcceptance,
      });
    case 'explore':
      return advance(target, command.state, command.iterations);
    case 'draw':
      return recordBlock(compiled, draw(target, command.state, command.draws), command);
  }
}

function recordBlock(
  compiled: CompiledTarget,
  block: DrawnBlock,
  command: { readonly draws: number; readonly kept: number; readonly seed: number },
): RecordedBlock {
  const { dimension } = compiled.target;
  const width = compiled.columns.length;
  const shown = compiled.displayed.length;
  const recorded = new Float64Array(command.draws * width);
  const displayed = new Float64Array(command.draws * shown);
  for (let i = 0; i < command.draws; i++) {
    const stream = randomStream(command.seed, 'linear block', compiled.kpi, block.state.chain, command.kept + i);
    compiled.record(
      block.draws.subarray(i * dimension, (i + 1) * dimension),
      stream,
      recorded.subarray(i * width, (i + 1) * width),
      displayed.subarray(i * shown, (i + 1) * shown),
    );
  }
  return { ...block, recorded, displayed };
}

function isUsable(target: Target, position: Float64Array): boolean {
  const gradient = new Float64Array(target.dimension);
  return Number.isFinite(target.logDensityAndGradient(position, gradient)) && gradient.every(Number.isFinite);
}
