import type { Panel, Reading, Table } from '../data/index.js';
import type { ChainCommand, ChainReplies, ModelSpec, Scales } from '../mixmodel/index.js';
import type { CompareInput, Comparison, MakePlanInput, PlanReading } from '../planning/index.js';

/**
 * What threads of the pool can do; each export is a task (a plain value in, a plain value out). Rooms are loaded by
 * the first task that needs them.
 */

export interface ChainTask {
  /** Names the model whose commands these are; what is compiled for it is kept. */
  readonly key: string;
  readonly spec: ModelSpec;
  readonly panel: Panel;
  readonly scales: Scales;
  readonly command: ChainCommand;
}

/** Loads what every fit needs. */
export async function warm(_: undefined): Promise<void> {
  await import('../mixmodel/index.js');
}

type Execute = (command: ChainCommand) => ChainReplies[ChainCommand['phase']];

/** The last few models of this thread: a fit, and the refits of its holdout. */
const executors = new Map<string, Execute>();
const keptExecutors = 4;

/** One phase of one chain. */
export async function chain(task: ChainTask): Promise<ChainReplies[ChainCommand['phase']]> {
  let execute = executors.get(task.key);
  if (execute === undefined) {
    const { chainCommandExecutor } = await import('../mixmodel/index.js');
    execute = chainCommandExecutor(task.spec, task.panel, task.scales);
    const oldest = executors.keys().next();
    if (executors.size >= keptExecutors && !oldest.done) executors.delete(oldest.value);
    executors.set(task.key, execute);
  }
  return execute(task.command);
}

export interface TableTask {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sheet: string | null;
}

/** A table of any kind, by what its bytes are. */
export async function readTable({ file, bytes, sheet }: TableTask): Promise<Reading<Table>> {
  const { readTableAsync } = await import('../data/index.js');
  return readTableAsync(file, bytes, sheet);
}

/** A scenario on its model: the plan and its draws, or what stands in the way. */
export async function plan(input: Omit<MakePlanInput, 'linearSolver'>): Promise<PlanReading> {
  const { makePlan } = await import('../planning/index.js');
  const { loadHighs } = await import('./workers/load-highs.js');
  return makePlan({ ...input, linearSolver: loadHighs });
}

/** Plans side by side, draw by draw. */
export async function compare(input: CompareInput): Promise<Comparison> {
  const { comparePlans } = await import('../planning/index.js');
  return comparePlans(input);
}
