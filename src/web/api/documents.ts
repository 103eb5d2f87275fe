import {
  fitDocument,
  type AppContext,
  type Job,
  type ModelEntry,
  type PlanEntry,
  type SavedModel,
  type SavedScenario,
  type ScenarioEntry,
} from '../../jobs/index.js';
import type { Request } from 'express';
import { faultDocument } from './problem.js';

export const apiBase = '/api/v1';

/** A job as programs follow it; `self` is where to ask again, `made` where its result is. */
export function jobDocument(job: Job, request: Request): object {
  return {
    id: job.id,
    act: job.act,
    subject: job.subject,
    created: job.created,
    state: job.state,
    status: job.status,
    progress: job.progress,
    previews: job.previews,
    result: job.result,
    error: job.error,
    faults: job.faults.map((fault) => faultDocument(fault, request)),
    self: `${apiBase}/jobs/${job.id}`,
    made: madeHref(job),
  };
}

/** Where the API shows what a job made. */
export function madeHref({ result }: Job): string | null {
  if (result === null) return null;
  if (result.startsWith('model:')) return `${apiBase}/models/${result.slice('model:'.length)}`;
  return `${apiBase}/plans/${result}`;
}

export function modelEntryDocument(entry: ModelEntry): object {
  return {
    id: entry.id,
    version: entry.version,
    title: entry.title,
    created: entry.created,
    fingerprint: entry.fingerprint,
    engine: entry.engine,
    seed: entry.seed,
    seconds: entry.seconds,
    converged: entry.converged,
    holdout: entry.holdout,
    currency: entry.currency,
    data: { from: entry.dataFrom, to: entry.dataTo, periods: entry.periods, groups: entry.groups },
    self: `${apiBase}/models/${entry.id}@${entry.version}`,
  };
}

/** The document of `fit --json`, and the model file. */
export async function modelDocument(saved: SavedModel): Promise<object> {
  return { ...(await fitDocument(saved)), file: saved.file };
}

export function planEntryDocument(entry: PlanEntry): object {
  return {
    id: entry.id,
    scenario: entry.scenario,
    created: entry.created,
    title: entry.title,
    kind: entry.kind,
    fingerprint: entry.fingerprint,
    model: entry.model,
    window: entry.window,
    currency: entry.currency.report,
    spend: entry.spend,
    headline: entry.headline,
    stale: entry.stale,
    self: `${apiBase}/plans/${entry.id}`,
  };
}

export function scenarioEntryDocument(entry: ScenarioEntry): object {
  return {
    id: entry.id,
    version: entry.version,
    title: entry.title,
    created: entry.created,
    plans: entry.plans,
    self: `${apiBase}/scenarios/${entry.id}@${entry.version}`,
  };
}

export function scenarioDocument(saved: SavedScenario): object {
  return { ...scenarioEntryDocument(saved), file: saved.file, normalised: saved.normalised };
}

export async function scenarioOfPlan({ store }: AppContext, plan: string): Promise<SavedScenario | null> {
  const saved = await store.readPlan(plan);
  return saved === null ? null : store.readScenario(saved.scenario.id, saved.scenario.version);
}
