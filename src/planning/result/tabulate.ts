import { formatDay } from '../../data/index.js';
import { summarise } from '../evaluate/index.js';
import { populationOf } from '../group-model.js';
import { isDecided } from '../optimise/decide.js';
import type { Plan, PlanQuestion } from '../plan.js';
import { planReach } from '../reach/plan-reach.js';
import { sumOf, toCents } from '../resolve/problem.js';
import type { Scenario } from '../scenario.js';
import { scenarioInputs } from '../scenario-inputs.js';
import { assumptionRows } from './assumption-rows.js';
import { calendarRows } from './calendar-rows.js';
import { channelResult } from './channel-rows.js';
import { worthOfAll } from './channel-worth.js';
import { primaryMarket, type Evaluated, type PlanSide } from './evaluated.js';
import { fiscalRows, longTermOf } from './fiscal-rows.js';
import { groupRows, planCells } from './group-rows.js';
import { planKpis, totalsOf } from './kpi-totals.js';
import { flowRows, lineRows } from './line-rows.js';
import { remarksOf } from './remarks.js';
import { brokenRules } from './broken-rules.js';
import { seriesOf } from './series.js';
import { trustOf } from './trust.js';

/** What a plan is called and made of, beside its figures. */
export interface PlanIdentity {
  readonly scenarioVersion: number;
  /** Over inputs, model version, seed and engine version. */
  readonly scenarioFingerprint: string;
  /** The normalised scenario file as text. */
  readonly normalised: string;
  readonly model: { readonly id: string; readonly version: number; readonly fingerprint: string };
  /** UTC with Z. */
  readonly created: string;
  readonly engine: string;
}

/** The result object of an evaluated plan: every table of the report, from one evaluation. */
export function tabulate(evaluated: Evaluated, input: PlanIdentity, referencePlan: Plan | null): Plan {
  const { problem, plan, reference, primary, maximised } = evaluated;
  const { scenario, fitted, timeline } = problem;
  const results = fitted.spec.channels.map((_, c) => channelResult(evaluated, c));
  const spend = toCents(sumOf(evaluated.money.map(sumOf)));
  const flowchart = flowRows(evaluated);
  const kpis = planKpis(evaluated);
  const fiscal = fiscalRows(evaluated);
  const longTerm = longTermOf(evaluated);
  const reach = planReach(problem, evaluated.money);
  const cells = planCells(evaluated);
  const groups = groupRows(evaluated, populationOf(fitted));
  const beyond = results.filter(({ row }) => row.beyondSeen).map(({ row }) => row.label);
  const unspent = problem.budget === null ? 0 : Math.max(0, toCents(problem.budget.working - spend));
  return {
    schema: 'mixplan/plan@1',
    plan: { id: '', created: input.created },
    engine: input.engine,
    scenario: {
      id: scenario.id,
      version: input.scenarioVersion,
      kind: scenario.objective.kind,
      maximised:
        scenario.objective.kind === 'maximise'
          ? { kpi: scenario.objective.kpi, horizon: scenario.objective.horizon }
          : null,
      asked: isDecided(problem) ? questionOf(scenario) : null,
      fingerprint: input.scenarioFingerprint,
      title: scenario.title,
      brief: scenario.brief,
      owner: scenario.owner,
      language: scenario.report.language,
      depth: scenario.report.depth,
      noteToClient: scenario.report.noteToClient,
      normalised: input.normalised,
      inputs: scenarioInputs(scenario),
    },
    model: {
      ...input.model,
      title: fitted.spec.title,
      dataFrom: formatDay(fitted.panel.periods[0]!.start),
      dataThrough: formatDay(fitted.panel.periods.at(-1)!.end),
      grain: fitted.panel.grain,
      converged: fitted.sampler.gate,
    },
    currency: scenario.currency,
    interval: scenario.uncertainty.interval,
    window: {
      start: scenario.window.start,
      end: scenario.window.end,
      periods: timeline.window.length,
      runOutPeriods: timeline.runOut.length,
    },
    reference: {
      kind: scenario.reference.kind,
      label: scenario.reference.kind === 'scenario' ? (referencePlan?.scenario.title ?? scenario.reference.id) : '',
      spend: toCents(sumOf(reference.buys.map((buy) => buy.money))),
      from: scenario.reference.kind === 'scenario' ? scenario.window.start : problem.reference.from,
      to: scenario.reference.kind === 'scenario' ? scenario.window.end : problem.reference.to,
    },
    kpis,
    totals: {
      spend,
      unspent,
      unspentReason: unspent === 0 ? null : unspentReason(evaluated),
      budget: problem.budget,
      kpis: Object.fromEntries(
        kpis.map((kpi) => [kpi.id, totalsOf(plan.outcomes.get(kpi.id)!, reference.outcomes.get(kpi.id)!, kpi.target)]),
      ),
      roi: returnOf(evaluated, plan),
      referenceRoi: returnOf(evaluated, reference),
    },
    channels: results.map(({ row }) => row),
    lines: lineRows(evaluated),
    calendar: calendarRows(problem),
    flowchart,
    ...(fiscal === undefined ? {} : { fiscal }),
    ...(reach === undefined ? {} : { reach }),
    ...(longTerm === undefined ? {} : { longTerm }),
    ...(cells === undefined ? {} : { cells }),
    ...(groups === undefined ? {} : { groups }),
    series: Object.fromEntries(
      [...evaluated.markets].map(([id, priced]) => [
        id,
        seriesOf(problem, priced, plan.outcomes.get(id)!, reference.outcomes.get(id)!),
      ]),
    ),
    responses: results.map(({ response }) => response),
    optimum: maximised?.optimum ?? null,
    assumptions: assumptionRows(problem),
    trust: trustOf(fitted, primary.id),
    remarks: [
      ...evaluated.remarks,
      ...brokenRules(evaluated),
      ...remarksOf(problem, beyond, maximised?.optimum.status === 'feasible'),
    ],
  };
}

function questionOf({ objective, kpis }: Scenario): PlanQuestion {
  return {
    kpi: objective.kpi,
    horizon: objective.horizon,
    risk: objective.risk ?? null,
    target: kpis.find((kpi) => kpi.id === objective.kpi)?.target ?? null,
    amount: objective.amount ?? null,
    efficiency: objective.efficiency ?? null,
  };
}

function unspentReason({ problem, maximised, money }: Evaluated): string {
  if (maximised === null) return 'as-written';
  if (problem.scenario.objective.kind === 'efficiency_floor') return 'efficiency';
  const full = problem.channels.every(
    (channel, c) => sumOf(money[c]!) >= sumOf(channel.lines.map((line) => line.high)) - 0.011,
  );
  if (full) return 'bounds';
  return problem.scenario.kpis.some((kpi) => kpi.id === problem.scenario.objective.kpi && kpi.formula !== null)
    ? 'no-return'
    : 'falling';
}

/** Worth of everything the plan's media cause ÷ its spend, draw by draw. */
function returnOf(evaluated: Evaluated, side: PlanSide): ReturnType<typeof summarise> {
  const { market } = primaryMarket(evaluated);
  const spend = sumOf(side.buys.map((buy) => buy.money));
  if (!(spend > 0)) return summarise(new Float64Array(market.draws));
  return summarise(worthOfAll(evaluated, side).map((value) => value / spend));
}
