import type { Side } from './channel-paths.js';
import { hermiteSlopeWeights, hermiteWeights, intervalOf, usableSlope } from './hermite.js';
import type { EffectTotals } from './effect-types.js';

/**
 * The effect of a channel's money per draw, at nodes, with its exact derivative: what sliders and searches read in
 * place of the exact form. `value`, `slope` and `curvature` are `(nodes × draws)`.
 */
export interface DrawTable {
  readonly draws: number;
  /** `(nodes)` money, ascending from 0; a kink stands twice, with its slope before and its slope after. */
  readonly money: Float64Array;
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** `(nodes)` each: over draws. */
  readonly mean: Float64Array;
  readonly meanSlope: Float64Array;
  readonly meanCurvature: Float64Array;
}

interface Node {
  readonly money: number;
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly mean: number;
  readonly meanSlope: number;
  readonly meanCurvature: number;
}

const firstNodes = 16;
const mostNodes = 72;

/**
 * Nodes are dense near zero, where curves bend, and are added where the cubic's second derivative differs from the
 * exact one, until the estimated error of the mean is below `tolerance` of its range.
 *
 * @param effect what is tabulated, with exact derivatives; a new result at each call
 * @param limit money up to which the table reaches, > 0
 * @param special money that must be nodes: bounds and current spend, and kinks of the effect
 */
export function buildDrawTable(
  effect: (money: number, side: Side) => EffectTotals,
  limit: number,
  special: { readonly include?: readonly number[]; readonly kinks?: readonly number[] } = {},
  tolerance = 2e-6,
): DrawTable {
  const at = (money: number, side: Side = 'before'): Node => nodeAt(effect(money, side), money);
  const inside = (money: number): boolean => money > 0 && money < limit;
  const kinks = new Set(special.kinks?.filter(inside));
  const wanted = new Set<number>([0, limit, ...kinks, ...(special.include?.filter(inside) ?? [])]);
  for (let i = 1; i < firstNodes; i++) wanted.add(limit * (i / firstNodes) ** 3);
  let nodes = [...wanted]
    .sort((a, b) => a - b)
    .flatMap((money) => (kinks.has(money) ? [at(money), at(money, 'after')] : [at(money)]));
  const scale = Math.max(...nodes.map((node) => Math.abs(node.mean))) * tolerance;
  while (nodes.length < mostNodes) {
    const refined = refineOnce(nodes, scale, at);
    if (refined.length === nodes.length) break;
    nodes = refined;
  }
  return tableOf(nodes);
}

function refineOnce(nodes: readonly Node[], scale: number, at: (money: number) => Node): Node[] {
  const out: Node[] = [nodes[0]!];
  let room = mostNodes - nodes.length;
  for (let i = 1; i < nodes.length; i++) {
    const left = nodes[i - 1]!;
    const right = nodes[i]!;
    if (room > 0 && cubicError(left, right) > scale && right.money - left.money > 1e-9 * right.money) {
      out.push(at((left.money + right.money) / 2));
      room--;
    }
    out.push(right);
  }
  return out;
}

/**
 * Error of the cubic: h⁴/384 · |R⁗|, where the second derivative of the cubic misses the exact one at the ends by
 * h²/12 · R⁗. Where the slope at an end is infinite the whole rise counts.
 */
function cubicError(left: Ends, right: Ends): number {
  const h = right.money - left.money;
  const secant = (right.mean - left.mean) / h;
  const exact = [left.meanSlope, left.meanCurvature, right.meanSlope, right.meanCurvature];
  if (!exact.every(Number.isFinite)) return Math.abs(right.mean - left.mean);
  const atLeft = (6 * secant - 4 * left.meanSlope - 2 * right.meanSlope) / h;
  const atRight = (-6 * secant + 2 * left.meanSlope + 4 * right.meanSlope) / h;
  return ((h * h) / 32) * Math.max(Math.abs(left.meanCurvature - atLeft), Math.abs(right.meanCurvature - atRight));
}

type Ends = Pick<Node, 'money' | 'mean' | 'meanSlope' | 'meanCurvature'>;

