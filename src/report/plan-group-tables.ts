import type { Plan } from '../planning/index.js';
import type { CsvCell } from './csv.js';
import { prefixed, summaryCells, type SheetRows } from './sheet-rows.js';

/** Region × audience with every fitted KPI; empty where a plan has but one group. */
export function groupTable(plan: Plan): SheetRows {
  const kpis = plan.kpis.filter((kpi) => kpi.formula === null).map(({ id }) => id);
  return {
    header: [
      'region',
      'audience',
      'spend',
      'reference_spend',
      'population_share',
      'index',
      ...kpis.flatMap((id) => [...prefixed(`${id}_window`), ...prefixed(`${id}_whole_effect`)]),
      'mark',
    ],
    rows: (plan.groups ?? []).map((one): CsvCell[] => [
      one.region,
      one.audience,
      one.spend,
      one.referenceSpend,
      one.populationShare,
      one.index,
      ...kpis.flatMap((id) => {
        const kpi = one.kpis[id];
        return [...summaryCells(kpi?.window ?? null), ...summaryCells(kpi?.wholeEffect ?? null)];
      }),
      one.mark,
    ]),
  };
}

/** Reach by audience and channel, net rows with channel `net`; empty without audiences. */
export function reachTable(plan: Plan): SheetRows {
  const rows = (plan.reach ?? []).flatMap((one): CsvCell[][] => [
    ...one.channels.map((channel): CsvCell[] => [
      one.audience,
      one.universe,
      channel.channel,
      channel.grp,
      channel.reach,
      channel.effective,
      channel.frequency,
    ]),
    [one.audience, one.universe, 'net', one.grp, one.reach, one.effective, one.frequency],
  ]);
  return { header: ['audience', 'universe', 'channel', 'grp', 'reach', 'effective_reach', 'frequency'], rows };
}

/** Money and fitted KPIs by fiscal month; empty under plain calendar months. */
export function fiscalRows(plan: Plan): SheetRows {
  const kpis = plan.kpis.filter((kpi) => kpi.formula === null).map(({ id }) => id);
  return {
    header: [
      'year',
      'quarter',
      'month',
      'start',
      'end',
      'periods',
      'spend',
      'reference_spend',
      ...kpis.flatMap((id) => [...prefixed(id), ...prefixed(`${id}_delta`)]),
    ],
    rows: (plan.fiscal ?? []).map((one): CsvCell[] => [
      one.year,
      one.quarter,
      one.month,
      one.start,
      one.end,
      one.periods,
      one.spend,
      one.referenceSpend,
      ...kpis.flatMap((id) => [
        ...summaryCells(one.kpis[id]?.plan ?? null),
        ...summaryCells(one.kpis[id]?.delta ?? null),
      ]),
    ]),
  };
}
