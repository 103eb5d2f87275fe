import {
  fault,
  hasErrors,
  matchLastYear,
  nearestName,
  type Fault,
  type HolidaySettings,
  type Reading,
} from '../../data/index.js';
import type { FittedModel, MediaResponse } from '../../mixmodel/index.js';
import { populationOf } from '../group-model.js';
import type { Plan } from '../plan.js';
import type { Scenario } from '../scenario.js';
import { budgetOf, checkSum, checkSumWithoutCalendar } from './budget.js';
import { splitGapLines } from './gap-lines.js';
import { groupAddresses, modelledNames } from './group-address.js';
import { placeChannel } from './place-channel.js';
import { sumOf, type Problem, type ProblemCell, type ProblemChannel } from './problem.js';
import { moneyOfData, moneyOfPlan } from './reference-money.js';
import { referencePeriods } from './reference-spend.js';
import { timelineOf } from './timeline.js';

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

  const { data, window } = timeline.value;
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

  const split = splitGapLines(scenario, timeline.value);
  faults.push(...split.faults);
  const lastYear = matchLastYear(window, data, panel.grain, holidays);
  const channels: ProblemChannel[] = [];
  const cells: ProblemCell[] = [];
  let complete = true;
  panel.channels.forEach((series, channel) => {
    const placed = placeChannel({
      scenario: { ...scenario, lines: split.inWindow },
      gapLines: split.inGap.filter((line) => line.channel === series.id),
      fitted,
      channel,
      timeline: timeline.value!,
      periods,
      lastYear,
      referenceSpend: money.get(series.id)!,
      responses: responses.get(series.id)!,
      firstUnit: channels.length,
      firstCell: cells.length,
    });
    faults.push(...placed.faults);
    if (placed.value === null) complete = false;
    else {
      channels.push(...placed.value.units);
      cells.push(...placed.value.cells);
    }
  });
  if (complete && budget.value !== null) faults.push(...checkSum(scenario, channels, budget.value));
  if (!complete) faults.push(...checkSumWithoutCalendar({ ...scenario, lines: split.inWindow }, channelIds));
  if (!complete || hasErrors(faults)) return { value: null, faults };
  return {
    value: {
      scenario,
      fitted,
      timeline: timeline.value,
      reference: reference.value,
      channels,
      cells,
      groups: groupAddresses(fitted),
      groupWeights: weightsOf(populationOf(fitted), panel.groups.length),
      budget: budget.value,
    },
    faults,
  };
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
  scenario.assumptions.promo.forEach(({ treatment }, i) => {
    check(treatment, treatmentIds, 'unknown-treatment', `assumptions.promo.${i}.treatment`);
  });
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
