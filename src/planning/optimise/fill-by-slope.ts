import type { PiecewiseCurve } from './piecewise.js';

/** A concave curve with the slopes of its pieces, `(corners − 1)`, descending. */
export interface Hull {
  readonly curve: PiecewiseCurve;
  readonly slopes: Float64Array;
}

export function hullOf(concave: PiecewiseCurve): Hull {
  const { x, y } = concave;
  const slopes = Float64Array.from({ length: x.length - 1 }, (_, i) => (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!));
  return { curve: concave, slopes };
}

export interface Filled {
  /** `(curves)` money. */
  readonly spend: Float64Array;
  /** Sum of the hulls at `spend`. */
  readonly value: number;
  /** Slope at which the money ran out: what one more unit would bring; 0 where it did not run out. */
  readonly price: number;
}

/**
 * The best way to spread money over concave curves, exactly: pieces in the order of their slope. With `spendAll`
 * the money is spent whatever the slope, else only where it brings something. Null where no spread exists.
 */
export function fillBySlope(hulls: readonly Hull[], budget: number, spendAll: boolean): Filled | null {
  let lowest = 0;
  let highest = 0;
  for (const { curve } of hulls) {
    lowest += curve.x[0]!;
    highest += curve.x[curve.x.length - 1]!;
  }
  // Sums of many amounts in another order may differ in the last digits.
  const slack = 1e-9 * Math.max(1, Math.abs(budget));
  if (lowest > budget + slack || (spendAll && highest < budget - slack)) return null;
  const floor = spendAll ? -Infinity : 0;
  const price = marginalSlope(hulls, Math.min(budget, highest), floor);
  const spend = new Float64Array(hulls.length);
  let left = budget;
  hulls.forEach(({ curve, slopes }, c) => {
    spend[c] = curve.x[steeperThan(slopes, price)]!;
    left -= spend[c];
  });
  if (price > floor) {
    for (let c = 0; c < hulls.length && left > 0; c++) {
      const { curve, slopes } = hulls[c]!;
      const piece = steeperThan(slopes, price);
      if (piece >= slopes.length || slopes[piece] !== price) continue;
      const take = Math.min(left, curve.x[piece + 1]! - curve.x[piece]!);
      spend[c]! += take;
      left -= take;
    }
  }
  let value = 0;
  hulls.forEach(({ curve, slopes }, c) => {
    const piece = Math.min(steeperThan(slopes, price), Math.max(0, slopes.length - 1));
    value += curve.y[piece]! + (slopes.length > 0 ? (spend[c]! - curve.x[piece]!) * slopes[piece]! : 0);
  });
  return { spend, value, price: price === -Infinity ? 0 : price };
}

/** Number of pieces steeper than `slope`. */
function steeperThan(slopes: Float64Array, slope: number): number {
  let low = 0;
  let high = slopes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slopes[middle]! > slope) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The slope of the piece on which the budget ends, by bisection over all slopes; `floor` where it never ends. */
function marginalSlope(hulls: readonly Hull[], budget: number, floor: number): number {
  let count = 0;
  for (const { slopes } of hulls) count += slopes.length;
  const all = new Float64Array(count);
  let at = 0;
  for (const { slopes } of hulls) {
    all.set(slopes, at);
    at += slopes.length;
  }
  all.sort();
  // Steepest slope λ such that the pieces of slope ≥ λ together reach the budget.
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (reached(hulls, all[middle - 1]!) >= budget) low = middle;
    else high = middle - 1;
  }
  const slope = low === 0 ? floor : all[low - 1]!;
  return slope > floor ? slope : floor;
}

/** Money on all pieces of slope ≥ `slope`. */
function reached(hulls: readonly Hull[], slope: number): number {
  let sum = 0;
  for (const { curve, slopes } of hulls) {
    let low = 0;
    let high = slopes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (slopes[middle]! >= slope) low = middle + 1;
      else high = middle;
    }
    sum += curve.x[low]!;
  }
  return sum;
}
