import type { Panel } from '../data/index.js';

/** One series of a panel, by what it is and whose. */
interface NamedSeries {
  /** `kpi`, `value`, `spend`, `media`, `organic`, `treatment`, `control`. */
  readonly part: string;
  readonly id: string;
  readonly values: Float64Array;
}

/** Values of the history that are not what they were when the former version was fitted. */
export interface Restatement {
  /** Every series with a changed value, the one that changed most first. */
  readonly series: readonly {
    readonly part: string;
    readonly id: string;
    readonly periods: number;
    readonly from: string;
    readonly to: string;
    /** Over the changed periods. */
    readonly oldTotal: number;
    readonly newTotal: number;
  }[];
  /** Changed values, the largest change (in units of the series' mean size) first; at most `shown`. */
  readonly cells: readonly {
    readonly part: string;
    readonly id: string;
    readonly period: string;
    readonly group: string;
    /** null where there is no value. */
    readonly old: number | null;
    readonly new: number | null;
  }[];
  readonly count: number;
}

const shown = 200;
/** Relative difference that is rounding of the file, not a restatement. */
const rounding = 1e-9;

/** What differs between two panels on the periods, groups and series that both have. */
export function restatement(former: Panel, panel: Panel): Restatement {
  const periodOf = new Map(panel.periods.map(({ label }, t) => [label, t]));
  const groupOf = new Map(panel.groups.map((group, g) => [group, g]));
  const now = new Map(seriesOf(panel).map((one) => [`${one.part} ${one.id}`, one]));
  const cells: (Restatement['cells'][number] & { readonly size: number })[] = [];
  for (const old of seriesOf(former)) {
    const current = now.get(`${old.part} ${old.id}`);
    if (current === undefined) continue;
    const finite = old.values.filter((value) => Number.isFinite(value));
    const unit = finite.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, finite.length) || 1;
    former.groups.forEach((group, g) => {
      const newGroup = groupOf.get(group);
      former.periods.forEach(({ label }, t) => {
        const newPeriod = periodOf.get(label);
        if (newGroup === undefined || newPeriod === undefined) return;
        const before = old.values[g * former.periods.length + t]!;
        const after = current.values[newGroup * panel.periods.length + newPeriod]!;
        if (isSame(before, after)) return;
        const change = Number.isFinite(before) && Number.isFinite(after) ? Math.abs(after - before) : Infinity;
        const { part, id } = old;
        cells.push({
          part,
          id,
          period: label,
          group,
          old: Number.isFinite(before) ? before : null,
          new: Number.isFinite(after) ? after : null,
          size: change / unit,
        });
      });
    });
  }
  cells.sort((a, b) => b.size - a.size || (a.period < b.period ? -1 : 1));
  return {
    series: bySeries(cells),
    cells: cells.slice(0, shown).map(({ size: _, ...cell }) => cell),
    count: cells.length,
  };
}

function bySeries(cells: readonly Restatement['cells'][number][]): Restatement['series'] {
  const keys = [...new Set(cells.map(({ part, id }) => `${part} ${id}`))];
  return keys.map((key) => {
    const own = cells.filter(({ part, id }) => `${part} ${id}` === key);
    const periods = [...new Set(own.map(({ period }) => period))].sort();
    const total = (pick: (cell: (typeof own)[number]) => number | null): number =>
      own.reduce((sum, cell) => sum + (pick(cell) ?? 0), 0);
    return {
      part: own[0]!.part,
      id: own[0]!.id,
      periods: periods.length,
      from: periods[0]!,
      to: periods.at(-1)!,
      oldTotal: total((cell) => cell.old),
      newTotal: total((cell) => cell.new),
    };
  });
}

function isSame(a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Number.isFinite(a) === Number.isFinite(b);
  return Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b));
}

function seriesOf(panel: Panel): NamedSeries[] {
  const plain = (part: string, all: readonly { readonly id: string; readonly values: Float64Array }[]): NamedSeries[] =>
    all.map(({ id, values }) => ({ part, id, values }));
  return [
    ...plain('kpi', panel.kpis),
    ...panel.kpis.flatMap(({ id, valuePerUnit }) =>
      valuePerUnit === null ? [] : [{ part: 'value', id, values: valuePerUnit }],
    ),
    ...panel.channels.map(({ id, spend }) => ({ part: 'spend', id, values: spend })),
    ...panel.channels.flatMap(({ id, media, mediaIsSpend }) =>
      mediaIsSpend ? [] : [{ part: 'media', id, values: media }],
    ),
    ...plain('organic', panel.organic),
    ...plain('treatment', panel.treatments),
    ...plain('control', panel.controls),
  ];
}