/** Estimated error of the mean's cubic between node i and node i + 1. */
export function interpolationError(table: DrawTable, i: number): number {
  const end = (node: number): Ends => ({
    money: table.money[node]!,
    mean: table.mean[node]!,
    meanSlope: table.meanSlope[node]!,
    meanCurvature: table.meanCurvature[node]!,
  });
  return cubicError(end(i), end(i + 1));
}

function nodeAt(totals: EffectTotals, money: number): Node {
  return {
    money,
    value: totals.value,
    slope: totals.slope,
    curvature: totals.curvature,
    mean: average(totals.value),
    meanSlope: average(totals.slope),
    meanCurvature: average(totals.curvature),
  };
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function tableOf(nodes: readonly Node[]): DrawTable {
  const draws = nodes[0]!.value.length;
  const value = new Float64Array(nodes.length * draws);
  const slope = new Float64Array(nodes.length * draws);
  const curvature = new Float64Array(nodes.length * draws);
  nodes.forEach((node, index) => {
    value.set(node.value, index * draws);
    slope.set(node.slope, index * draws);
    curvature.set(node.curvature, index * draws);
  });
  return {
    draws,
    money: Float64Array.from(nodes, (node) => node.money),
    value,
    slope,
    curvature,
    mean: Float64Array.from(nodes, (node) => node.mean),
    meanSlope: Float64Array.from(nodes, (node) => node.meanSlope),
    meanCurvature: Float64Array.from(nodes, (node) => node.meanCurvature),
  };
}

/** The same table with its mean taken over draws by weights `(draws)` in place of equal ones. */
export function weightedTable(table: DrawTable, weights: Float64Array): DrawTable {
  const { draws, money } = table;
  const over = (values: Float64Array): Float64Array =>
    Float64Array.from(money, (_, node) => weightedSum(values.subarray(node * draws, (node + 1) * draws), weights));
  return {
    ...table,
    mean: over(table.value),
    meanSlope: over(table.slope),
    meanCurvature: over(table.curvature),
  };
}

/** Σ weight · value; what has no weight does not count, even where it is infinite. */
export function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < weights.length; d++) if (weights[d] !== 0) sum += weights[d]! * values[d]!;
  return sum;
}

/** Adds the effect of `money` to `out` `(draws)`, by cubic interpolation between the two nodes around it. */
export function addInterpolated(table: DrawTable, money: number, out: Float64Array): void {
  const { draws, value, slope, money: nodes } = table;
  const i = intervalOf(nodes, money);
  const h = nodes[i + 1]! - nodes[i]!;
  const [a, b, c, d] = hermiteWeights((money - nodes[i]!) / h, h);
  for (let draw = 0; draw < draws; draw++) {
    const left = value[i * draws + draw]!;
    const right = value[(i + 1) * draws + draw]!;
    const rise = (right - left) / h;
    const leftSlope = usableSlope(slope[i * draws + draw]!, rise);
    out[draw]! += a * left + b * right + c * leftSlope + d * usableSlope(slope[(i + 1) * draws + draw]!, rise);
  }
}

/** Mean effect and its slope at `money`, by the same interpolation. */
export function interpolatedMean(table: DrawTable, money: number): { readonly value: number; readonly slope: number } {
  const { money: nodes, mean, meanSlope } = table;
  const i = intervalOf(nodes, money);
  const h = nodes[i + 1]! - nodes[i]!;
  const u = (money - nodes[i]!) / h;
  const rise = (mean[i + 1]! - mean[i]!) / h;
  const ends = [
    mean[i]!,
    mean[i + 1]!,
    usableSlope(meanSlope[i]!, rise),
    usableSlope(meanSlope[i + 1]!, rise),
  ] as const;
  const dot = (weights: readonly [number, number, number, number]): number =>
    weights[0] * ends[0] + weights[1] * ends[1] + weights[2] * ends[2] + weights[3] * ends[3];
  return { value: dot(hermiteWeights(u, h)), slope: dot(hermiteSlopeWeights(u, h)) };
}
