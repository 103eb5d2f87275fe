import { describe, expect, test } from 'vitest';
import {
  advance,
  draw,
  findMode,
  metricFromCovariance,
  poolMetric,
  startChain,
  unitMetric,
  withMetric,
  type ChainState,
  type Target,
} from '../../src/inference/index.js';
import { NutsKernel } from '../../src/inference/nuts.js';
import { randomStream } from '../../src/inference/random.js';
import { adaptedStep, adaptStep, startAdaptation } from '../../src/inference/step-size.js';
import { counted, hierarchy, normalTarget, scaledAutoregressive, studentTarget } from './targets.js';

const covariance = scaledAutoregressive(10, 0.8);
const target = normalTarget(covariance, new Float64Array(10));
const start = (chain: number, seed = 3): ChainState =>
  startChain(target, { chain, seed, position: new Float64Array(10), metric: metricFromCovariance(covariance, 10) });

describe('step size', () => {
  test.each([0.6, 0.8, 0.95])('reaches acceptance %d', (targetAcceptance) => {
    const adapted = advance(target, start(0), 600, { adaptStep: true, targetAcceptance });
    const { stats } = draw(target, adapted, 1500);
    const mean = stats.acceptance.reduce((a, b) => a + b, 0) / 1500;
    // The averaged step accepts a little more than the target, as in Stan.
    expect(mean).toBeGreaterThan(targetAcceptance - 0.03);
    expect(mean).toBeLessThan(targetAcceptance + 0.07);
  });

  test('dual averaging follows the paper: three steps by hand', () => {
    let state = startAdaptation(0.5);
    for (const acceptance of [0.2, 0.9, 0.6]) state = adaptStep(state, acceptance, 0.8);
    let shortfall = 0;
    let logAverage = 0;
    [0.2, 0.9, 0.6].forEach((acceptance, i) => {
      const m = i + 1;
      shortfall = (1 - 1 / (m + 10)) * shortfall + (0.8 - acceptance) / (m + 10);
      const logStep = Math.log(5) - (Math.sqrt(m) / 0.05) * shortfall;
      logAverage = m ** -0.75 * logStep + (1 - m ** -0.75) * logAverage;
    });
    expect(adaptedStep(state)).toBeCloseTo(Math.exp(logAverage), 12);
  });

  test('going on with an adaptation is the same as not stopping', () => {
    const whole = advance(target, start(0), 60, { adaptStep: true });
    const parts = advance(target, advance(target, start(0), 25, { adaptStep: true }), 35, { adaptStep: true });
    expect(parts).toEqual(whole);
  });
});

describe('phases', () => {
  test('leave the state they are given as it was', () => {
    const state = start(0);
    const before = structuredClone(state);
    advance(target, state, 20, { adaptStep: true });
    draw(target, state, 20);
    expect(state).toEqual(before);
  });

  test('give the same digits chain by chain, interleaved and after structuredClone', () => {
    const run = (order: 'by chain' | 'interleaved'): Float64Array[] => {
      const warm = (state: ChainState) => advance(target, advance(target, state, 40, { adaptStep: true }), 50);
      const clone = (state: ChainState) => (order === 'interleaved' ? structuredClone(state) : state);
      const warmed = (order === 'interleaved' ? [2, 0, 1] : [0, 1, 2]).map((chain) => clone(warm(start(chain))));
      warmed.sort((a, b) => a.chain - b.chain);
      const metric = poolMetric(warmed);
      const ready = warmed.map((state) => advance(target, withMetric(state, metric), 40, { adaptStep: true }));
      if (order === 'by chain') return ready.map((state) => draw(target, state, 60).draws);
      const parts = ready.map((state) => new Float64Array(60 * 10).fill(state.chain));
      const states = ready.map(clone);
      for (let block = 0; block < 3; block++) {
        for (const chain of [1, 2, 0]) {
          const drawn = draw(target, states[chain]!, 20);
          parts[chain]!.set(drawn.draws, block * 200);
          states[chain] = clone(drawn.state);
        }
      }
      return parts;
    };
    expect(run('interleaved')).toEqual(run('by chain'));
  });

  test('count every gradient', () => {
    const watched = counted(target);
    const metric = unitMetric(10);
    let state = startChain(watched, { chain: 0, seed: 1, position: new Float64Array(10), metric });
    state = advance(watched, state, 15, { adaptStep: true });
    const drawn = draw(watched, state, 15);
    expect(drawn.state.gradients).toBe(watched.calls);
    expect(drawn.stats.leapfrogs.reduce((a, b) => a + b, 0)).toBe(drawn.state.gradients - state.gradients);
  });

  test('an abort signal ends them', () => {
    expect(() => draw(target, start(0), 5, { signal: AbortSignal.abort('enough') })).toThrow('enough');
  });
});

