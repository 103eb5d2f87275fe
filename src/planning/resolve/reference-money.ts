import { fault, type Fault, type Panel } from '../../data/index.js';
import type { Plan } from '../plan.js';
import type { ReferenceSeries } from './reference-spend.js';
import type { Timeline } from './timeline.js';

/** Reference money of each channel by group and window period, `(window)` each. */
export type ReferenceMoney = ReadonlyMap<string, readonly Float64Array[]>;

/** From the data: what was spent in the periods that the window is set against. */
export function moneyOfData({ channels, groups, periods }: Panel, reference: ReferenceSeries): ReferenceMoney {
  const { window } = reference.periods;
  return new Map(
    channels.map(({ id, spend }) => [
      id,
      groups.map((_, g) => Float64Array.from(window, (t) => spend[g * periods.length + t]!)),
    ]),
  );
}

/**
 * From another scenario's plan: by period where the windows are the same, by position where they are as long. A
 * channel without a line there has no reference money.
 */
export function moneyOfPlan(
  { channels, groups }: Panel,
  plan: Plan,
  timeline: Timeline,
): { readonly value: ReferenceMoney | null; readonly faults: readonly Fault[] } {
  const periods = timeline.window.length;
  if (plan.calendar.length !== periods) {
    const params = { reference: plan.scenario.id, periods, other: plan.calendar.length };
    const problem = fault(
      'reference-window-differs',
      'error',
      { file: '', path: 'reference' },
      plan.scenario.id,
      params,
    );
    return { value: null, faults: [problem] };
  }
  const money = new Map(channels.map(({ id }) => [id, groups.map(() => new Float64Array(periods))]));
  for (const cell of plan.cells ?? []) {
    const total = money.get(cell.channel)?.[groups.indexOf(cell.group)];
    if (total !== undefined) cell.spend.forEach((value, t) => (total[t]! += value));
  }
  if (plan.cells !== undefined) return { value: money, faults: [] };
  // A plan of a national model: its flowchart says all.
  for (const row of plan.flowchart) {
    const total = money.get(row.channel)?.[0];
    if (total !== undefined) row.spend.forEach((value, t) => (total[t]! += value));
  }
  return { value: money, faults: [] };
}
