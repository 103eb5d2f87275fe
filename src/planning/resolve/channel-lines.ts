import { fault, type Fault, type Period } from '../../data/index.js';
import type { MediaResponse } from '../../mixmodel/index.js';
import type { Scenario, ScenarioLine } from '../scenario.js';
import { boundsOf, type LineBounds } from './bounds.js';
import { flightShares } from './flight.js';
import { addressedGroups, isBelowGrain, type GroupAddress } from './group-address.js';
import { joinedGroups } from './joined-groups.js';
import { inflationOf, priceOf } from './price.js';
import { sumOf, toCents, type CellLine, type ProblemLine } from './problem.js';
import { highestLevel } from './seen-level.js';
import { groupShares, type SplitRule } from './split-rule.js';

/** How far above the highest level it has seen the model is followed where the file sets no upper bound. */
export const beyondSeenFactor = 1.5;

export interface ChannelContext {
  readonly id: string;
  readonly unit: string | null;
  readonly mediaIsSpend: boolean;
  /** By group of the model. */
  readonly cells: readonly CellContext[];
  /** `(groups)` */
  readonly addresses: readonly GroupAddress[];
  /** `(groups)`; null where the model knows none. */
  readonly population: readonly number[] | null;
  /** Of a channel without history: the most money it may take; null for the model's own. */
  readonly mostMoney: number | null;
}

interface CellContext {
  /** `(window)` money of the reference. */
  readonly referenceSpend: Float64Array;
  /** `(window)` money of a year before each period. */
  readonly lastYear: Float64Array;
  /** `(window)` money per unit before inflation. */
  readonly cost: Float64Array;
  /** Highest adstocked media in the data. */
  readonly seenLevel: number;
  readonly response: MediaResponse;
}

/** Groups that lines join into one unit of the optimiser, with those lines on the window's periods. */
export interface PlacedUnit {
  readonly groups: readonly number[];
  readonly lines: readonly ProblemLine[];
  /** By group of the unit, by line. */
  readonly cells: readonly (readonly CellLine[])[];
  /** `(window)` money of the reference in these groups. */
  readonly referenceSpend: Float64Array;
}

interface PlacedLine {
  readonly line: ProblemLine;
  /** By group of the unit. */
  readonly cells: readonly CellLine[];
}

/** The units of one channel; groups of it without a line get the line that the rule for unlisted money implies. */
export function channelUnits(
  scenario: Scenario,
  channel: ChannelContext,
  lines: readonly ScenarioLine[],
  window: readonly Period[],
): { readonly value: readonly PlacedUnit[] | null; readonly faults: readonly Fault[] } {
  const all = channel.cells.map((_, group) => group);
  if (scenario.objective.kind === 'reference')
    return { value: [impliedUnit(scenario, channel, all, 'reference')], faults: [] };
  if (lines.length === 0 && channel.mostMoney !== null && scenario.objective.kind === 'maximise') {
    // Without a line a new channel is open to the optimiser up to its share.
    const unit = impliedUnit(scenario, channel, all, 'zero');
    const high = channel.mostMoney;
    return {
      value: [{ ...unit, lines: [{ ...unit.lines[0]!, high, lowFrom: 'none', highFrom: 'max_share' }] }],
      faults: [],
    };
  }
  if (lines.length === 0) return { value: [impliedUnit(scenario, channel, all, scenario.unlisted)], faults: [] };
  const faults: Fault[] = [];
  const addressed = lines.map((line) => addressedGroups(line, channel.addresses));
  const units: PlacedUnit[] = [];
  for (const groups of joinedGroups(all.length, addressed)) {
    const own = lines.filter((_, i) => addressed[i]!.some((group) => groups.includes(group)));
    if (own.length === 0) continue;
    faults.push(...excludedAndListed(own, channel.id));
    const placed = own.map((line) => placeLine(scenario, channel, line, own.length, groups, window));
    for (const one of placed) faults.push(...one.faults);
    const whole = placed.flatMap(({ value }) => value ?? []);
    units.push({
      groups,
      lines: whole.map(({ line }) => line),
      cells: groups.map((_, g) => whole.map(({ cells }) => cells[g]!)),
      referenceSpend: referenceOf(channel, groups),
    });
  }
  const covered = new Set(units.flatMap(({ groups }) => groups));
  const rest = all.filter((group) => !covered.has(group));
  if (rest.length > 0) units.push(impliedUnit(scenario, channel, rest, scenario.unlisted));
  return { value: faults.length > 0 ? null : units, faults };
}

function excludedAndListed(lines: readonly ScenarioLine[], channel: string): Fault[] {
  const excluded = lines.find((line) => line.exclude);
  if (excluded === undefined || lines.length === 1) return [];
  const where = { file: '', path: `lines.${excluded.index}.exclude` };
  return [fault('channel-excluded-and-listed', 'error', where, 'true', { channel })];
}