describe('startChain', () => {
  test('starts scatter like the metric, a little wider', () => {
    const squares = Array.from({ length: 400 }, (_, seed) => start(0, seed).position[9]! ** 2 / 100);
    const ratio = squares.reduce((a, b) => a + b, 0) / 400;
    expect(ratio).toBeGreaterThan(1.44 * 0.8);
    expect(ratio).toBeLessThan(1.44 * 1.2);
  });

  test('pulls a start back inside the support, and throws where the centre is outside', () => {
    const slit: Target = {
      dimension: 2,
      logDensityAndGradient(position, gradient) {
        gradient.set([-position[0]!, -position[1]!]);
        if (Math.abs(position[0]!) > 0.01) return NaN;
        return -0.5 * (position[0]! ** 2 + position[1]! ** 2);
      },
    };
    const metric = unitMetric(2);
    const state = startChain(slit, { chain: 0, seed: 1, position: Float64Array.of(0, 0.3), metric });
    expect(Number.isFinite(state.logDensity)).toBe(true);
    expect(() => startChain(slit, { chain: 0, seed: 1, position: Float64Array.of(1, 0), metric })).toThrow(RangeError);
    const exact = startChain(slit, { chain: 0, seed: 1, position: Float64Array.of(0, 0.3), metric, spread: 0 });
    expect(exact.position).toEqual(Float64Array.of(0, 0.3));
  });
});

describe('poolMetric', () => {
  test('comes near the covariance of the target', () => {
    const states = [0, 1, 2, 3].map((chain) =>
      advance(target, advance(target, start(chain), 50, { adaptStep: true }), 500),
    );
    const { factor } = poolMetric(states);
    for (let i = 0; i < 10; i++) {
      let variance = 0;
      for (let k = 0; k <= i; k++) variance += factor[i * 10 + k]! ** 2;
      expect(variance / covariance[i * 11]!).toBeGreaterThan(0.85);
      expect(variance / covariance[i * 11]!).toBeLessThan(1.15);
    }
  });

  test('without draws, or where a coordinate has not moved, what was stays', () => {
    const state = start(0);
    expect(poolMetric([state])).toBe(state.metric);
    const stuck = { ...state, recent: new Float64Array(200).fill(1) };
    expect(poolMetric([stuck]).factor[0]).toBeCloseTo(state.metric.factor[0]!, 5);
    expect(() => poolMetric([])).toThrow(RangeError);
  });
});

describe('trajectories', () => {
  test('stop at the depth allowed', () => {
    const state = { ...start(0), stepSize: 1e-4 };
    const { stats } = draw(target, state, 5, { maxDepth: 4 });
    expect([...stats.depth]).toEqual([4, 4, 4, 4, 4]);
    expect([...stats.leapfrogs]).toEqual([15, 15, 15, 15, 15]);
  });

  test('a step far too long diverges and stays where it was', () => {
    const { stats, draws } = draw(target, { ...start(0), stepSize: 80 }, 5);
    expect([...stats.divergent]).toEqual([1, 1, 1, 1, 1]);
    expect(draws.slice(0, 10)).toEqual(start(0).position);
  });

  test('leave the target as it was: position and gradient of the end agree', () => {
    const model = hierarchy([0.5, -1, 2]);
    const mode = findMode(model);
    const state = startChain(model, { chain: 0, seed: 2, position: mode.position, metric: mode.metric });
    const kernel = new NutsKernel(model, mode.metric, state);
    const random = randomStream(5, 'kernel');
    for (let i = 0; i < 20; i++) {
      kernel.transition(random, 0.3);
      const gradient = new Float64Array(5);
      expect(model.logDensityAndGradient(kernel.position, gradient)).toBe(kernel.logDensity);
      expect(gradient).toEqual(kernel.gradient);
    }
  });

  // Geweke (2004) in short: started from exact draws, one transition must leave the distribution as it is.
  test('one transition from exact draws leaves the distribution unchanged', () => {
    const t5 = studentTarget(1, 5);
    const random = randomStream(9, 'exact');
    const metric = unitMetric(1);
    const gradient = new Float64Array(1);
    let [inside, tail, squares] = [0, 0, 0];
    const count = 20_000;
    for (let i = 0; i < count; i++) {
      const x = random.normal() / Math.sqrt(random.gamma(2.5) / 2.5);
      const position = Float64Array.of(x);
      const logDensity = t5.logDensityAndGradient(position, gradient);
      const kernel = new NutsKernel(t5, metric, { position, gradient, logDensity }, 3);
      kernel.transition(random, 1.3);
      const y = kernel.position[0]!;
      // Quartile and 95 % point of t₅.
      if (Math.abs(y) < 0.7266868438) inside++;
      if (y > 2.0150483733) tail++;
      if (y !== x) squares++;
    }
    // Binomial standard errors 0.0035 and 0.0015.
    expect(Math.abs(inside / count - 0.5)).toBeLessThan(0.012);
    expect(Math.abs(tail / count - 0.05)).toBeLessThan(0.005);
    expect(squares / count).toBeGreaterThan(0.8);
  });
});
