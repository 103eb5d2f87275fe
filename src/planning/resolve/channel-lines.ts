import { fault, type Fault, type Period } from '../../data/index.js';
import type { MediaResponse } from '../../mixmodel/index.js';
import type { Scenario, ScenarioLine } from '../scenario.js';
import { boundsOf } from './bounds.js';
import { flightShares } from './flight.js';
import { inflationOf, priceOf } from './price.js';
import { sumOf, toCents, type ProblemLine } from './problem.js';
import { highestLevel } from './seen-level.js';

/** How far above the highest level it has seen the model is followed where the file sets no upper bound. */
export const beyondSeenFactor = 1.5;

export interface ChannelContext {
  readonly id: string;
  readonly unit: string | null;
  readonly mediaIsSpend: boolean;
  /** `(window)` money of the reference. */
  readonly referenceSpend: Float64Array;
  /** `(window)` money per unit before inflation. */
  readonly cost: Float64Array;
  /** Highest adstocked media in the data. */
  readonly seenLevel: number;
  readonly response: MediaResponse;
}

/** The lines of one channel on the window's periods; an unlisted channel gets the line that its rule implies. */
export function channelLines(
  scenario: Scenario,
  channel: ChannelContext,
  lines: readonly ScenarioLine[],
  window: readonly Period[],
): { readonly value: readonly ProblemLine[] | null; readonly faults: readonly Fault[] } {
  if (scenario.objective.kind === 'reference')
    return { value: [impliedLine(scenario, channel, 'reference')], faults: [] };
  if (lines.length === 0) return { value: [impliedLine(scenario, channel, scenario.unlisted)], faults: [] };
  const faults: Fault[] = [];
  const out: ProblemLine[] = [];
  const excluded = lines.find((line) => line.exclude);
  if (excluded !== undefined && lines.length > 1) {
    const params = { channel: channel.id };
    faults.push(
      fault(
        'channel-excluded-and-listed',
        'error',
        { file: '', path: `lines.${excluded.index}.exclude` },
        'true',
        params,
      ),
    );
  }
  for (const line of lines) {
    const shares = flightShares(line, window, channel.referenceSpend);
    const inflation = inflationOf(scenario.assumptions, channel.id);
    const price = priceOf(line, channel.unit, channel.mediaIsSpend, inflation);
    // Only a channel's single, undivided line is the same cell as the channel's reference spend.
    const reference = lines.length === 1 && line.campaign === null ? sumOf(channel.referenceSpend) : 0;
    const amount = line.exclude ? 0 : toCents(line.amount ?? sumOf(channel.referenceSpend) / lines.length);
    faults.push(...shares.faults, ...price.faults, ...amountFaults(line, scenario));
    const unitsPerMoney = channel.cost.map((cost) => 1 / (price.cost ?? cost * price.factor));
    const seen = shares.value === null ? 0 : seenMoney(channel, shares.value, unitsPerMoney);
    const { faults: boundFaults, ...bounds } = boundsOf(line, scenario, reference, amount, seen);
    faults.push(...boundFaults);
    if (shares.value === null) continue;
    out.push({
      index: line.index,
      campaign: line.campaign,
      region: line.region,
      audience: line.audience,
      locked: line.lock,
      excluded: line.exclude,
      shares: shares.value,
      unitsPerMoney,
      amount,
      minBuy: line.minBuy ?? 0,
      ...bounds,
      low: toCents(bounds.low),
      high: toCents(bounds.high),
      seenHigh: toCents(seen),
    });
  }
  return { value: faults.length > 0 ? null : out, faults };
}

/** Money of a line at which the channel's adstocked level comes to 1.5 × the highest it has had. */
function seenMoney(channel: ChannelContext, shares: Float64Array, unitsPerMoney: Float64Array): number {
  const perMoney = highestLevel(
    channel.response,
    shares.map((share, t) => share * unitsPerMoney[t]!),
  );
  return perMoney > 0 ? (beyondSeenFactor * channel.seenLevel) / perMoney : 0;
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

function impliedLine(scenario: Scenario, channel: ChannelContext, rule: 'reference' | 'zero'): ProblemLine {
  const periods = channel.referenceSpend.length;
  const total = sumOf(channel.referenceSpend);
  const amount = rule === 'reference' ? toCents(total) : 0;
  const shares =
    total > 0 ? channel.referenceSpend.map((value) => value / total) : new Float64Array(periods).fill(1 / periods);
  const inflation = inflationOf(scenario.assumptions, channel.id);
  const unitsPerMoney = channel.cost.map((cost) => 1 / (cost * inflation));
  return {
    index: null,
    campaign: null,
    region: null,
    audience: null,
    locked: false,
    excluded: false,
    shares,
    unitsPerMoney,
    amount,
    low: amount,
    high: amount,
    lowFrom: 'unlisted',
    highFrom: 'unlisted',
    seenHigh: toCents(seenMoney(channel, shares, unitsPerMoney)),
  };
}
