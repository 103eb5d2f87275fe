import type { Holdout } from '../../mixmodel/index.js';
import type { Plan, PlanDraws } from '../../planning/index.js';
import { unpack } from '../packing.js';
import type { PlanEntry } from '../store.js';

/** What is kept for lists; whether it is stale is asked at reading. */
export type KeptEntry = Omit<PlanEntry, 'stale'>;

export function entryOf(plan: Plan, run: number, seconds: number): KeptEntry {
  return {
    id: plan.plan.id,
    scenario: { id: plan.scenario.id, version: plan.scenario.version },
    run,
    created: plan.plan.created,
    title: plan.scenario.title,
    kind: plan.scenario.kind,
    language: plan.scenario.language,
    fingerprint: plan.scenario.fingerprint,
    engine: plan.engine,
    seconds,
    model: { id: plan.model.id, version: plan.model.version, fingerprint: plan.model.fingerprint },
    window: { start: plan.window.start, end: plan.window.end },
    currency: plan.currency,
    spend: plan.totals.spend,
    headline: headline(plan),
  };
}

function headline(plan: Plan): PlanEntry['headline'] {
  const primary = plan.kpis.find((kpi) => kpi.role === 'primary') ?? plan.kpis[0];
  const totals = primary && plan.totals.kpis[primary.id];
  if (primary === undefined || totals === undefined) return null;
  return {
    kpi: primary.id,
    label: primary.label,
    money: primary.money,
    mean: totals.window.mean,
    delta: totals.delta.mean,
    wholeDelta: totals.wholeDelta.mean,
    probabilityBetter: totals.probabilityBetter,
  };
}

export function entryFromRow(json: string): KeptEntry {
  return unpack({ json, block: new Uint8Array() }) as KeptEntry;
}

/** The remark of a plan made before its model's holdout was done. */
const computing = 'holdout-computing';

/** The plan with the holdout that its model version has received since. */
export function withHoldout(plan: Plan, holdout: Holdout): Plan {
  return {
    ...plan,
    trust: { ...plan.trust, holdout },
    remarks: plan.remarks.filter(({ code }) => code !== computing),
  };
}

export function planFromRow(row: { readonly plan: string; readonly plan_block: Uint8Array }): Plan {
  return unpack({ json: row.plan, block: row.plan_block }) as Plan;
}

export function readDraws(row: { readonly draws: string; readonly draws_block: Uint8Array }): PlanDraws {
  return unpack({ json: row.draws, block: row.draws_block }) as PlanDraws;
}
