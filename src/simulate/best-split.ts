import { allocate, type PiecewiseCurve } from '../planning/index.js';

/** Effect of money in one place of a plan (a channel, or a channel in a group), and how much may go there. */
export interface MoneyCurve {
  readonly low: number;
  readonly high: number;
  readonly effect: (money: number) => number;
}

export interface Split {
  /** `(curves)` money. */
  readonly spend: Float64Array;
  readonly effect: number;
}

const nodes = 800;

/**
 * The best split of a budget over curves of any shape: branch and bound on straight pieces (proven for the pieces),
 * then exchanges of money between pairs on the curves themselves, from there and from other starts, until none gains.
 * @param options.spendAll every unit of money must be spent; else only what brings something
 * @param options.starts splits that keep the bounds and the budget
 * @returns null where the bounds cannot hold the budget
 */
export function bestSplit(
  curves: readonly MoneyCurve[],
  budget: number,
  options: { readonly spendAll: boolean; readonly starts?: readonly Float64Array[] },
): Split | null {
  const found = allocate(curves.map(piecewise), budget, { spendAll: options.spendAll });
  if (found === null) return null;
  const splits = [found.spend, ...(options.starts ?? [])].map((start) => exchanged(curves, start, budget / 50));
  return splits.reduce((best, split) => (split.effect > best.effect ? split : best));
}

/** Nodes lie denser near the lower end, where responses bend most. */
function piecewise({ low, high, effect }: MoneyCurve): PiecewiseCurve {
  if (!(high > low)) return { x: Float64Array.of(low), y: Float64Array.of(effect(low)) };
  const x = Float64Array.from({ length: nodes + 1 }, (_, i) => low + (high - low) * (i / nodes) ** 2);
  return { x, y: x.map(effect) };
}

/**
 * Moves money from one curve to another as long as that gains, always where it gains most, in steps that halve down to
 * nothing. Effects add up over curves, so the best pair is the one that loses least and the one that gains most.
 */
function exchanged(curves: readonly MoneyCurve[], start: Float64Array, firstStep: number): Split {
  const spend = Float64Array.from(start);
  const value = spend.map((money, c) => curves[c]!.effect(money));
  const gains = new Float64Array(curves.length);
  const losses = new Float64Array(curves.length);
  for (let step = firstStep; step > firstStep * 1e-5; step /= 2) {
    const look = (c: number): void => {
      const { low, high, effect } = curves[c]!;
      const money = spend[c]!;
      gains[c] = money + step <= high ? effect(money + step) - value[c]! : -Infinity;
      losses[c] = money - step >= low ? value[c]! - effect(money - step) : Infinity;
    };
    curves.forEach((_, c) => {
      look(c);
    });
    for (;;) {
      const [from, to] = bestPair(losses, gains);
      const gain = gains[to]! - losses[from]!;
      if (from === to || !(gain > 1e-12 * (Math.abs(value[from]!) + Math.abs(value[to]!)))) break;
      spend[from]! -= step;
      spend[to]! += step;
      value[from]! -= losses[from]!;
      value[to]! += gains[to]!;
      look(from);
      look(to);
    }
  }
  const effect = curves.reduce((sum, curve, c) => sum + curve.effect(spend[c]!), 0);
  return { spend, effect };
}

/** The two different places of the least loss and the greatest gain. */
function bestPair(losses: Float64Array, gains: Float64Array): readonly [from: number, to: number] {
  let best: readonly [number, number] = [0, 0];
  let most = -Infinity;
  // One of the two best of each side is always part of the best pair.
  for (const from of twoBest(losses, (a, b) => a < b)) {
    for (const to of twoBest(gains, (a, b) => a > b)) {
      if (from !== to && gains[to]! - losses[from]! > most) {
        most = gains[to]! - losses[from]!;
        best = [from, to];
      }
    }
  }
  return best;
}

function twoBest(values: Float64Array, isBetter: (a: number, b: number) => boolean): number[] {
  let first = 0;
  let second = -1;
  for (let i = 1; i < values.length; i++) {
    if (isBetter(values[i]!, values[first]!)) [first, second] = [i, first];
    else if (second < 0 || isBetter(values[i]!, values[second]!)) second = i;
  }
  return second < 0 ? [first] : [first, second];
}
