/**
 * Times the allocation on S-curves (asked for: a gap of at most 1e−4 in under 50 ms on 10 and on 50 channels) and
 * whole plans (asked for: under one second on 10 channels × 52 weeks × 1000 draws). Run: `npx tsx bench/planner.bench.ts`.
 */
import { performance } from 'node:perf_hooks';
import { randomStream } from '../src/inference/index.js';
import { fittedFixture } from '../test/planning/fitted-fixture.js';
import { planOf } from '../test/planning/run-plan.js';
import { lineFixture, scenarioFixture } from '../test/planning/scenario-fixture.js';
import { allocate } from '../src/planning/optimise/allocate.js';
import { spreadBudget } from '../src/planning/optimise/spread-budget.js';
import { syntheticUnits } from '../test/planning/synthetic.js';
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

console.log(
  '\nspread of a budget over posterior-mean curves (200 draws, 52 weeks), bound on the exact function included',
);
console.log('channels  median ms  gap');
for (const count of [10, 50]) {
  const units = syntheticUnits(count, 3, { draws: 200, window: 52 });
  const budget = 0.5 * units.reduce((sum, unit) => sum + unit.low + unit.high, 0);
  const times: number[] = [];
  let gap = 0;
  for (let run = 0; run < 6; run++) {
    const from = performance.now();
    const result = spreadBudget(units, budget, { spendAll: true });
    if (result === null) throw new Error('the budget lies inside the bounds');
    if (run > 0) times.push(performance.now() - from);
    gap = (result.bound - result.objective) / result.objective;
  }
  console.log(
    [String(count).padStart(8), median(times).toFixed(1).padStart(10), gap.toExponential(1).padStart(8)].join(' '),
  );
}

console.log('\nplans of 10 channels × 52 weeks × 1000 draws, median of five after one');
console.log('kind        median ms  processor ms  gap %');
const fitted = fittedFixture({ channels: 10, draws: 1000 });
const window = { start: '2025-06-30', end: '2026-06-28' };
const lines = fitted.spec.channels.map(({ id }, i) =>
  lineFixture(i, id, { min: { relative: -0.5 }, max: { relative: 0.5 } }),
);
const reference = scenarioFixture({ window, objective: { kind: 'reference', kpi: 'sales', horizon: 'whole_effect' } });
const { spend } = (await planOf(fitted, reference)).plan.totals;
const budget = { total: spend, spendAll: true, tolerancePct: 0.5, contingencyPct: 0, feesPct: 0 };
for (const scenario of [reference, scenarioFixture({ window, lines, budget })]) {
  const times: number[] = [];
  const processor: number[] = [];
  let gap: number | null = null;
  for (let run = 0; run < 6; run++) {
    const from = performance.now();
    const used = process.cpuUsage();
    const { plan } = await planOf(fitted, scenario);
    const { user, system } = process.cpuUsage(used);
    gap = plan.optimum?.gapPct ?? null;
    if (run > 0) {
      times.push(performance.now() - from);
      processor.push((user + system) / 1000);
    }
  }
  console.log(
    [
      scenario.objective.kind.padEnd(10),
      median(times).toFixed(0).padStart(10),
      median(processor).toFixed(0).padStart(13),
      (gap === null ? '–' : gap.toExponential(1)).padStart(6),
    ].join(' '),
  );
}
