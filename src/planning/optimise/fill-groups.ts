import { fillBySlope, hullOf, type Filled, type Hull } from './fill-by-slope.js';
import { cut, type PiecewiseCurve } from './piecewise.js';
import type { LinearRow } from './rows.js';

/** Units whose money together lies between two amounts; no unit is in two groups. */
export interface Group {
  readonly members: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** Rules as groups, where each counts its units whole and no unit is in two; null otherwise. */
export function disjointGroups(rows: readonly LinearRow[]): readonly Group[] | null {
  const taken = new Map<number, string>();
  const groups = new Map<string, Group>();
  for (const { weights, low, high } of rows) {
    const members = [...weights.keys()].filter((c) => weights[c] !== 0);
    if (!members.every((c) => weights[c] === 1)) return null;
    const key = members.join(' ');
    if (members.some((c) => (taken.get(c) ?? key) !== key)) return null;
    for (const c of members) taken.set(c, key);
    const known = groups.get(key);
    groups.set(key, {
      members,
      low: Math.max(known?.low ?? 0, low),
      high: Math.min(known?.high ?? Infinity, high),
    });
  }
  return [...groups.values()];
}

/**
 * The best way to spread money over concave curves when groups of them have bounds of their own, exactly: within a
 * group the pieces in the order of their slope make one concave curve, which is cut at the group's bounds; over
 * groups the same again.
 */
export function fillGroups(
  hulls: readonly Hull[],
  groups: readonly Group[],
  budget: number,
  spendAll: boolean,
): Filled | null {
  const grouped = new Set(groups.flatMap((group) => group.members));
  const singles = [...hulls.keys()].filter((c) => !grouped.has(c));
  const merged: Hull[] = [];
  for (const { members, low, high } of groups) {
    const curve = mergedCurve(members.map((c) => hulls[c]!));
    const first = curve.x[0]!;
    const last = curve.x.at(-1)!;
    const slack = 1e-9 * Math.max(1, Math.abs(budget));
    if (low > last + slack || high < first - slack || low > high + slack) return null;
    const from = Math.min(last, Math.max(first, low));
    merged.push(hullOf(cut(curve, from, Math.max(from, Math.min(last, high)))));
  }
  const filled = fillBySlope([...merged, ...singles.map((c) => hulls[c]!)], budget, spendAll);
  if (filled === null) return null;
  const spend = new Float64Array(hulls.length);
  groups.forEach(({ members }, g) => {
    const inside = fillBySlope(
      members.map((c) => hulls[c]!),
      filled.spend[g]!,
      true,
    );
    members.forEach((c, i) => (spend[c] = inside?.spend[i] ?? hulls[c]!.curve.x[0]!));
  });
  singles.forEach((c, i) => (spend[c] = filled.spend[groups.length + i]!));
  return { spend, value: filled.value, price: filled.price };
}

/** The most that several concave curves bring together for any money: their pieces, steepest first. */
function mergedCurve(hulls: readonly Hull[]): PiecewiseCurve {
  const pieces = hulls
    .flatMap(({ curve, slopes }) => [...slopes].map((slope, i) => ({ slope, width: curve.x[i + 1]! - curve.x[i]! })))
    .sort((a, b) => b.slope - a.slope);
  const x = [hulls.reduce((sum, { curve }) => sum + curve.x[0]!, 0)];
  const y = [hulls.reduce((sum, { curve }) => sum + curve.y[0]!, 0)];
  for (const { slope, width } of pieces) {
    x.push(x.at(-1)! + width);
    y.push(y.at(-1)! + slope * width);
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}
