import { boughtMedia, fault, type ChannelSeries, type Fault } from '../../data/index.js';
import { adstockLags, openingRows, type FittedModel, type MediaResponse } from '../../mixmodel/index.js';
import { populationOf } from '../group-model.js';
import type { Scenario, ScenarioLine } from '../scenario.js';
import { budgetOf } from './budget.js';
import { channelUnits, type ChannelContext } from './channel-lines.js';
import { gapMoney } from './gap-lines.js';
import { addressedGroups, groupAddresses, type GroupAddress } from './group-address.js';
import { inflationOf, priceOf } from './price.js';
import { sumOf, type ProblemCell, type ProblemChannel } from './problem.js';
import type { ReferencePeriods } from './reference-spend.js';
import { highestLevel } from './seen-level.js';
import { groupShares } from './split-rule.js';
import type { Timeline } from './timeline.js';
import { unitCosts } from './unit-cost.js';

export interface PlaceInput {
  /** With the lines of the window. */
  readonly scenario: Scenario;
  /** Lines of the channel whose money fills the gap. */
  readonly gapLines: readonly ScenarioLine[];
  readonly fitted: FittedModel;
  /** Place of the channel in the model. */
  readonly channel: number;
  readonly timeline: Timeline;
  readonly periods: ReferencePeriods;
  /** `(window)` indices into the data, −1 where they do not reach. */
  readonly lastYear: Int32Array;
  /** By group, `(window)` money. */
  readonly referenceSpend: readonly Float64Array[];
  /** By group. */
  readonly responses: readonly MediaResponse[];
  /** Places that the channel's first unit and cell will have. */
  readonly firstUnit: number;
  readonly firstCell: number;
}

interface Placed {
  readonly units: readonly ProblemChannel[];
  readonly cells: readonly ProblemCell[];
}

/** One channel of the model with its lines, as units and cells of the problem. */
export function placeChannel(input: PlaceInput): { readonly value: Placed | null; readonly faults: readonly Fault[] } {
  const { scenario, fitted, channel, timeline, periods, firstUnit, firstCell } = input;
  const { panel, spec } = fitted;
  const { data, window } = timeline;
  const series = panel.channels[channel]!;
  const channelSpec = spec.channels[channel]!;
  const addresses = groupAddresses(fitted);
  const faults: Fault[] = [];
  const lines = scenario.lines.filter((line) => line.channel === series.id);
  // A line for a region or audience that the model does not have has a fault of its own.
  if (lines.some((line) => addressedGroups(line, addresses).length === 0)) return { value: null, faults: [] };
  const groups = panel.groups.map((_, group) => ofGroup(series, group, panel.periods.length));
  const bought = input.referenceSpend.some((money) => sumOf(money) > 0);
  const priced = priceGaps(groups.map((own) => unitCosts(own, periods.window, data.length)));
  if (priced === null && (lines.some((line) => !line.exclude && line.amount !== 0) || bought)) {
    const path = lines[0] === undefined ? 'unlisted' : `lines.${lines[0].index}`;
    faults.push(fault('channel-without-price', 'error', { file: '', path }, series.id, { channel: series.id }));
  }
  const fresh = scenario.newChannels.find(({ id }) => id === series.id);
  const context: ChannelContext = {
    id: series.id,
    unit: channelSpec.unit,
    mediaIsSpend: series.mediaIsSpend,
    addresses,
    population: populationOf(fitted),
    mostMoney: fresh === undefined ? null : fresh.maxShare * (budgetOf(scenario).value?.working ?? Infinity),
    cells: groups.map((own, group) => ({
      referenceSpend: input.referenceSpend[group]!,
      lastYear: Float64Array.from(input.lastYear, (t) => (t < 0 ? 0 : own.spend[t]!)),
      cost: priced?.[group] ?? new Float64Array(window.length).fill(1),
      // Nothing was seen of a new channel; the file says where it ends.
      seenLevel: fresh?.saturatesAt ?? highestLevel(input.responses[group]!, own.media.slice(0, data.length)),
      response: input.responses[group]!,
    })),
  };
  const gap = gapMedia(input, groups, context);
  faults.push(...gap.faults);
  const placed = channelUnits(scenario, context, lines, window);
  faults.push(...placed.faults);
  if (placed.value === null || faults.length > 0) return { value: null, faults };

  const units: ProblemChannel[] = [];
  const cells: ProblemCell[] = [];
  for (const unit of placed.value) {
    const own = firstCell + cells.length;
    unit.groups.forEach((group, g) => {
      const { media, frequency } = groups[group]!;
      const upToWindow = (seen: Float64Array, between: Float64Array): Float64Array =>
        Float64Array.of(...seen.subarray(0, data.length), ...between);
      const { cost, referenceSpend } = context.cells[group]!;
      cells.push({
        channel,
        unit: firstUnit + units.length,
        group,
        history: upToWindow(media, gap.value[group]!),
        frequency: frequency === undefined ? null : upToWindow(frequency, gapFrequency(input, frequency)),
        before: beforeData(fitted, channel, media, frequency),
        referenceSpend,
        unitsPerMoney: sharedPrices(scenario, series.id, cost, unit.lines, unit.cells[g]!),
        lines: unit.cells[g]!,
      });
    });
    units.push({
      ...unitName(series.id, unit.groups, placed.value.length, panel.groups, addresses),
      channel: series.id,
      label: channelSpec.label,
      unit: channelSpec.unit,
      mediaIsSpend: series.mediaIsSpend,
      referenceSpend: unit.referenceSpend,
      lines: unit.lines,
      cells: unit.groups.map((_, g) => own + g),
    });
  }
  return { value: { units, cells }, faults };
}

