import {
  advance,
  draw,
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
  | { readonly phase: 'draw'; readonly kpi: string; readonly state: ChainState; readonly draws: number };

/** What each phase answers. A search from a start without finite density answers null. */
export interface ChainReplies {
  search: ModeSearch | null;
  curvature: Mode;
  start: ChainState;
  adapt: ChainState;
  explore: ChainState;
  draw: DrawnBlock;
}

export type ReplyTo<C extends ChainCommand> = ChainReplies[C['phase']];

/**
 * Runs commands, a whole batch at a barrier: replies come back in the order of the commands, whatever the order in
 * which they were run. The fit knows nothing else of threads.
 */
export interface ChainRunner {
  run<C extends ChainCommand>(commands: readonly C[]): Promise<readonly ReplyTo<C>[]>;
}

/** Runs one command on the target of its KPI. Pure but for the scratch arrays of the target. */
export function runChainCommand<C extends ChainCommand>(target: Target, command: C): ReplyTo<C>;
export function runChainCommand(target: Target, command: ChainCommand): ChainReplies[ChainCommand['phase']] {
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
      return draw(target, command.state, command.draws);
  }
}

function isUsable(target: Target, position: Float64Array): boolean {
  const gradient = new Float64Array(target.dimension);
  return Number.isFinite(target.logDensityAndGradient(position, gradient)) && gradient.every(Number.isFinite);
}
