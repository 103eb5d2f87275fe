import { randomStream } from '../../src/inference/index.js';
import { valueAt, type PiecewiseCurve } from '../../src/planning/optimise/piecewise.js';
import { worstBreach, type LinearRow } from '../../src/planning/optimise/rows.js';

/** A random problem of spreading a budget over curves, with one spread that keeps all its rules. */
export interface RandomProblem {
  readonly curves: readonly PiecewiseCurve[];
  readonly budget: number;
  readonly rows: readonly LinearRow[];
  readonly start: Float64Array;
  readonly overlaps: boolean;
}

const counts = [2, 5, 10, 20, 50];

/**
 * 2 to 50 channels, concave and S-shaped, some with a minimum buy; a third without groups, a third with groups of
 * their own bounds, a third with groups that overlap. Bounds of groups are put around a random spread, so that every
 * problem has a solution.
 */
export function randomProblem(seed: number, corners = 14): RandomProblem {
  const random = randomStream(seed, 'random problems');
  const count = counts[seed % counts.length]!;
  const curves = Array.from({ length: count }, (): PiecewiseCurve => {
    const limit = 100 + 900 * random.uniform();
    const half = limit * (0.2 + 0.6 * random.uniform());
    const slope = random.uniform() < 0.4 ? 1 : 0.8 + 3 * random.uniform();
    const height = limit * (0.5 + 3 * random.uniform());
    const x = Float64Array.from({ length: corners }, (_, i) => (limit * i) / (corners - 1));
    const y = x.map((money) => (money === 0 ? 0 : height / (1 + (half / money) ** slope)));
    return random.uniform() < 0.2 ? withMinimumBuy({ x, y }, 1 + random.integer(4)) : { x, y };
  });
  const start = Float64Array.from(curves, ({ x, hole }) => {
    const money = x.at(-1)! * random.uniform();
    return hole !== undefined && money < hole.to ? (random.uniform() < 0.5 ? 0 : hole.to) : money;
  });
  const budget = start.reduce((a, b) => a + b, 0);
  const rows: LinearRow[] = [];
  const kind = Math.floor(seed / counts.length) % 3;
  const group = (members: readonly number[]): void => {
    const weights = new Float64Array(count);
    for (const c of members) weights[c] = 1;
    const sum = members.reduce((all, c) => all + start[c]!, 0);
    rows.push({ weights, low: sum * (0.7 + 0.25 * random.uniform()), high: sum * (1.05 + 0.3 * random.uniform()) });
  };
  const half = Math.ceil(count / 2);
  if (kind === 1) group(Array.from({ length: half }, (_, c) => c));
  if (kind === 1 && count > 4) group(Array.from({ length: count - half - 1 }, (_, c) => half + c));
  if (kind === 2) {
    group(Array.from({ length: half }, (_, c) => c));
    group(Array.from({ length: Math.max(1, Math.floor(count / 3)) }, (_, c) => Math.min(count - 1, half - 1 + c)));
  }
  return { curves, budget, rows, start, overlaps: kind === 2 };
}

/** The curve with nothing between zero and its corner of that index. */
function withMinimumBuy({ x, y }: PiecewiseCurve, corner: number): PiecewiseCurve {
  const keep = (values: Float64Array): Float64Array => Float64Array.from([values[0]!, ...values.slice(corner)]);
  return { x: keep(x), y: keep(y), hole: { from: 0, to: x[corner]! } };
}

export function worthOf({ curves }: RandomProblem, spend: Float64Array): number {
  return curves.reduce((sum, curve, c) => sum + valueAt(curve, spend[c]!), 0);
}

/** Money in steps from one channel to another for as long as that helps, from the given plan, as public tools do. */
export function hillClimb(problem: RandomProblem, steps: readonly number[] = [0.05, 0.01]): Float64Array {
  let spend = problem.start;
  let value = worthOf(problem, spend);
  for (const share of steps) {
    const step = share * problem.budget;
    for (let moved = true; moved;) {
      moved = false;
      for (let from = 0; from < spend.length; from++) {
        for (let to = 0; to < spend.length; to++) {
          const next = spend.slice();
          const money = Math.min(step, next[from]!, problem.curves[to]!.x.at(-1)! - next[to]!);
          if (from === to || !(money > 1e-9)) continue;
          next[from]! -= money;
          next[to]! += money;
          const there = worthOf(problem, next);
          if (there > value * (1 + 1e-9) && worstBreach(problem.rows, next) < 1e-6) {
            [spend, value, moved] = [next, there, true];
          }
        }
      }
    }
  }
  return spend;
}

/** A hundred equal parts of the budget, each to the channel whose return on it is highest, as public tools do. */
export function gridGreedy(problem: RandomProblem): Float64Array {
  const spend = new Float64Array(problem.curves.length);
  const step = problem.budget / 100;
  for (let part = 0; part < 100; part++) {
    let best = -1;
    let gain = 0;
    problem.curves.forEach((curve, c) => {
      const next = spend[c]! + step;
      if (next > curve.x.at(-1)!) return;
      const moved = spend.with(c, next);
      const above = problem.rows.some((row) => row.weights.reduce((sum, w, u) => sum + w * moved[u]!, 0) > row.high);
      const gained = valueAt(curve, next) - valueAt(curve, spend[c]!);
      if (!above && gained > gain) [best, gain] = [c, gained];
    });
    if (best < 0) break;
    spend[best]! += step;
  }
  return spend;
}