/** By group, `(gap)` media between the data and the window. */
function gapMedia(
  { scenario, gapLines, timeline, periods }: PlaceInput,
  groups: readonly ChannelSeries[],
  context: ChannelContext,
): { readonly value: readonly Float64Array[]; readonly faults: readonly Fault[] } {
  const { gap, data } = timeline;
  const { gapFill } = scenario.carryIn;
  if (gapFill === 'reference') {
    return { value: groups.map(({ media }) => Float64Array.from(periods.gap, (t) => media[t]!)), faults: [] };
  }
  const value = groups.map(() => new Float64Array(gap.length));
  const faults: Fault[] = [];
  const costs = priceGaps(groups.map((own) => unitCosts(own, periods.gap, data.length)));
  const inflation = inflationOf(scenario.assumptions, context.id);
  for (const line of gapLines) {
    const own = addressedGroups(line, context.addresses);
    const spend = own.map((group) => Float64Array.from(periods.gap, (t) => groups[group]!.spend[t]!));
    const pattern = Float64Array.from(gap, (_, t) => sumOf(spend.map((money) => money[t]!)));
    const money = gapMoney(line, gap, pattern);
    const price = priceOf(line, context.unit, context.mediaIsSpend, inflation);
    faults.push(...money.faults, ...price.faults);
    const { shares } = groupShares(
      spend.map(sumOf),
      context.population === null ? null : own.map((group) => context.population![group]!),
    );
    own.forEach((group, g) => {
      money.value?.forEach((amount, t) => {
        const cost = price.cost ?? (costs?.[group]?.[t] ?? 1) * price.factor;
        value[group]![t]! += (amount * shares[g]!) / cost;
      });
    });
  }
  return { value, faults };
}

/** `(gap)` frequency as in the reference; NaN where lines buy there, whose reach follows the channel's curve. */
function gapFrequency({ scenario, timeline, periods }: PlaceInput, frequency: Float64Array): Float64Array {
  if (scenario.carryIn.gapFill !== 'reference') return new Float64Array(timeline.gap.length).fill(NaN);
  return Float64Array.from(periods.gap, (t) => frequency[t]!);
}

/** A channel's rows of one group; media as they are bought: impressions where it has reach and frequency. */
function ofGroup(series: ChannelSeries, group: number, periods: number): ChannelSeries {
  const part = (values: Float64Array): Float64Array => values.subarray(group * periods, (group + 1) * periods);
  const { frequency } = series;
  return {
    ...series,
    spend: part(series.spend),
    media: part(boughtMedia(series)),
    ...(frequency === undefined ? {} : { frequency: part(frequency) }),
  };
}

/** Prices by group: one that has never bought takes the mean of those that have; null where none has. */
function priceGaps(costs: readonly (Float64Array | null)[]): readonly Float64Array[] | null {
  const known = costs.filter((cost) => cost !== null);
  if (known.length === 0) return null;
  return costs.map((cost) => cost ?? known[0]!.map((_, t) => sumOf(known.map((one) => one[t]!)) / known.length));
}

/** Mean of the first rows where the model says that media stood there before, as in the fit. */
function beforeData(
  fitted: FittedModel,
  channel: number,
  media: Float64Array,
  frequency: Float64Array | undefined,
): ProblemCell['before'] {
  if (fitted.spec.data.historyBefore !== 'first_mean') return { media: 0, frequency: 0 };
  const first = media.slice(0, Math.min(openingRows, adstockLags(fitted.spec.channels[channel]!.adstock)));
  if (frequency === undefined) return { media: sumOf(first) / first.length, frequency: 0 };
  // As the fit has it: mean reach, and the mean frequency of those reached.
  const reach = sumOf(first.map((impressions, t) => (frequency[t]! > 0 ? impressions / frequency[t]! : 0)));
  return { media: sumOf(first) / first.length, frequency: reach > 0 ? sumOf(first) / reach : 0 };
}

/**
 * Prices at which the reference plan buys in one cell: the market is the same for both plans, so a price stated on
 * lines of the unit holds for the reference too (their mean by amount), else the cell's own.
 */
function sharedPrices(
  scenario: Scenario,
  channel: string,
  cost: Float64Array,
  lines: ProblemChannel['lines'],
  cell: ProblemCell['lines'],
): Float64Array {
  const stated = new Set(
    scenario.lines.filter((line) => line.channel === channel && line.cost !== null).map((line) => line.index),
  );
  const priced = lines.flatMap((line, i) => (line.index !== null && stated.has(line.index) ? [{ line, i }] : []));
  const weight = sumOf(priced.map(({ line }) => line.amount));
  const inflation = inflationOf(scenario.assumptions, channel);
  return cost.map((value, t) =>
    weight > 0
      ? sumOf(priced.map(({ line, i }) => (line.amount * cell[i]!.unitsPerMoney[t]!) / line.responseIndex)) / weight
      : 1 / (value * inflation),
  );
}

/** `tv` alone, else `tv@north`, or `tv@north+2` for several groups. */
function unitName(
  channel: string,
  groups: readonly number[],
  units: number,
  names: readonly string[],
  addresses: readonly GroupAddress[],
): Pick<ProblemChannel, 'id' | 'region' | 'audience'> {
  if (units === 1) return { id: channel, region: null, audience: null };
  const first = groups[0]!;
  const shared = (part: keyof GroupAddress): string | null => {
    const value = addresses[first]![part];
    return groups.every((group) => addresses[group]![part] === value) ? value : null;
  };
  const more = groups.length > 1 ? `+${groups.length - 1}` : '';
  return { id: `${channel}@${names[first]!}${more}`, region: shared('region'), audience: shared('audience') };
}
