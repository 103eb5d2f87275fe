import { fault, type Fault } from '../../data/index.js';
import type { Scenario } from '../scenario.js';
import { sumOf, toCents, type Budget, type ProblemChannel } from './problem.js';

/** Working money = total × (1 − contingency) ÷ (1 + fees); the three parts add up to the total, to the cent. */
export function budgetOf(scenario: Scenario): { readonly value: Budget | null; readonly faults: readonly Fault[] } {
  const { total, contingencyPct, feesPct } = scenario.budget;
  const { kind } = scenario.objective;
  if (kind === 'reference' || kind === 'hit_target') return { value: null, faults: [] };
  if (kind === 'efficiency_floor' && total === null) return { value: null, faults: [] };
  if (total === null || !(total > 0)) {
    const path = { file: '', path: 'budget.total' };
    return {
      value: null,
      faults: [fault('budget-missing', 'error', path, total === null ? '' : String(total), { kind })],
    };
  }
  const contingency = toCents((total * contingencyPct) / 100);
  const working = toCents((total * (1 - contingencyPct / 100)) / (1 + feesPct / 100));
  return { value: { total, contingency, fees: toCents(total - contingency - working), working }, faults: [] };
}

/** Kinds whose lines stand as written, so that they must come to the working money. */
function isAsWritten({ objective }: Scenario): boolean {
  return objective.kind === 'forecast' || objective.kind === 'next_money';
}

/** A forecast prices the plan as written, so its lines and the unlisted channels must come to the working money. */
export function checkSum(scenario: Scenario, channels: readonly ProblemChannel[], budget: Budget): Fault[] {
  if (!isAsWritten(scenario)) return [];
  const lines = channels.flatMap((channel) => channel.lines);
  const listed = toCents(sumOf(lines.filter((line) => line.index !== null).map((line) => line.amount)));
  const unlisted = toCents(sumOf(lines.filter((line) => line.index === null).map((line) => line.amount)));
  return sumFaults(scenario, budget, listed, unlisted);
}

/**
 * Whether the lines add up can often be told though the window cannot be used: when no channel is left to its rule.
 *
 * @param channels ids of the model's channels
 */
export function checkSumWithoutCalendar(scenario: Scenario, channels: readonly string[]): Fault[] {
  const { value: budget } = budgetOf(scenario);
  const listed = new Set(scenario.lines.map((line) => line.channel));
  const ruled = scenario.unlisted === 'reference' && channels.some((id) => !listed.has(id));
  if (budget === null || !isAsWritten(scenario) || ruled) return [];
  const amounts = scenario.lines.map((line) => (line.exclude ? 0 : (line.amount ?? 0)));
  return sumFaults(scenario, budget, toCents(sumOf(amounts)), 0);
}

function sumFaults(scenario: Scenario, budget: Budget, listed: number, unlisted: number): Fault[] {
  const sum = toCents(listed + unlisted);
  const tolerance = scenario.budget.tolerancePct;
  if (Math.abs(sum - budget.working) <= (tolerance / 100) * budget.working + 0.005) return [];
  const params = {
    sum,
    lines: listed,
    unlisted,
    working: budget.working,
    total: budget.total,
    difference: toCents(sum - budget.working),
    tolerance,
  };
  return [fault('lines-do-not-add-up', 'error', { file: '', path: 'budget.total' }, String(budget.total), params)];
}
