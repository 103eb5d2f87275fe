import { fillBySlope, hullOf, type Filled, type Hull } from './fill-by-slope.js';
import { cut, inHole, upperHull, valueAt, type PiecewiseCurve } from './piecewise.js';

/** The best way to spread the budget over concave curves under the rules of a problem; null where none keeps them. */
export type Relaxation = (hulls: readonly Hull[]) => Filled | null;

export interface AllocationOptions {
  /** Every unit of money must be spent; else only what brings something. */
  readonly spendAll: boolean;
  /** Stop when bound − best ≤ tolerance · max(1, |best|). */
  readonly tolerance?: number;
  /** Stop after so many boxes, with the gap that is left. */
  readonly maxNodes?: number;
  /** A known allocation: the result is never below it. */
  readonly start?: Float64Array;
  /** The rules beside the ends of the curves; the budget alone where it is left out. */
  readonly relax?: Relaxation;
}

export interface Allocation {
  /** `(curves)` money. */
  readonly spend: Float64Array;
  /** Sum of the curves at `spend`. */
  readonly objective: number;
  /** No allocation of this budget over these curves is better. */
  readonly bound: number;
  /** KPI per unit of money at the margin of the final relaxation: the dual of the budget. */
  readonly price: number;
  readonly nodes: number;
}

/** A box of amounts, one interval per curve, with the curves' concave hulls on it. */
interface Box {
  readonly pieces: readonly PiecewiseCurve[];
  readonly hulls: readonly Hull[];
  readonly filled: Filled;
}

/**
 * Spreads a budget over curves of any shape, to proven optimality: branch and bound on upper concave hulls. In each
 * box every curve is relaxed to its hull and the rules are met exactly: the budget by slope, groups and other linear
 * rules by `relax`. The box is split where a hull stands furthest above its curve. Best bound first; the same input
 * always walks the same tree. Null where nothing keeps the rules.
 *
 * Source: Horst & Tuy, Global Optimization (1996), ch. VI (separable programs by convex envelopes).
 */
export function allocate(
  curves: readonly PiecewiseCurve[],
  budget: number,
  options: AllocationOptions,
): Allocation | null {
  const tolerance = options.tolerance ?? 1e-7;
  const maxNodes = options.maxNodes ?? 4000;
  const relax = options.relax ?? ((hulls): Filled | null => fillBySlope(hulls, budget, options.spendAll));
  const root = boxOf(
    curves,
    curves.map((curve) => hullOf(upperHull(curve))),
    relax,
  );
  if (root === null) return null;
  const total = (spend: Float64Array): number => curves.reduce((sum, curve, c) => sum + valueAt(curve, spend[c]!), 0);

  let best = root.filled.spend;
  let objective = total(best);
  let price = root.filled.price;
  const offer = (filled: Filled): void => {
    const value = total(filled.spend);
    if (value > objective) {
      best = filled.spend;
      objective = value;
      price = filled.price;
    }
  };
  if (options.start !== undefined && total(options.start) > objective) {
    best = options.start;
    objective = total(options.start);
  }

  let open: Box[] = [root];
  let nodes = 1;
  let closedBound = -Infinity;
  while (open.length > 0 && nodes < maxNodes) {
    const enough = objective === -Infinity ? objective : objective + tolerance * Math.max(1, Math.abs(objective));
    const top = open.reduce((a, b) => (b.filled.value > a.filled.value ? b : a));
    if (top.filled.value <= enough) break;
    open = open.filter((box) => box !== top);
    const split = widestGap(top);
    if (split < 0) {
      closedBound = Math.max(closedBound, top.filled.value);
      continue;
    }
    for (const box of halves(top, split, relax)) {
      nodes++;
      offer(box.filled);
      if (box.filled.value > objective) open.push(box);
    }
  }
  if (objective === -Infinity) return null;
  const openBound = open.reduce((bound, box) => Math.max(bound, box.filled.value), closedBound);
  return { spend: best, objective, bound: Math.max(objective, openBound), price, nodes };
}

function boxOf(pieces: readonly PiecewiseCurve[], hulls: readonly Hull[], relax: Relaxation): Box | null {
  const filled = relax(hulls);
  return filled === null ? null : { pieces, hulls, filled };
}

/** The curve whose hull stands furthest above it, −1 where none does beyond rounding. */
function widestGap(box: Box): number {
  let widest = -1;
  let gap = 1e-12 * Math.max(1, Math.abs(box.filled.value));
  box.pieces.forEach((piece, c) => {
    const at = box.filled.spend[c]!;
    const difference = valueAt(box.hulls[c]!.curve, at) - valueAt(piece, at);
    if (difference > gap) {
      widest = c;
      gap = difference;
    }
  });
  return widest;
}

function halves(box: Box, c: number, relax: Relaxation): Box[] {
  const piece = box.pieces[c]!;
  const low = piece.x[0]!;
  const high = piece.x[piece.x.length - 1]!;
  const at = box.filled.spend[c]!;
  const out: Box[] = [];
  const hole = inHole(piece, at) ? piece.hole : undefined;
  for (const [from, to] of [
    [low, hole?.from ?? at],
    [hole?.to ?? at, high],
  ] as const) {
    const part = cut(piece, from, to);
    const pieces = box.pieces.with(c, part);
    const hulls = box.hulls.with(c, hullOf(upperHull(part)));
    const child = boxOf(pieces, hulls, relax);
    if (child !== null) out.push(child);
  }
  return out;
}
