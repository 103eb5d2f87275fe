/**
 * Times the allocation on S-curves. Run: `npx tsx bench/planner.bench.ts`.
 * The issue asks for a gap of at most 1e−4 in under 50 ms on 10 and on 50 channels.
 */
import { performance } from 'node:perf_hooks';
import { randomStream } from '../src/inference/index.js';
import { allocate } from '../src/planning/optimise/allocate.js';
import type { PiecewiseCurve } from '../src/planning/optimise/piecewise.js';

function sCurves(count: number, corners: number, seed: number): PiecewiseCurve[] {
  const random = randomStream(seed, 'bench');
  return Array.from({ length: count }, () => {
    const limit = 100 + 900 * random.uniform();
    const half = limit * (0.2 + 0.6 * random.uniform());
    const slope = 0.8 + 3.5 * random.uniform();
    const height = limit * (0.5 + 3 * random.uniform());
    const x = Float64Array.from({ length: corners }, (_, i) => (limit * i) / (corners - 1));
    return { x, y: x.map((money) => (money === 0 ? 0 : height / (1 + (half / money) ** slope))) };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

console.log('allocation by branch and bound, 256 corners per curve, 20 problems each');
console.log('channels  median ms  worst ms  median boxes  worst gap');
for (const count of [10, 20, 50]) {
  const times: number[] = [];
  const nodes: number[] = [];
  let gap = 0;
  for (let seed = 0; seed < 21; seed++) {
    const curves = sCurves(count, 256, seed);
    const budget = 0.35 * curves.reduce((sum, curve) => sum + curve.x.at(-1)!, 0);
    const from = performance.now();
    const result = allocate(curves, budget, { spendAll: true });
    const took = performance.now() - from;
    if (result === null) throw new Error('the budget lies inside the ends of the curves');
    // The first call compiles.
    if (seed > 0) {
      times.push(took);
      nodes.push(result.nodes);
      gap = Math.max(gap, (result.bound - result.objective) / result.objective);
    }
  }
  console.log(
    [
      String(count).padStart(8),
      median(times).toFixed(2).padStart(10),
      Math.max(...times)
        .toFixed(2)
        .padStart(9),
      String(median(nodes)).padStart(13),
      gap.toExponential(1).padStart(10),
    ].join(' '),
  );
}
