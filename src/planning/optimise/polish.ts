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
 * not. A step is kept only if the exact sum grows, so the result is never worse than the start.
 */
export function polish(
  units: readonly PolishUnit[],
  start: Float64Array,
  fixedSum: boolean,
  rounds = 3,
): { readonly spend: Float64Array; readonly points: readonly PointOnCurve[] } {
  let spend = start;
  let points = units.map((unit, c) => unit.at(spend[c]!));
  for (let round = 0; round < rounds; round++) {
    const moved = newtonStep(units, spend, points, fixedSum);
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
  fixedSum: boolean,
): Float64Array | null {
  const free = units.flatMap((unit, c) => {
    const { slope, curvature } = points[c]!;
    const inside = spend[c]! > unit.low && spend[c]! < unit.high;
    return inside && Number.isFinite(slope) && curvature < 0 && Number.isFinite(curvature) ? [c] : [];
  });
  if (free.length < (fixedSum ? 2 : 1)) return null;
  let price = 0;
  if (fixedSum) {
    const weights = free.map((c) => 1 / points[c]!.curvature);
    const total = weights.reduce((a, b) => a + b, 0);
    price = free.reduce((sum, c, i) => sum + points[c]!.slope * weights[i]!, 0) / total;
  }
  const steps = free.map((c) => (price - points[c]!.slope) / points[c]!.curvature);
  // One factor for all steps keeps their sum at zero.
  const factor = free.reduce((least, c, i) => {
    const step = steps[i]!;
    const unit = units[c]!;
    const room = Math.min(unit.reach, step > 0 ? unit.high - spend[c]! : spend[c]! - unit.low);
    return step === 0 ? least : Math.min(least, room / Math.abs(step));
  }, 1);
  const moved = spend.slice();
  free.forEach((c, i) => (moved[c]! += factor * steps[i]!));
  return moved;
}
