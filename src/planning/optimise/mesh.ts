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
const piecesPerInterval = 16;

export function meshOf(table: DrawTable, low: number, high: number): Mesh {
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
    const step = (to - from) / piecesPerInterval;
    const missed = straightError(table, i, step);
    if (x.length === 0) {
      x.push(from);
      error.push(0);
    }
    for (let k = 1; k <= piecesPerInterval; k++) {
      x.push(k === piecesPerInterval ? to : from + k * step);
      error.push(missed);
    }
  }
  const corners = Float64Array.from(x);
  const y = corners.map((amount) => interpolatedMean(table, amount).value);
  const raised = y.map((value, k) => value + Math.max(error[k]!, error[k + 1] ?? 0));
  return { middle: { x: corners, y }, upper: { x: corners, y: raised } };
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
