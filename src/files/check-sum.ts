import { nearestName, parseIsoDay, type Panel } from '../data/index.js';
import { amountValue, moneyWritten } from './amounts.js';
import { kindOf, type PartialScenario } from './scenario-kind.js';
import type { Checker } from './checker.js';
import { scenarioDefaults as usual } from './scenario-defaults.js';
import type { ScenarioModel } from './scenario-model.js';

/** Estimated money of unlisted channels must be wrong by more than this share of the working money to count. */
const doubt = 0.1;

/**
 * A forecast's lines and unlisted channels must come to the working money. Exact where every channel is listed; with
 * unlisted channels at reference the planner has the exact sum, and this speaks only where there is no doubt.
 */
export function checkSum(scenario: PartialScenario, model: ScenarioModel, checker: Checker): void {
  const { budget } = scenario;
  const lines = scenario.lines ?? [];
  if (kindOf(scenario, checker) !== 'forecast' || budget?.total === undefined) return;
  const isWhole = lines.every(
    (line, index) =>
      line !== undefined &&
      (line.currency === undefined || rateOf(line.currency, scenario, model) !== null) &&
      (moneyWritten(line) !== null || !checker.has(['lines', index, 'amount'])),
  );
  const total = amountValue(budget.total);
  if (!isWhole || !(total > 0)) return;
  const contingency = budget.contingency_pct ?? usual.contingencyPct;
  const fees = budget.fees_pct ?? usual.feesPct;
  const working = (total * (1 - contingency / 100)) / (1 + fees / 100);
  const listed = lines.reduce((sum, line) => {
    if (line === undefined || line.exclude === true || isBeforeWindow(line, scenario)) return sum;
    return (
      sum +
      (moneyWritten(line) ?? 0) * (line.currency === undefined ? 1 : (rateOf(line.currency, scenario, model) ?? 1))
    );
  }, 0);
  const open = (scenario.unlisted ?? usual.unlisted) === 'reference' ? unlistedChannels(scenario, model) : [];
  const unlisted = open.length === 0 ? 0 : unlistedMoney(scenario, model, open);
  const tolerance = budget.tolerance_pct ?? usual.tolerancePct;
  const difference = listed + (unlisted ?? 0) - working;
  const margin = (tolerance / 100) * working + 0.005;
  const isWrong =
    open.length === 0
      ? Math.abs(difference) > margin
      : difference > margin + (unlisted ?? 0) || (unlisted !== null && Math.abs(difference) > margin + doubt * working);
  if (!isWrong) return;
  checker.say('lines-do-not-add-up', ['budget', 'total'], {
    sum: cents(listed + (unlisted ?? 0)),
    lines: cents(listed),
    unlisted: cents(unlisted ?? 0),
    working: cents(working),
    total,
    difference: cents(difference),
    tolerance,
  });
}

type PartialLine = NonNullable<NonNullable<PartialScenario['lines']>[number]>;

function rateOf(currency: string, scenario: PartialScenario, { spec }: ScenarioModel): number | null {
  if (currency === (scenario.currency?.report ?? spec.currency)) return 1;
  return scenario.currency?.rates?.[currency]?.rate ?? null;
}

/** Money that fills the gap before the window is no part of the plan. */
function isBeforeWindow({ flight }: PartialLine, { carry_in: carryIn, window }: PartialScenario): boolean {
  if (carryIn?.gap_fill !== 'lines' || flight?.to === undefined || window?.start === undefined) return false;
  return flight.to < window.start;
}

function cents(money: number): number {
  return Math.round(money * 100) / 100;
}

/** Channels without a line; a misspelt name counts as the one it is nearest to. */
function unlistedChannels(scenario: PartialScenario, { spec }: ScenarioModel): string[] {
  const ids = spec.channels.map(({ id }) => id);
  const listed = new Set((scenario.lines ?? []).map((line) => nearestName(line?.channel ?? '', ids) ?? ''));
  return ids.filter((id) => !listed.has(id));
}

/** About what the channels spent a year before the window, null where that cannot be told. */
function unlistedMoney(
  scenario: PartialScenario,
  { panel }: ScenarioModel,
  channels: readonly string[],
): number | null {
  const days = [scenario.window?.start, scenario.window?.end].map((text) =>
    text === undefined ? null : parseIsoDay(text),
  );
  const [a, b] = days;
  if (panel === undefined || a === undefined || b === undefined || a === null || b === null) return null;
  if (scenario.reference !== undefined && scenario.reference !== 'last_year') return null;
  // Start and end the wrong way round still say which weeks were meant.
  return spendOf(panel, channels, Math.min(a, b) - 364, Math.max(a, b) - 364);
}

function spendOf(panel: Panel, channels: readonly string[], from: number, to: number): number | null {
  const inside = panel.periods.map(({ start, end }) => end >= from && start <= to && end - from >= (end - start) / 2);
  if (!inside.includes(true)) return null;
  let sum = 0;
  for (const { id, spend } of panel.channels) {
    if (!channels.includes(id)) continue;
    spend.forEach((money, index) => {
      if (inside[index % panel.periods.length] === true) sum += money;
    });
  }
  return sum;
}