/** `(window)` */
function referenceOf(channel: ChannelContext, groups: readonly number[]): Float64Array {
  return sumByPeriod(groups.map((group) => channel.cells[group]!.referenceSpend));
}

/** `(window)` */
function sumByPeriod(parts: readonly Float64Array[]): Float64Array {
  const [first, ...others] = parts;
  const total = first!.slice();
  for (const part of others) part.forEach((money, t) => (total[t]! += money));
  return total;
}

/** @param beside lines of the unit */
function placeLine(
  scenario: Scenario,
  channel: ChannelContext,
  line: ScenarioLine,
  beside: number,
  unitGroups: readonly number[],
  window: readonly Period[],
): { readonly value: PlacedLine | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const groups = addressedGroups(line, channel.addresses);
  const ownReference = referenceOf(channel, groups);
  const shares = flightShares(line, window, {
    reference: ownReference,
    lastYear: sumByPeriod(groups.map((group) => channel.cells[group]!.lastYear)),
  });
  const inflation = inflationOf(scenario.assumptions, channel.id);
  const price = priceOf(line, channel.unit, channel.mediaIsSpend, inflation);
  const belowGrain = isBelowGrain(line, channel.addresses);
  // Only a single, undivided line is the same cell as its groups' reference spend.
  const isOneCell = beside === 1 && !belowGrain;
  const unitMoney = sumOf(referenceOf(channel, unitGroups));
  const amount = line.exclude ? 0 : toCents(line.amount ?? unitMoney / beside);
  faults.push(...shares.faults, ...price.faults, ...amountFaults(line, scenario));
  const responseIndex = responseIndexOf(scenario, line, channel.addresses);
  const division = groupShares(
    groups.map((group) => sumOf(channel.cells[group]!.referenceSpend)),
    channel.population === null ? null : groups.map((group) => channel.population![group]!),
  );
  const nothing = new Float64Array(window.length);
  const cells = unitGroups.map((group): CellLine => {
    const cell = channel.cells[group]!;
    const place = groups.indexOf(group);
    const share = place < 0 ? 0 : division.shares[place]!;
    const follows = line.flight.shape.kind === 'reference' && division.rule === 'reference';
    const ofLine = shares.value ?? nothing;
    return {
      // As the reference: every group by its own pattern.
      shares: ofLine.map((value, t) =>
        follows && place >= 0 && ownReference[t]! > 0
          ? (value * cell.referenceSpend[t]!) / ownReference[t]!
          : value * share,
      ),
      unitsPerMoney: cell.cost.map((cost) => responseIndex / (price.cost ?? cost * price.factor)),
    };
  });
  const seen = shares.value === null ? 0 : seenMoney(channel, unitGroups, cells);
  const { faults: boundFaults, ...own } = boundsOf(line, scenario, isOneCell ? unitMoney : 0, amount, seen);
  const bounds = withinShare(own, channel, beside);
  faults.push(...boundFaults, ...shareFaults(line, amount, bounds.low, channel));
  if (shares.value === null) return { value: null, faults };
  const isDivided = beside > 1 || division.rule !== 'none' || belowGrainOfGroups(line, channel.addresses);
  return {
    value: {
      cells,
      line: {
        index: line.index,
        campaign: line.campaign,
        region: line.region,
        audience: line.audience,
        locked: line.lock,
        excluded: line.exclude,
        shares: shares.value,
        unitsPerMoney: averagePrices(cells).map((units) => units / responseIndex),
        responseIndex,
        split: division.rule,
        mark: responseIndex === 1 && channel.mostMoney === null ? (isDivided ? 'allocated' : 'modelled') : 'assumed',
        amount,
        minBuy: line.minBuy ?? 0,
        ...bounds,
        low: toCents(bounds.low),
        high: toCents(bounds.high),
        seenHigh: toCents(seen),
      },
    },
    faults,
  };
}

/** What the file assumes of the line's audience, where the model was not fitted on audiences. */
function responseIndexOf(scenario: Scenario, line: ScenarioLine, addresses: readonly GroupAddress[]): number {
  if (addresses.some(({ audience }) => audience !== null)) return 1;
  return scenario.audiences.find(({ id }) => id === line.audience)?.responseIndex?.value ?? 1;
}

/** A new channel takes no more than its share; several lines of it no more than an equal part each. */
function withinShare(bounds: LineBounds, { mostMoney }: ChannelContext, beside: number): LineBounds {
  if (mostMoney === null || bounds.highFrom === 'lock' || bounds.high <= mostMoney / beside) return bounds;
  return { ...bounds, high: Math.max(bounds.low, mostMoney / beside), highFrom: 'max_share' };
}

