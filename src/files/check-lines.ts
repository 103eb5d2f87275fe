import { nearestName } from '../data/index.js';
import { addressedGroups, groupAddresses, modelledNames } from '../planning/index.js';
import { boundValue, moneyWritten } from './amounts.js';
import { checkFlight } from './check-flight.js';
import { kindOf, type PartialScenario } from './scenario-kind.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { ScenarioModel } from './scenario-model.js';

type PartialLine = NonNullable<NonNullable<PartialScenario['lines']>[number]>;

/** The checks of each line, and of the lines of a channel beside one another. */
export function checkLines(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  const kind = kindOf(scenario, checker);
  const lines = scenario.lines ?? [];
  lines.forEach((line, index) => {
    if (line === undefined) return;
    const path: Path = ['lines', index];
    if (model !== null) checkChannel(line.channel, model, [...path, 'channel'], checker);
    checkAmount(line, kind, path, checker);
    checkBounds(line, path, checker);
    checkFlight(line, scenario, model, path, checker);
    if (model !== null) checkPlace(line, model, path, checker);
  });
  lines.forEach((line, index) => {
    const others = lines.filter((other) => other?.channel === line?.channel && meet(line, other, model));
    if (
      line?.min_buy !== undefined &&
      line.channel !== undefined &&
      lines.filter((other) => other?.channel === line.channel).length > 1
    )
      checker.sayOfKey('min-buy-in-divided-channel', ['lines', index, 'min_buy'], { channel: line.channel });
    if (line?.exclude === true && line.channel !== undefined && others.length > 1) {
      checker.say('channel-excluded-and-listed', ['lines', index, 'exclude'], { channel: line.channel });
    }
  });
}

/** A channel is named by its id; its label only leads to the right suggestion. */
function checkChannel(name: string | undefined, { spec }: ScenarioModel, path: Path, checker: Checker): void {
  const ids = spec.channels.map(({ id }) => id);
  if (name === undefined || ids.includes(name)) return;
  const labelled = spec.channels.find(({ label }) => label.toLowerCase() === name.trim().toLowerCase());
  const nearest = labelled?.id ?? nearestName(name, ids) ?? 'none';
  checker.say('unknown-channel', path, { name, nearest, valid: ids.join(', ') });
}

/** Names that the model does not have, where it has any; below its grain a name is the planner's own. */
function checkPlace(line: PartialLine, model: ScenarioModel, path: Path, checker: Checker): void {
  const addresses = addressesOf(model);
  for (const part of ['region', 'audience'] as const) {
    const known = modelledNames(addresses, part);
    if (known.length > 0) checker.known(`unknown-${part}`, line[part], known, [...path, part]);
  }
}

function addressesOf({ spec, panel }: ScenarioModel): ReturnType<typeof groupAddresses> {
  return panel === undefined ? [] : groupAddresses({ spec, panel });
}

/** Whether two lines of a channel go to a group of the model together. */
function meet(line: PartialLine | undefined, other: PartialLine | undefined, model: ScenarioModel | null): boolean {
  const addresses = model === null ? [] : addressesOf(model);
  if (addresses.length < 2) return true;
  const groupsOf = (one: PartialLine | undefined): number[] =>
    addressedGroups({ region: one?.region ?? null, audience: one?.audience ?? null }, addresses);
  const own = groupsOf(line);
  return groupsOf(other).some((group) => own.includes(group));
}

function checkAmount(line: PartialLine, kind: ReturnType<typeof kindOf>, path: Path, checker: Checker): void {
  const params = { channel: line.channel ?? '' };
  const amount = moneyWritten(line);
  if (line.exclude === true) {
    if (amount !== null && amount !== 0) checker.say('excluded-with-amount', [...path, 'amount'], params);
    if (line.lock === true) checker.say('excluded-and-locked', [...path, 'lock'], params);
    return;
  }
  if (amount !== null && !(amount >= 0)) checker.say('amount-negative', [...path, 'amount'], params);
  if (amount !== null || checker.has([...path, 'amount']) || checker.has([...path, 'flight', 'amounts'])) return;
  if (line.lock === true) checker.say('lock-without-amount', [...path, 'lock'], params);
  else if ((kind === 'forecast' || kind === 'next_money') && line.channel !== undefined)
    checker.say('line-without-amount', path, params);
}

function checkBounds(line: PartialLine, path: Path, checker: Checker): void {
  const channel = line.channel ?? '';
  const [min, max] = [boundValue(line.min), boundValue(line.max)];
  for (const key of ['min', 'max', 'min_buy'] as const) {
    if (line[key] === undefined) continue;
    if (line.lock === true || line.exclude === true) {
      checker.sayOfKey('bound-of-fixed-line', [...path, key], {
        channel,
        key,
        rule: line.lock === true ? 'lock' : 'exclude',
      });
    }
    const bound = key === 'min' ? min : key === 'max' ? max : boundValue(line.min_buy);
    if (bound !== null && 'amount' in bound && bound.amount < 0)
      checker.say('amount-negative', [...path, key], { channel });
  }
  if (min === null || max === null) return;
  const [low, high] =
    'amount' in min && 'amount' in max
      ? [min.amount, max.amount]
      : 'relative' in min && 'relative' in max
        ? [min.relative, max.relative]
        : [0, 0];
  if (low > high)
    checker.say('min-above-max', [...path, 'min'], { min: String(line.min), max: String(line.max), channel });
}
