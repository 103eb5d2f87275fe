/**
 * Gradients per effective draw on standard densities, which do not depend on the machine, and the time per gradient
 * that the sampler itself takes. Run: npx tsx bench/inference.bench.ts
 */
import { sampleNuts, type SampleResult, type Target } from '../src/inference/index.js';
import { banana, hierarchy, normalTarget, scaledAutoregressive, studentTarget } from '../test/inference/targets.js';

const seeds = [1, 2, 3, 4, 5];
const correlated = (n: number) => normalTarget(scaledAutoregressive(n, 0.9), new Float64Array(n));
const densities: [string, Target][] = [
  ['normal, 2 dimensions', correlated(2)],
  ['normal, 20 dimensions', correlated(20)],
  ['normal, 60 dimensions', correlated(60)],
  ['Student t with 4 degrees, 10 dimensions', studentTarget(10, 4)],
  ['hierarchy of 8 groups', hierarchy([2.8, 0.8, -0.3, 0.7, -0.1, 0.1, 1.8, 1.2])],
  ['banana', banana],
];

function leastBulk({ diagnostics }: SampleResult): number {
  return diagnostics.gate.minBulkEss ?? NaN;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

const rows = densities.map(([name, target]) => {
  const fixed = seeds.map((seed) => {
    const started = performance.now();
    const result = sampleNuts(target, { seed, draws: 1000 });
    const { gradients, warmUpGradients } = result.diagnostics;
    const microseconds = ((performance.now() - started) * 1000) / gradients;
    return { perEffective: (gradients - warmUpGradients) / leastBulk(result), microseconds };
  });
  const toGate = seeds.map((seed) => sampleNuts(target, { seed, drawUntil: {} }).diagnostics.gradients);
  return {
    density: name,
    'gradients per effective draw': median(fixed.map((run) => run.perEffective)).toFixed(1),
    'gradients to the gate': median(toGate),
    'µs per gradient': median(fixed.map((run) => run.microseconds)).toFixed(1),
  };
});
console.table(rows);
