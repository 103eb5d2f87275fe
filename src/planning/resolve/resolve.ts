import {
  boughtMedia,
  fault,
  hasErrors,
  nearestName,
  type ChannelSeries,
  type Fault,
  type HolidaySettings,
  type Reading,
} from '../../data/index.js';
import { adstockLags, type FittedModel, type MediaResponse } from '../../mixmodel/index.js';
import { populationOf } from '../group-model.js';
import type { Plan } from '../plan.js';
import type { Scenario } from '../scenario.js';
import { budgetOf, checkSum, checkSumWithoutCalendar } from './budget.js';
import { channelUnits, type ChannelContext } from './channel-lines.js';
import { groupAddresses, modelledNames, type GroupAddress } from './group-address.js';
import { inflationOf } from './price.js';
import { sumOf, type Problem, type ProblemCell, type ProblemChannel } from './problem.js';
import { moneyOfData, moneyOfPlan } from './reference-money.js';
import { referencePeriods } from './reference-spend.js';
import { highestLevel } from './seen-level.js';
import { timelineOf } from './timeline.js';
import { unitCosts } from './unit-cost.js';

export interface ResolveInput {
  readonly scenario: Scenario;
  readonly fitted: FittedModel;
  /** By channel id and group, of the KPI that the plan is for: how far each channel's media has been seen. */
  readonly responses: ReadonlyMap<string, readonly MediaResponse[]>;
  /** The plan of the scenario named as reference. */
  readonly referencePlan: Plan | null;
}

