import { loadHighs } from '../../src/jobs/workers/load-highs.js';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { makePlan, type MadePlan, type Plan, type PlanReading, type Scenario } from '../../src/planning/index.js';

/** Runs a scenario on a fitted model under fixed identities. */
export function runPlan(
  fitted: FittedModel,
  scenario: Scenario,
  referencePlan: Plan | null = null,
): Promise<PlanReading> {
  return makePlan({
    scenario,
    scenarioVersion: 1,
    scenarioFingerprint: 'scenario-fingerprint',
    normalised: '',
    fitted,
    model: { id: fitted.spec.id, version: 1, fingerprint: 'model-fingerprint' },
    created: '2025-07-01T00:00:00Z',
    engine: 'test',
    referencePlan,
    linearSolver: loadHighs,
  });
}

/** As `runPlan`, for scenarios that must work. */
export async function planOf(
  fitted: FittedModel,
  scenario: Scenario,
  referencePlan: Plan | null = null,
): Promise<MadePlan> {
  const { value, faults } = await runPlan(fitted, scenario, referencePlan);
  if (value === null) throw new Error(`no plan: ${faults.map((fault) => fault.code).join(', ')}`);
  return value;
}