function shareFaults(line: ScenarioLine, amount: number, low: number, { id, mostMoney }: ChannelContext): Fault[] {
  const least = Math.max(low, line.lock ? amount : 0, line.amount ?? 0);
  if (mostMoney === null || least <= mostMoney + 0.005) return [];
  const params = { channel: id, most: toCents(mostMoney), amount: least };
  return [fault('new-channel-share', 'error', { file: '', path: `lines.${line.index}` }, String(least), params)];
}

function belowGrainOfGroups(line: ScenarioLine, addresses: readonly GroupAddress[]): boolean {
  return isBelowGrain({ ...line, campaign: null }, addresses);
}

/** `(window)` units per money over cells, weighted by the money that goes to each. */
function averagePrices(cells: readonly CellLine[]): Float64Array {
  const first = cells[0]!;
  if (cells.length === 1) return first.unitsPerMoney;
  return first.unitsPerMoney.map((own, t) => {
    const weight = sumOf(cells.map(({ shares }) => shares[t]!));
    return weight > 0 ? sumOf(cells.map((cell) => cell.shares[t]! * cell.unitsPerMoney[t]!)) / weight : own;
  });
}

/** Money of a line at which the first of its cells comes to 1.5 × the highest adstocked level it has had. */
function seenMoney(channel: ChannelContext, groups: readonly number[], cells: readonly CellLine[]): number {
  let least = Infinity;
  cells.forEach(({ shares, unitsPerMoney }, i) => {
    const { response, seenLevel } = channel.cells[groups[i]!]!;
    const perMoney = highestLevel(
      response,
      shares.map((share, t) => share * unitsPerMoney[t]!),
    );
    if (perMoney > 0) least = Math.min(least, (beyondSeenFactor * seenLevel) / perMoney);
  });
  return least === Infinity ? 0 : least;
}

function amountFaults(line: ScenarioLine, scenario: Scenario): Fault[] {
  const path = `lines.${line.index}`;
  const { kind } = scenario.objective;
  const params = { channel: line.channel };
  if (line.exclude) {
    const told = line.amount !== null && line.amount !== 0;
    return told
      ? [fault('excluded-with-amount', 'error', { file: '', path: `${path}.amount` }, String(line.amount), params)]
      : [];
  }
  if (line.amount !== null && !(line.amount >= 0)) {
    return [fault('amount-negative', 'error', { file: '', path: `${path}.amount` }, String(line.amount), params)];
  }
  if (line.amount !== null) return [];
  if (line.lock) return [fault('lock-without-amount', 'error', { file: '', path: `${path}.lock` }, 'true', params)];
  if (kind === 'forecast' || kind === 'next_money')
    return [fault('line-without-amount', 'error', { file: '', path }, line.channel, params)];
  return [];
}

/** Groups without a line: at reference, each in its own pattern, or at nothing. */
function impliedUnit(
  scenario: Scenario,
  channel: ChannelContext,
  groups: readonly number[],
  rule: 'reference' | 'zero',
): PlacedUnit {
  const referenceSpend = referenceOf(channel, groups);
  const total = sumOf(referenceSpend);
  const periods = referenceSpend.length;
  const amount = rule === 'reference' ? toCents(total) : 0;
  const inflation = inflationOf(scenario.assumptions, channel.id);
  const people = channel.population === null ? null : groups.map((group) => channel.population![group]!);
  const division: { readonly shares: readonly number[]; readonly rule: SplitRule } = groupShares(
    groups.map((group) => sumOf(channel.cells[group]!.referenceSpend)),
    people,
  );
  const cells = groups.map((group, g): CellLine => {
    const { referenceSpend: own, cost } = channel.cells[group]!;
    return {
      shares:
        total > 0 ? own.map((value) => value / total) : new Float64Array(periods).fill(division.shares[g]! / periods),
      unitsPerMoney: cost.map((price) => 1 / (price * inflation)),
    };
  });
  const line: ProblemLine = {
    index: null,
    campaign: null,
    region: null,
    audience: null,
    locked: false,
    excluded: false,
    shares: total > 0 ? referenceSpend.map((value) => value / total) : new Float64Array(periods).fill(1 / periods),
    unitsPerMoney: averagePrices(cells),
    responseIndex: 1,
    // At reference every group keeps its own money: nothing is divided.
    split: 'none',
    mark: channel.mostMoney === null ? 'modelled' : 'assumed',
    amount,
    low: amount,
    high: amount,
    lowFrom: 'unlisted',
    highFrom: 'unlisted',
    seenHigh: toCents(seenMoney(channel, groups, cells)),
  };
  return { groups, lines: [line], cells: cells.map((cell) => [cell]), referenceSpend };
}
