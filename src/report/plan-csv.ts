import type { Plan, PlanDraws } from '../planning/index.js';
import { explainedRows } from './explained-rows.js';
import { csvText, type CsvCell } from './csv.js';
import { fiscalRows, groupTable, reachTable } from './plan-group-tables.js';
import { prefixed, summaryCells, summaryNames, type SheetRows } from './sheet-rows.js';

export type PlanTable =
  | 'lines'
  | 'channels'
  | 'kpis'
  | 'flowchart'
  | 'limits'
  | 'assumptions'
  | 'curves'
  | 'groups'
  | 'fiscal'
  | 'reach'
  | 'explained'
  | 'draws';

function lines(plan: Plan): SheetRows {
  return {
    header: ['channel', 'campaign', 'region', 'audience', 'period', 'spend', 'units', ...summaryNames, 'mark'],
    rows: plan.lines.map((line) => [
      line.channel,
      line.campaign,
      line.region,
      line.audience,
      line.period,
      line.spend,
      line.units,
      ...summaryCells(line.incremental),
      line.mark,
    ]),
  };
}

function channels(plan: Plan): SheetRows {
  return {
    header: [
      'channel',
      'label',
      'spend',
      'reference_spend',
      'locked_spend',
      ...prefixed('incremental'),
      ...prefixed('roi'),
      ...prefixed('marginal_roi'),
      ...prefixed('next_money'),
      ...prefixed('last_money'),
      'grade',
      'beyond_seen',
      'why',
      'bound_low',
      'bound_high',
      'bound_low_from',
      'bound_high_from',
    ],
    rows: plan.channels.map((channel) => [
      channel.id,
      channel.label,
      channel.spend,
      channel.referenceSpend,
      channel.lockedSpend,
      ...summaryCells(channel.incremental),
      ...summaryCells(channel.roi),
      ...summaryCells(channel.marginalRoi),
      ...summaryCells(channel.nextMoney),
      ...summaryCells(channel.lastMoney),
      channel.grade,
      channel.beyondSeen,
      channel.why.code,
      channel.bounds?.low ?? null,
      channel.bounds?.high ?? null,
      channel.bounds?.lowFrom ?? null,
      channel.bounds?.highFrom ?? null,
    ]),
  };
}

const kpiParts = [
  'window',
  'baseline',
  'carryIn',
  'incremental',
  'runOut',
  'reference',
  'delta',
  'wholeDelta',
] as const;
const partNames = {
  window: 'window',
  baseline: 'baseline',
  carryIn: 'carry_in',
  incremental: 'incremental',
  runOut: 'run_out',
  reference: 'reference',
  delta: 'delta',
  wholeDelta: 'whole_delta',
} as const;

function kpis(plan: Plan): SheetRows {
  return {
    header: [
      'kpi',
      'label',
      'part',
      ...summaryNames,
      'target',
      'probability_better',
      'whole_probability_better',
      'probability_of_target',
    ],
    rows: plan.kpis.flatMap((kpi) => {
      const totals = plan.totals.kpis[kpi.id];
      if (totals === undefined) return [];
      return kpiParts.map((part): CsvCell[] => [
        kpi.id,
        kpi.label,
        partNames[part],
        ...summaryCells(totals[part]),
        kpi.target,
        totals.probabilityBetter,
        totals.wholeProbabilityBetter,
        totals.probabilityOfTarget,
      ]);
    }),
  };
}

function flowchart(plan: Plan): SheetRows {
  return {
    header: [
      'channel',
      'label',
      'campaign',
      'region',
      'audience',
      'locked',
      'total',
      ...plan.calendar.map((period) => period.period),
    ],
    rows: plan.flowchart.map((row) => [
      row.channel,
      row.label,
      row.campaign,
      row.region,
      row.audience,
      row.locked,
      row.total,
      ...row.spend,
    ]),
  };
}

function limits(plan: Plan): SheetRows {
  return {
    header: [
      'rule',
      'channel',
      'scope',
      'kind',
      'value',
      'binding',
      'price_kpi',
      'price_per_unit',
      'gain_without',
      'why',
    ],
    rows: (plan.optimum?.limits ?? []).map((limit) => [
      limit.rule,
      limit.channel,
      limit.scope ?? null,
      limit.kind,
      limit.value,
      limit.binding,
      limit.price.kpi,
      limit.price.perUnit,
      limit.gainWithout,
      limit.why ?? '',
    ]),
  };
}

function assumptions(plan: Plan): SheetRows {
  return {
    header: ['key', 'subject', 'label', 'low', 'value', 'high', 'unit', 'source', 'stated', 'differs_from_default'],
    rows: plan.assumptions.map((entry) => [
      entry.key,
      entry.subject,
      entry.label,
      entry.low,
      entry.value,
      entry.high,
      entry.unit,
      entry.source,
      entry.stated,
      entry.differsFromDefault,
    ]),
  };
}

function curves(plan: Plan): SheetRows {
  return {
    header: ['channel', 'spend', ...summaryNames, 'marginal_roi', 'seen'],
    rows: plan.responses.flatMap((one) =>
      one.points.map((point): CsvCell[] => [
        one.channel,
        point.spend,
        ...summaryCells(point.effect),
        point.marginalRoi,
        point.spend <= one.seenUpTo,
      ]),
    ),
  };
}

/** Per draw: every KPI's window, whole effect and incremental. Empty where the draws are not at hand. */
function draws(given: PlanDraws | undefined): SheetRows {
  if (given === undefined) return { header: ['draw'], rows: [] };
  const ids = Object.keys(given.kpis);
  return {
    header: ['draw', ...ids.flatMap((id) => [`${id}_window`, `${id}_whole`, `${id}_incremental`])],
    rows: Array.from({ length: given.draws }, (_, draw) => [
      draw + 1,
      ...ids.flatMap((id) => {
        const kpi = given.kpis[id]!;
        return [kpi.window[draw] ?? null, kpi.whole[draw] ?? null, kpi.incremental[draw] ?? null];
      }),
    ]),
  };
}

/** Every table of a plan as rows; unrounded, ids and English column names in any language. */
export function planTables(plan: Plan, given?: PlanDraws): Record<PlanTable, SheetRows> {
  return {
    lines: lines(plan),
    channels: channels(plan),
    kpis: kpis(plan),
    flowchart: flowchart(plan),
    limits: limits(plan),
    assumptions: assumptions(plan),
    curves: curves(plan),
    groups: groupTable(plan),
    fiscal: fiscalRows(plan),
    reach: reachTable(plan),
    explained: explainedRows(plan),
    draws: draws(given),
  };
}

/** Every table of a plan as CSV. */
export function planCsv(plan: Plan, given?: PlanDraws): Record<PlanTable, string> {
  const tables = planTables(plan, given);
  const text = ({ header, rows }: SheetRows): string => csvText(header, rows);
  return {
    lines: text(tables.lines),
    channels: text(tables.channels),
    kpis: text(tables.kpis),
    flowchart: text(tables.flowchart),
    limits: text(tables.limits),
    assumptions: text(tables.assumptions),
    curves: text(tables.curves),
    groups: text(tables.groups),
    fiscal: text(tables.fiscal),
    reach: text(tables.reach),
    explained: text(tables.explained),
    draws: text(tables.draws),
  };
}
