import type { KpiContext } from './assess-context.js';
import { curveMultiples } from './media-curve.js';

/** Money per period with any, over the KPI window. */
export interface SeenSpend {
  readonly least: number;
  readonly most: number;
}

/** The range of spend that a channel's curve rests on; zeros where nothing was ever spent. Groups are added up. */
export function seenSpend({ panel, window }: KpiContext, id: string): SeenSpend {
  const spend = panel.channels.find((channel) => channel.id === id)?.spend ?? new Float64Array(0);
  const periods = panel.periods.length;
  let least = Infinity;
  let most = 0;
  for (let t = window.from; t < window.to; t++) {
    let money = 0;
    for (let group = 0; group < panel.groups.length; group++) money += spend[group * periods + t] ?? 0;
    if (money > 0) least = Math.min(least, money);
    most = Math.max(most, money);
  }
  return { least: most > 0 ? least : 0, most };
}

/** How far beyond the largest spend seen a curve is drawn, and beyond how many times the usual spend never. */
const beyondSeen = 1.2;
const mostMultiple = 12;

/**
 * Multiples of the usual spend at which a curve is drawn: nothing, those that the gate looks at, and on in growing
 * steps until a little beyond the largest spend seen.
 * @param usual money of the average period with any
 */
export function curvePoints(usual: number, seen: SeenSpend): number[] {
  const points = [0, ...curveMultiples];
  const end = usual > 0 ? Math.min(mostMultiple, (beyondSeen * seen.most) / usual) : 0;
  for (let last = points.at(-1)!; last < end; last = points.at(-1)!) points.push(last + (last < 4 ? 0.5 : 1));
  return points;
}
