import { z } from 'zod';

/**
 * The documents of the API, as its description tells them; the objects themselves are made by the acts' documents, and
 * may have more keys than are promised here.
 */

const summaryNames = ['mean', 'sd', 'p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'] as const;
const summary = z
  .looseObject(Object.fromEntries(summaryNames.map((name) => [name, z.number()])))
  .meta({ id: 'Summary', description: 'The eleven figures by which every uncertain quantity is told.' });

const list = (item: z.ZodType) => z.looseObject({ items: z.array(item) });
const date = z.string().meta({ format: 'date' });
const instant = z.string().meta({ format: 'date-time' });
const json = z.record(z.string(), z.unknown());

const faultSchema = z
  .looseObject({
    code: z.string(),
    severity: z.enum(['error', 'review', 'note']),
    where: z.looseObject({
      file: z.string(),
      line: z.int().optional(),
      column: z.int().optional(),
      path: z.string().optional(),
      header: z.string().optional(),
    }),
    found: z.string(),
    why: z.string(),
    fix: z.string(),
  })
  .meta({ id: 'Fault' });

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    faults: z.array(faultSchema).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with every fault of what was sent.' });

export const jobSchema = z
  .looseObject({
    id: z.string(),
    act: z.enum(['fit', 'plan', 'compare']),
    subject: z.string(),
    created: instant,
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    status: z.enum(['done', 'unconverged', 'invalid', 'infeasible']).nullable(),
    progress: z
      .looseObject({ step: z.string(), subject: z.string(), done: z.number(), total: z.number().nullable() })
      .nullable(),
    result: z.string().nullable(),
    error: z.string().nullable(),
    faults: z.array(faultSchema),
    self: z.string(),
    made: z.string().nullable(),
  })
  .meta({ id: 'Job' });
export const jobList = list(jobSchema);

const modelEntry = z
  .looseObject({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    created: instant,
    fingerprint: z.string(),
    engine: z.string(),
    seed: z.int(),
    seconds: z.number(),
    converged: z.boolean(),
    holdout: z.enum(['done', 'computing', 'none']),
    currency: z.string(),
    data: z.looseObject({ from: date, to: date, periods: z.int(), groups: z.int() }),
    self: z.string(),
  })
  .meta({ id: 'ModelEntry' });
export const modelList = list(modelEntry);

const file = z.looseObject({ name: z.string(), text: z.string() });

export const modelSchema = z
  .looseObject({
    model: json,
    seconds: z.number(),
    data: json,
    sampler: json,
    holdout: json,
    reviews: z.array(json),
    kpis: z.array(json),
    file,
  })
  .meta({ id: 'Model', description: 'The document of `mixplan fit --json`, and the model file.' });

const scenarioEntry = z.looseObject({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  created: instant,
  plans: z.array(z.string()),
  self: z.string(),
});
export const scenarioList = list(scenarioEntry.meta({ id: 'ScenarioEntry' }));
export const scenarioSchema = scenarioEntry.extend({ file, normalised: z.string() }).meta({ id: 'Scenario' });

const planEntry = z
  .looseObject({
    id: z.string(),
    scenario: z.looseObject({ id: z.string(), version: z.int() }),
    created: instant,
    title: z.string(),
    kind: z.enum(['reference', 'forecast', 'maximise', 'hit_target', 'efficiency_floor', 'next_money']),
    fingerprint: z.string(),
    model: z.looseObject({ id: z.string(), version: z.int(), fingerprint: z.string() }),
    window: z.looseObject({ start: date, end: date }),
    currency: z.string(),
    spend: z.number(),
    headline: z
      .looseObject({
        kpi: z.string(),
        label: z.string(),
        money: z.boolean(),
        mean: z.number(),
        delta: z.number(),
        probabilityBetter: z.number(),
      })
      .nullable(),
    stale: z.boolean(),
    self: z.string(),
  })
  .meta({ id: 'PlanEntry' });
export const planList = list(planEntry);

export const planSchema = z
  .looseObject({
    plan: json,
    scenario: json,
    model: json,
    window: json,
    totals: z.looseObject({ spend: z.number(), unspent: z.number(), kpis: z.record(z.string(), json) }),
    channels: z.array(json),
    lines: z.array(json),
    optimum: json.optional(),
  })
  .meta({ id: 'Plan', description: 'The document of `mixplan plan --json`.' });

export const comparisonRequest = z.object({
  plans: z.array(z.string()).min(2).max(6),
  baseline: z.string().optional(),
});

const byPlan = (value: z.ZodType) => z.record(z.string(), value);

export const comparisonSchema = z
  .looseObject({
    baseline: z.string(),
    comparable: z.array(z.looseObject({ what: z.string(), same: z.boolean(), values: byPlan(z.unknown()) })),
    inputs: z.array(z.looseObject({ path: z.string(), values: byPlan(z.unknown()) })),
    kpis: z.array(
      z.looseObject({
        id: z.string(),
        values: byPlan(summary),
        delta: byPlan(summary),
        probabilityBetter: byPlan(z.number()),
      }),
    ),
  })
  .meta({ id: 'Comparison', description: 'The document of `mixplan compare --json`.' });

export const comparisonList = list(
  z.looseObject({ model: z.string(), plans: z.array(z.string()), baseline: z.string(), self: z.string() }),
);
