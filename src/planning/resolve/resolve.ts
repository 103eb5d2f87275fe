import { fault, hasErrors, nearestName, type Fault, type HolidaySettings, type Reading } from '../../data/index.js';
import type { FittedModel, MediaResponse } from '../../mixmodel/index.js';
import type { Plan } from '../plan.js';
import type { Scenario } from '../scenario.js';
import { budgetOf, checkSum, checkSumWithoutCalendar } from './budget.js';
import { channelLines } from './channel-lines.js';
import { inflationOf } from './price.js';
import { sumOf, type Problem, type ProblemChannel } from './problem.js';
import { moneyOfData, moneyOfPlan } from './reference-money.js';
import { referencePeriods } from './reference-spend.js';
import { highestLevel } from './seen-level.js';
import { timelineOf } from './timeline.js';
import { unitCosts } from './unit-cost.js';

export interface ResolveInput {
  readonly scenario: Scenario;
  readonly fitted: FittedModel;
  /** By channel id, of the KPI that the plan is for: how far each channel's media has been seen. */
  readonly responses: ReadonlyMap<string, MediaResponse>;
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
  let money = moneyOfData(panel.channels, reference.value);
  if (scenario.reference.kind === 'scenario') {
    if (referencePlan === null) {
      faults.push(fault('reference-not-found', 'error', { file: '', path: 'reference' }, scenario.reference.id));
    } else {
      const ofPlan = moneyOfPlan(panel.channels, referencePlan, timeline.value);
      faults.push(...ofPlan.faults);
      money = ofPlan.value ?? money;
    }
  }

  const channels: ProblemChannel[] = [];
  let complete = true;
  panel.channels.forEach((series, c) => {
    const channelSpec = spec.channels[c]!;
    const response = responses.get(series.id)!;
    const observed = series.media.slice(0, data.length);
    const gapMedia = Float64Array.from(gap, (_, t) =>
      scenario.carryIn.gapFill === 'reference' ? series.media[periods.gap[t]!]! : 0,
    );
    const cost = unitCosts(series, periods.window, data.length);
    const lines = scenario.lines.filter((line) => line.channel === series.id);
    const referenceSpend = money.get(series.id)!;
    if (cost === null && (lines.some((line) => !line.exclude && line.amount !== 0) || sumOf(referenceSpend) > 0)) {
      const path = lines[0] === undefined ? 'unlisted' : `lines.${lines[0].index}`;
      faults.push(fault('channel-without-price', 'error', { file: '', path }, series.id, { channel: series.id }));
    }
    const prices = cost ?? new Float64Array(window.length).fill(1);
    const context = {
      id: series.id,
      unit: channelSpec.unit,
      mediaIsSpend: series.mediaIsSpend,
      referenceSpend,
      cost: prices,
      seenLevel: highestLevel(response, series.media.slice(0, data.length)),
      response,
    };
    const placed = channelLines(scenario, context, lines, window);
    faults.push(...placed.faults);
    if (placed.value === null) {
      complete = false;
      return;
    }
    const history = new Float64Array(data.length + gap.length);
    history.set(observed);
    history.set(gapMedia, data.length);
    channels.push({
      id: series.id,
      label: channelSpec.label,
      unit: channelSpec.unit,
      mediaIsSpend: series.mediaIsSpend,
      history,
      before: beforeData(fitted, c),
      referenceSpend,
      unitsPerMoney: sharedPrices(scenario, series.id, prices, placed.value),
      lines: placed.value,
    });
  });
  if (complete && budget.value !== null) faults.push(...checkSum(scenario, channels, budget.value));
  if (!complete) faults.push(...checkSumWithoutCalendar(scenario, channelIds));
  if (!complete || hasErrors(faults)) return { value: null, faults };
  return {
    value: { scenario, fitted, timeline: timeline.value, reference: reference.value, channels, budget: budget.value },
    faults,
  };
}

/** Mean of the first rows where the model says that media stood there before, as in the fit. */
function beforeData(fitted: FittedModel, channel: number): number {
  if (fitted.spec.data.historyBefore !== 'first_mean') return 0;
  const { adstock } = fitted.spec.channels[channel]!;
  const lags = adstock.kind === 'none' ? 1 : adstock.periods === 'all' ? 13 : Math.min(13, adstock.periods);
  const first = fitted.panel.channels[channel]!.media.slice(0, lags);
  return sumOf(first) / first.length;
}

/**
 * Prices at which the reference plan buys: the market is the same for both plans, so a price stated on lines of the
 * channel holds for the reference too (their mean by amount), else the channel's own.
 */
function sharedPrices(
  scenario: Scenario,
  channel: string,
  cost: Float64Array,
  lines: ProblemChannel['lines'],
): Float64Array {
  const stated = new Set(
    scenario.lines.filter((line) => line.channel === channel && line.cost !== null).map((line) => line.index),
  );
  const priced = lines.filter((line) => line.index !== null && stated.has(line.index));
  const weight = sumOf(priced.map((line) => line.amount));
  const inflation = inflationOf(scenario.assumptions, channel);
  return cost.map((value, t) =>
    weight > 0 ? sumOf(priced.map((line) => line.amount * line.unitsPerMoney[t]!)) / weight : 1 / (value * inflation),
  );
}

function checkNames(scenario: Scenario, { spec }: FittedModel): Fault[] {
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
