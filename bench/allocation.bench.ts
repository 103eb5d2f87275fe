/**
 * 200 random problems (2 to 50 channels, concave and S-shaped, minimum buys, groups, overlapping groups): our optimum
 * against HiGHS on the same pieces, beside what a hill-climb from the current plan and a grid-greedy reach. Then a
 * scenario of 10 channels × 52 weeks × 1000 draws evaluated exactly and by table.
 * Run: `npx tsx bench/allocation.bench.ts [problems]`.
 */
import { performance } from 'node:perf_hooks';
import { loadHighs } from '../src/jobs/workers/load-highs.js';
import { addInterpolated } from '../src/planning/evaluate/index.js';
import { allocate } from '../src/planning/optimise/allocate.js';
import { relaxationOf } from '../src/planning/optimise/relaxation.js';
import { worstBreach } from '../src/planning/optimise/rows.js';
import { piecewiseProgram } from '../test/planning/piecewise-program.js';
import { gridGreedy, hillClimb, randomProblem, worthOf, type RandomProblem } from '../test/planning/random-problems.js';
import { syntheticUnits } from '../test/planning/synthetic.js';

const problems = Number(process.argv[2] ?? 200);
const solver = await loadHighs();
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;

interface Way {
  readonly name: string;
  readonly solve: (problem: RandomProblem) => Float64Array;
}
const rivals: readonly Way[] = [
  { name: 'hill-climb', solve: (problem) => hillClimb(problem) },
  { name: 'grid-greedy', solve: gridGreedy },
];
const times = new Map<string, number[]>();
const lost = new Map<string, number[]>(rivals.map(({ name }) => [name, []]));
const unspent = new Map<string, number>(rivals.map(({ name }) => [name, 0]));
let apart = 0;
let gap = 0;
let below = 0;
let compared = 0;
for (let seed = 0; seed < problems; seed++) {
  const problem = randomProblem(seed, 12);
  const { curves, budget, rows, start, overlaps } = problem;
  const from = performance.now();
  const ours = allocate(curves, budget, { spendAll: true, start, relax: relaxationOf(rows, budget, true, solver) });
  if (ours === null) throw new Error(`problem ${seed} has a solution`);
  const key = `${curves.length} channels${rows.length === 0 ? '' : overlaps ? ', overlapping groups' : ', groups'}`;
  times.set(key, [...(times.get(key) ?? []), performance.now() - from]);
  const theirs = piecewiseProgram((text, options) => solver.solve(text, options), curves, budget, rows);
  apart = Math.max(apart, Math.abs(ours.objective - theirs) / theirs);
  gap = Math.max(gap, (ours.bound - ours.objective) / ours.objective);
  if (ours.objective < worthOf(problem, start) || worstBreach(rows, ours.spend) > 1e-5) below++;
  // The other ways know no minimum buy.
  if (curves.some((curve) => curve.hole !== undefined)) continue;
  compared++;
  for (const { name, solve } of rivals) {
    const spend = solve(problem);
    const spent = spend.reduce((a, b) => a + b, 0);
    lost.get(name)!.push(1 - worthOf(problem, spend) / ours.objective);
    if (spent < 0.99 * budget) unspent.set(name, unspent.get(name)! + 1);
  }
}
console.log(`${problems} random problems, 12 corners per curve`);
console.log(
  `furthest from HiGHS ${apart.toExponential(1)}, widest gap ${gap.toExponential(1)}, below the start or a rule broken ${below}`,
);
console.log(`\non the ${compared} without minimum buys:`);
console.log('way          median lost  worst lost  left over 1 % unspent');
for (const { name } of rivals) {
  const values = lost.get(name)!;
  console.log(
    [
      name.padEnd(12),
      percent(median(values)).padStart(11),
      percent(Math.max(...values)).padStart(11),
      `${unspent.get(name)} of ${compared}`.padStart(21),
    ].join(' '),
  );
}
console.log('\nproblems of                      median ms');
for (const [key, values] of times) console.log(`${key.padEnd(32)} ${median(values).toFixed(2).padStart(9)}`);

const units = syntheticUnits(10, 5, { draws: 1000, window: 52 });
const money = units.map((unit) => 0.5 * (unit.low + unit.high));
const timed = (run: () => void): number => {
  const took = Array.from({ length: 21 }, () => {
    const from = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
  return median(took.slice(1));
};
const exact = timed(() => {
  units.forEach((unit, u) => unit.effect(money[u]!));
});
const out = new Float64Array(1000);
const table = timed(() => {
  out.fill(0);
  units.forEach((unit, u) => {
    addInterpolated(unit.table, money[u]!, out);
  });
});
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const truth = units.reduce((all, unit, u) => all + sum(unit.effect(money[u]!).value), 0);
console.log('\n10 channels × 52 weeks × 1000 draws, processor time');
console.log(
  `exact ${exact.toFixed(1)} ms, by table ${table.toFixed(2)} ms, mean apart ${Math.abs(sum(out) / truth - 1).toExponential(1)}`,
);