/** Puts a scenario on the model's calendar, or says everything that stands in the way, at once. */
export function resolve(input: ResolveInput): Reading<Problem> {
  const { scenario, fitted, responses, referencePlan } = input;
  const { panel, spec } = fitted;
  const channelIds = spec.channels.map(({ id }) => id);
  const faults: Fault[] = [...checkNames(scenario, fitted), ...checkAssumptions(scenario)];
  const timeline = timelineOf(scenario, panel);
  const budget = budgetOf(scenario);
  faults.push(...timeline.faults, ...budget.faults);
  if (timeline.value === null) {
    faults.push(...checkSumWithoutCalendar(scenario, channelIds));
    return { value: null, faults };
  }

  const { data, gap, window } = timeline.value;
  const { country, include, windows } = spec.baseline.holidays;
  const holidays: HolidaySettings = { country, include, windows };
  const reference = referencePeriods(scenario.reference, timeline.value, panel, holidays);
  faults.push(...reference.faults);
  if (reference.value === null) {
    faults.push(...checkSumWithoutCalendar(scenario, channelIds));
    return { value: null, faults };
  }
  const { periods } = reference.value;
  let money = moneyOfData(panel, reference.value);
  if (scenario.reference.kind === 'scenario') {
    if (referencePlan === null) {
      faults.push(fault('reference-not-found', 'error', { file: '', path: 'reference' }, scenario.reference.id));
    } else {
      const ofPlan = moneyOfPlan(panel, referencePlan, timeline.value);
      faults.push(...ofPlan.faults);
      money = ofPlan.value ?? money;
    }
  }

  const addresses = groupAddresses(fitted);
  const population = populationOf(fitted);
  const channels: ProblemChannel[] = [];
  const cells: ProblemCell[] = [];
  let complete = true;
  panel.channels.forEach((series, c) => {
    const channelSpec = spec.channels[c]!;
    const lines = scenario.lines.filter((line) => line.channel === series.id);
    const context = {
      id: series.id,
      unit: channelSpec.unit,
      mediaIsSpend: series.mediaIsSpend,
      addresses,
      population,
      cells: panel.groups.map((_, group) => {
        const own = ofGroup(series, group, panel.periods.length);
        const referenceSpend = money.get(series.id)![group]!;
        const response = responses.get(series.id)![group]!;
        return {
          referenceSpend,
          cost: unitCosts(own, periods.window, data.length),
          seenLevel: highestLevel(response, own.media.slice(0, data.length)),
          response,
        };
      }),
    };
    const bought = context.cells.some(({ referenceSpend }) => sumOf(referenceSpend) > 0);
    const priced = priceGaps(context.cells.map(({ cost }) => cost));
    if (priced === null && (lines.some((line) => !line.exclude && line.amount !== 0) || bought)) {
      const path = lines[0] === undefined ? 'unlisted' : `lines.${lines[0].index}`;
      faults.push(fault('channel-without-price', 'error', { file: '', path }, series.id, { channel: series.id }));
    }
    const ones = new Float64Array(window.length).fill(1);
    const whole: ChannelContext = {
      ...context,
      cells: context.cells.map((cell, g) => ({ ...cell, cost: priced?.[g] ?? ones })),
    };
    const placed = channelUnits(scenario, whole, lines, window);
    faults.push(...placed.faults);
    if (placed.value === null) {
      complete = false;
      return;
    }
    for (const unit of placed.value) {
      const own = cells.length;
      unit.groups.forEach((group, g) => {
        const { media, frequency } = ofGroup(series, group, panel.periods.length);
        const upToWindow = (values: Float64Array): Float64Array => {
          const history = new Float64Array(data.length + gap.length);
          history.set(values.slice(0, data.length));
          if (scenario.carryIn.gapFill === 'reference')
            periods.gap.forEach((t, i) => (history[data.length + i] = values[t]!));
          return history;
        };
        const { cost, referenceSpend } = whole.cells[group]!;
        cells.push({
          channel: c,
          unit: channels.length,
          group,
          history: upToWindow(media),
          frequency: frequency === undefined ? null : upToWindow(frequency),
          before: beforeData(fitted, c, media, frequency),
          referenceSpend,
          unitsPerMoney: sharedPrices(scenario, series.id, cost, unit.lines, unit.cells[g]!),
          lines: unit.cells[g]!,
        });
      });
      channels.push({
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
  });
  if (complete && budget.value !== null) faults.push(...checkSum(scenario, channels, budget.value));
  if (!complete) faults.push(...checkSumWithoutCalendar(scenario, channelIds));
  if (!complete || hasErrors(faults)) return { value: null, faults };
  return {
    value: {
      scenario,
      fitted,
      timeline: timeline.value,
      reference: reference.value,
      channels,
      cells,
      groups: addresses,
      groupWeights: weightsOf(population, panel.groups.length),
      budget: budget.value,
    },
    faults,
  };
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
  const first = media.slice(0, Math.min(13, adstockLags(fitted.spec.channels[channel]!.adstock)));
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

function weightsOf(population: readonly number[] | null, groups: number): Float64Array {
  const people = population === null ? 0 : sumOf(population);
  return Float64Array.from({ length: groups }, (_, g) => (people > 0 ? population![g]! / people : 1 / groups));
}

function checkNames(scenario: Scenario, { spec, panel }: FittedModel): Fault[] {
  const faults: Fault[] = [];
  const check = (name: string, valid: readonly string[], code: string, path: string): void => {
    if (!valid.includes(name)) {
      const params = { name, nearest: nearestName(name, valid) ?? 'none', valid: valid.join(', ') };
      faults.push(fault(code, 'error', { file: '', path }, name, params));
    }
  };
  const channels = spec.channels.map((channel) => channel.id);
  const fittedKpis = spec.kpis.map((kpi) => kpi.id);
  for (const line of scenario.lines) check(line.channel, channels, 'unknown-channel', `lines.${line.index}.channel`);
  const addresses = groupAddresses({ spec, panel });
  for (const part of ['region', 'audience'] as const) {
    const known = modelledNames(addresses, part);
    if (known.length === 0) continue;
    for (const line of scenario.lines) {
      if (line[part] !== null) check(line[part], known, `unknown-${part}`, `lines.${line.index}.${part}`);
    }
  }
  scenario.kpis.forEach((kpi, i) => {
    if (kpi.formula === null) check(kpi.id, fittedKpis, 'unknown-kpi', `kpis.${i}.id`);
  });
  const formulas = scenario.kpis.filter((kpi) => kpi.formula !== null).map((kpi) => kpi.id);
  check(scenario.objective.kpi, [...fittedKpis, ...formulas], 'unknown-kpi', 'objective.kpi');
  const { mediaInflationPct, controls, treatments } = scenario.assumptions;
  for (const name of Object.keys(mediaInflationPct)) {
    if (name !== 'default') check(name, channels, 'unknown-channel', `assumptions.media_inflation_pct.${name}`);
  }
  const controlIds = spec.controls.map((control) => control.id);
  for (const name of Object.keys(controls)) check(name, controlIds, 'unknown-control', `assumptions.controls.${name}`);
  const treatmentIds = spec.treatments.map((treatment) => treatment.id);
  for (const name of Object.keys(treatments)) {
    check(name, treatmentIds, 'unknown-treatment', `assumptions.treatments.${name}`);
  }
  return faults;
}

function checkAssumptions(scenario: Scenario): Fault[] {
  return Object.entries(scenario.assumptions.mediaInflationPct)
    .filter(([, assumed]) => !(assumed.mid > -100))
    .map(([name, assumed]) =>
      fault(
        'inflation-too-low',
        'error',
        { file: '', path: `assumptions.media_inflation_pct.${name}` },
        String(assumed.mid),
      ),
    );
}
