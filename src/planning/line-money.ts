import { sumOf, toCents } from './resolve/problem.js';

/** What the division of a channel's money among its lines needs of a line. */
export interface DividedLine {
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

/** Between two totals of a channel, each line has `at` + (total − from) · `rate`. */
export interface LineStretch {
  readonly from: number;
  readonly to: number;
  /** `(lines)` money at `from`. */
  readonly at: Float64Array;
  /** `(lines)`; sums to 1. */
  readonly rate: Float64Array;
}

/**
 * How a channel's money is divided among its lines, for any total. Lines share one adstock and one saturation, so
 * they are one unit of the optimiser: they keep the proportions of the file, and a line that has reached a bound stays
 * there while the others go on. Below all lower bounds, and above all upper ones, the bounds themselves are scaled;
 * such totals only appear where a limit is lifted to see what it costs.
 */
export function divideMoney(lines: readonly DividedLine[]): readonly LineStretch[] {
  const lows = Float64Array.from(lines, (line) => line.low);
  const corners: Float64Array[] = [lows];
  const levels = lines.flatMap(({ amount, low, high }) =>
    amount > 0 && high > low ? [low / amount, high / amount] : [],
  );
  for (const level of [...new Set(levels)].sort((a, b) => a - b)) {
    corners.push(Float64Array.from(lines, (line) => (line.amount > 0 ? clamp(level * line.amount, line) : line.low)));
  }
  // Lines that the file starts at nothing come last.
  corners.push(Float64Array.from(lines, (line) => line.high));

  const stretches: LineStretch[] = [];
  const first = proportionsBelow(lines);
  if (sumOf(lows) > 0) stretches.push(stretchOf(new Float64Array(lines.length), lows));
  for (let i = 1; i < corners.length; i++) {
    if (sumOf(corners[i]!) > sumOf(corners[i - 1]!)) stretches.push(stretchOf(corners[i - 1]!, corners[i]!));
  }
  const top = stretches.at(-1);
  const highs = corners.at(-1)!;
  const total = sumOf(highs);
  const rate = total > 0 ? highs.map((high) => high / total) : first;
  const above: LineStretch = {
    from: top?.to ?? 0,
    to: Infinity,
    at: total > 0 ? highs : new Float64Array(lines.length),
    rate,
  };
  return merged([...stretches, above]);
}

function clamp(value: number, { low, high }: DividedLine): number {
  return Math.min(high, Math.max(low, value));
}

/** Shares of lines none of which may have money: as the file has them, else equal. */
function proportionsBelow(lines: readonly DividedLine[]): Float64Array {
  const amounts = Float64Array.from(lines, (line) => line.amount);
  const total = sumOf(amounts);
  return amounts.map((amount) => (total > 0 ? amount / total : 1 / lines.length));
}

function stretchOf(from: Float64Array, to: Float64Array): LineStretch {
  const start = sumOf(from);
  const end = sumOf(to);
  return { from: start, to: end, at: from, rate: to.map((value, i) => (value - from[i]!) / (end - start)) };
}

/** Neighbours that divide money alike are one stretch: a channel with one line has one from 0 on. */
function merged(stretches: readonly LineStretch[]): LineStretch[] {
  const out: LineStretch[] = [];
  for (const stretch of stretches) {
    const previous = out.at(-1);
    if (previous?.rate.every((rate, i) => Math.abs(rate - stretch.rate[i]!) < 1e-12)) {
      out[out.length - 1] = { ...previous, to: stretch.to };
    } else out.push(stretch);
  }
  return out;
}

/** `(lines)` money of each line for a channel's total. */
export function moneyOfLines(stretches: readonly LineStretch[], total: number): Float64Array {
  const stretch = stretches.find(({ to }) => total <= to) ?? stretches.at(-1)!;
  return stretch.at.map((at, i) => at + (total - stretch.from) * stretch.rate[i]!);
}

/**
 * Amounts as whole cents whose sum is the sum of the amounts, rounded: by the largest remainders. Where bounds are
 * given, cents go only where they stay inside.
 */
export function wholeCents(
  amounts: Float64Array,
  within?: readonly { readonly low: number; readonly high: number }[],
): Float64Array {
  const cents = amounts.map((amount) => Math.floor(amount * 100 + 1e-7));
  let missing = Math.round(sumOf(amounts) * 100) - sumOf(cents);
  const remainder = amounts.map((amount, i) => amount * 100 - cents[i]!);
  const order = [...remainder.keys()].sort((a, b) => remainder[b]! - remainder[a]! || a - b);
  const high = (i: number): number => (within === undefined ? Infinity : Math.round(within[i]!.high * 100));
  const low = (i: number): number => (within === undefined ? -Infinity : Math.round(within[i]!.low * 100));
  for (let round = 0; round < 3 && missing !== 0; round++) {
    for (const i of missing > 0 ? order : order.toReversed()) {
      if (missing > 0 && cents[i]! + 1 <= high(i)) {
        cents[i]! += 1;
        missing -= 1;
      } else if (missing < 0 && cents[i]! - 1 >= low(i)) {
        cents[i]! -= 1;
        missing += 1;
      }
      if (missing === 0) break;
    }
  }
  return cents.map((value) => toCents(value / 100));
}
