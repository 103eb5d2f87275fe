import { extname } from 'node:path';
import type { Fault } from '../../data/index.js';
import type { Comparison } from '../../planning/index.js';
import type { SavedPlan } from '../../store/index.js';
import { done, invalid, invalidUsage, type Outcome } from '../outcome.js';
import type { ActOptions } from '../progress.js';
import { findPlan } from '../saved.js';
import type { FileSource } from '../sources/source.js';
import type { Workshop } from '../workshop.js';
import { runPlan } from './plan.js';

export interface CompareRequest {
  readonly source: FileSource;
  /** Plan ids, scenario ids (their latest plan) or scenario files (run first). */
  readonly plans: readonly string[];
  /** One of `plans` as written, or the id of one of them; null is the first. */
  readonly baseline: string | null;
}

export interface ComparedPlans {
  readonly comparison: Comparison;
  readonly plans: readonly SavedPlan[];
  /** Report currency of the baseline. */
  readonly currency: string;
  /** Width of the ranges shown, of the baseline. */
  readonly interval: number;
}

const fewest = 2;
const most = 6;

/** Two to six plans side by side. */
export async function comparePlans(
  workshop: Workshop,
  request: CompareRequest,
  options: ActOptions = {},
): Promise<Outcome<ComparedPlans>> {
  const { plans: names, source } = request;
  if (names.length < fewest || names.length > most) {
    return invalidUsage('compare-count', '', { count: names.length });
  }
  const found: SavedPlan[] = [];
  const faults: Fault[] = [];
  let infeasible = false;
  const files = names.filter(isFileName);
  for (const name of names) {
    const outcome = isFileName(name)
      ? await runPlan(workshop, { source, name, among: files }, options)
      : await findPlan(await workshop.store(), name);
    faults.push(...outcome.faults);
    infeasible ||= outcome.status === 'infeasible';
    if (outcome.value !== null) found.push(outcome.value);
  }
  if (found.length < names.length) return { status: infeasible ? 'infeasible' : 'invalid', value: null, faults };

  const ids = found.map((plan) => plan.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return invalid([...faults, ...invalidUsage('compare-twice', twice).faults]);
  const baseline = request.baseline === null ? found[0] : chosen(found, names, request.baseline);
  if (baseline === undefined) {
    const usage = invalidUsage('compare-baseline', request.baseline ?? '', { plans: ids.join(', ') });
    return invalid([...faults, ...usage.faults]);
  }
  options.onProgress?.({ step: 'compare', subject: ids.join(', '), done: 0, total: null });
  const comparison = await compareSaved(workshop, found, baseline.id, options.signal);
  return done(
    { comparison, plans: found, currency: baseline.currency.report, interval: baseline.plan.interval },
    faults,
  );
}

/** Compares plans that are in the store. */
async function compareSaved(
  workshop: Workshop,
  plans: readonly SavedPlan[],
  baseline: string,
  signal: AbortSignal | undefined,
): Promise<Comparison> {
  const store = await workshop.store();
  const inputs = await Promise.all(
    plans.map(async ({ id, plan }) => {
      const draws = await store.readPlanDraws(id);
      if (draws === null) throw new Error(`the draws of plan ${id} are gone`);
      return { plan, draws };
    }),
  );
  return workshop.pool.run('compare', { inputs, baseline }, signal);
}

function isFileName(name: string): boolean {
  return ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase()) || name.includes('/');
}

function chosen(found: readonly SavedPlan[], names: readonly string[], baseline: string): SavedPlan | undefined {
  return found.find(
    (plan, index) => plan.id === baseline || plan.scenario.id === baseline || names[index] === baseline,
  );
}
