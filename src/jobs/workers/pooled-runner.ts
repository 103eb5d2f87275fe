import type { Panel } from '../../data/index.js';
import type { ChainCommand, ChainRunner, ModelSpec, ReplyTo, Scales } from '../../mixmodel/index.js';
import type { WorkerPool } from './pool.js';

/**
 * Runs each batch of chain commands over the pool and waits for all of it: the barrier of every phase. Commands carry
 * their chain's whole state, so the digits are those of one thread, whatever the number of threads.
 */
export function pooledRunner(
  pool: WorkerPool,
  key: string,
  spec: ModelSpec,
  panel: Panel,
  scales: Scales,
  signal?: AbortSignal,
): ChainRunner {
  return {
    async run<C extends ChainCommand>(commands: readonly C[]): Promise<readonly ReplyTo<C>[]> {
      const replies = commands.map((command) => pool.run('chain', { key, spec, panel, scales, command }, signal));
      return (await Promise.all(replies)) as ReplyTo<C>[];
    },
  };
}
