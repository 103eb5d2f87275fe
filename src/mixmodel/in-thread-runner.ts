import type { Panel } from '../data/index.js';
import { runChainCommand, type ChainCommand, type ChainRunner, type ReplyTo } from './chain-command.js';
import { compileTarget, type CompiledTarget } from './density.js';
import type { ModelSpec, Scales } from './model-spec.js';

/** Runs commands on targets compiled once per KPI: what a worker thread does with the commands it is sent. */
export function chainCommandExecutor(
  spec: ModelSpec,
  panel: Panel,
  scales: Scales,
): <C extends ChainCommand>(command: C) => ReplyTo<C> {
  const compiled = new Map<string, CompiledTarget>();
  return (command) => {
    let target = compiled.get(command.kpi);
    if (target === undefined) {
      target = compileTarget(spec, panel, scales, command.kpi);
      compiled.set(command.kpi, target);
    }
    return runChainCommand(target, command);
  };
}

/** The runner that uses no other thread: one command after the other, with a breath between batches for the caller. */
export function inThreadRunner(spec: ModelSpec, panel: Panel, scales: Scales, signal?: AbortSignal): ChainRunner {
  const execute = chainCommandExecutor(spec, panel, scales);
  return {
    run: async (commands) => {
      await Promise.resolve();
      return commands.map((command) => {
        signal?.throwIfAborted();
        return execute(command);
      });
    },
  };
}
