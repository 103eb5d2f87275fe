/** Mean effect of a unit with its first two derivatives. */
export interface PointOnCurve {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

export interface PolishUnit {
  readonly low: number;
  readonly high: number;
  /** Half the width of the straight pieces around the start: how far a step may go. */
  readonly reach: number;
  at(money: number): PointOnCurve;
}

/**
 * Newton steps from the optimum of the straight pieces to that of the exact curves: units between their bounds and on
 * a falling slope share one marginal return, Δ = (λ − R′)/R″ with ΣΔ = 0 where all money is spent, λ = 0 where it is
 * not. Units of one class trade money only among themselves, which keeps every linear rule as it is. A step is kept
 * only if the exact sum grows, so the result is never worse than the start.
 *
 * @param classes `(units)` by name; null: the money of each unit may move by itself
 */
export function polish(
  units: readonly PolishUnit[],
  start: Float64Array,
  classes: readonly string[] | null,
  rounds = 3,
): { readonly spend: Float64Array; readonly points: readonly PointOnCurve[] } {
  let spend = start;
  let points = units.map((unit, c) => unit.at(spend[c]!));
  for (let round = 0; round < rounds; round++) {
    const moved = newtonStep(units, spend, points, classes);
    if (moved === null) break;
    const next = units.map((unit, c) => (moved[c] === spend[c] ? points[c]! : unit.at(moved[c]!)));
    const gain = next.reduce((sum, point, c) => sum + point.value - points[c]!.value, 0);
    if (!(gain > 0)) break;
    spend = moved;
    points = next;
  }
  return { spend, points };
}

function newtonStep(
  units: readonly PolishUnit[],
  spend: Float64Array,
  points: readonly PointOnCurve[],
  classes: readonly string[] | null,
): Float64Array | null {
  const free = units.flatMap((unit, c) => {
    const { slope, curvature } = points[c]!;
    const inside = spend[c]! > unit.low && spend[c]! < unit.high;
    return inside && Number.isFinite(slope) && curvature < 0 && Number.isFinite(curvature) ? [c] : [];
  });
  const groups =
    classes === null ? [free] : [...new Set(classes)].map((name) => free.filter((c) => classes[c] === name));
  const movable = groups.filter((group) => group.length >= (classes === null ? 1 : 2));
  if (movable.length === 0) return null;
  const steps = new Map<number, number>();
  for (const group of movable) {
    const price = classes === null ? 0 : commonPrice(group, points);
    for (const c of group) steps.set(c, (price - points[c]!.slope) / points[c]!.curvature);
  }
  // One factor for all steps keeps their sums at zero.
  let factor = 1;
  for (const [c, step] of steps) {
    const unit = units[c]!;
    const room = Math.min(unit.reach, step > 0 ? unit.high - spend[c]! : spend[c]! - unit.low);
    if (step !== 0) factor = Math.min(factor, room / Math.abs(step));
  }
  const moved = spend.slice();
  for (const [c, step] of steps) moved[c]! += factor * step;
  return moved;
}

function commonPrice(group: readonly number[], points: readonly PointOnCurve[]): number {
  const weights = group.map((c) => 1 / points[c]!.curvature);
  const total = weights.reduce((a, b) => a + b, 0);
  return group.reduce((sum, c, i) => sum + points[c]!.slope * weights[i]!, 0) / total;
}
