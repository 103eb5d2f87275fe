import { interpolatedMean, interpolationError, type DrawTable } from '../evaluate/index.js';
import type { PiecewiseCurve } from './piecewise.js';

/** The mean curve of a table as straight pieces, and a curve of straight pieces that lies above the exact one. */
export interface Mesh {
  readonly middle: PiecewiseCurve;
  /**
   * Corners raised by what straight pieces can miss (h²/8 · max|R″| where the curve bends down) and by the error of
   * the table's cubic, so that an optimum over these pieces bounds the optimum over the exact function.
   */
  readonly upper: PiecewiseCurve;
}

/** Straight pieces per interval of the table: 256 times less error than one. */
export const finePieces = 16;

/** @param minBuy the unit takes nothing or at least this much; 0 for any money */
export function meshOf(table: DrawTable, low: number, high: number, minBuy = 0, pieces = finePieces): Mesh {
  if (high <= low) {
    const point = { x: Float64Array.of(low), y: Float64Array.of(interpolatedMean(table, low).value) };
    return { middle: point, upper: point };
  }
  const x: number[] = [];
  /** Error of the straight piece that ends at the corner of the same index. */
  const error: number[] = [];
  const { money } = table;
  for (let i = 0; i + 1 < money.length; i++) {
    const from = Math.max(low, money[i]!);
    const to = Math.min(high, money[i + 1]!);
    if (to <= from) continue;
    const step = (to - from) / pieces;
    const missed = straightError(table, i, step);
    if (x.length === 0) {
      x.push(from);
      error.push(0);
    }
    for (let k = 1; k <= pieces; k++) {
      x.push(k === pieces ? to : from + k * step);
      error.push(missed);
    }
  }
  const corners = Float64Array.from(x);
  const y = corners.map((amount) => interpolatedMean(table, amount).value);
  const raised = y.map((value, k) => value + Math.max(error[k]!, error[k + 1] ?? 0));
  const hole = low === 0 && minBuy > 0 && minBuy < high ? { from: low, to: minBuy } : undefined;
  if (hole === undefined) return { middle: { x: corners, y }, upper: { x: corners, y: raised } };
  const least = interpolatedMean(table, minBuy).value;
  return {
    middle: { ...withoutInside({ x: corners, y }, hole, least), hole },
    upper: { ...withoutInside({ x: corners, y: raised }, hole, least + Math.max(...error)), hole },
  };
}

/** Corners inside a hole are of no use; its upper end is one. */
function withoutInside(
  { x, y }: PiecewiseCurve,
  hole: { readonly from: number; readonly to: number },
  least: number,
): PiecewiseCurve {
  const kept = [...x.keys()].filter((k) => x[k]! <= hole.from || x[k]! > hole.to);
  const at = kept.findIndex((k) => x[k]! > hole.to);
  const insert = (values: Float64Array, value: number): Float64Array =>
    Float64Array.from([...kept.slice(0, at).map((k) => values[k]!), value, ...kept.slice(at).map((k) => values[k]!)]);
  return { x: insert(x, hole.to), y: insert(y, least) };
}

function straightError(table: DrawTable, i: number, step: number): number {
  const left = table.meanCurvature[i]!;
  const right = table.meanCurvature[i + 1]!;
  const cubic = interpolationError(table, i);
  if (!Number.isFinite(left) || !Number.isFinite(right)) return cubic;
  // The curvature inside may pass its ends by as much as the ends differ.
  const bend = Math.max(0, -left, -right) + Math.abs(left - right) / 2;
  return cubic + ((step * step) / 8) * bend;
}
