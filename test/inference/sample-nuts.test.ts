import { describe, expect, test } from 'vitest';
import {
  meanError,
  quantileError,
  quantiles,
  quantityOf,
  randomStream,
  sampleNuts,
  summarise,
  studentTQuantile,
  type Draws,
  type Target,
} from '../../src/inference/index.js';
import { banana, counted, hierarchy, normalTarget, scaledAutoregressive, studentTarget, twoHills } from './targets.js';

/** |estimate − truth| in Monte Carlo standard errors. */
function meanScore(draws: Draws, coordinate: number, truth: number, map = (x: number) => x): number {
  const values = quantityOf(draws, coordinate).map(map);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.abs(mean - truth) / meanError(values, draws.chains)!;
}

function quantileScore(draws: Draws, coordinate: number, p: number, truth: number): number {
  const values = quantityOf(draws, coordinate);
  return Math.abs(quantiles(values, [p])[0]! - truth) / quantileError(values, draws.chains, p)!;
}

// Seeds are fixed, so these either hold or do not; 4 standard errors leave room for a few dozen of them.
const limit = 4;

describe('recovers', () => {
  test.each([2, 20])('a correlated normal in %d dimensions', (n) => {
    const covariance = scaledAutoregressive(n, 0.9);
    const mean = Float64Array.from({ length: n }, (_, i) => 10 * i - 3);
    const result = sampleNuts(normalTarget(covariance, mean), { seed: 1, draws: 500 });
    for (let i = 0; i < n; i++) {
      const sd = i + 1;
      expect(meanScore(result, i, mean[i]!)).toBeLessThan(limit);
      expect(meanScore(result, i, sd * sd, (x) => (x - mean[i]!) ** 2)).toBeLessThan(limit);
      expect(quantileScore(result, i, 0.05, mean[i]! - 1.6448536269514722 * sd)).toBeLessThan(limit);
      expect(quantileScore(result, i, 0.975, mean[i]! + 1.959963984540054 * sd)).toBeLessThan(limit);
    }
    expect(result.diagnostics.gate.passed).toBe(true);
    expect(result.diagnostics.divergences).toBe(0);
  });

  test('a banana', () => {
    const result = sampleNuts(banana, { seed: 4, draws: 2000, targetAcceptance: 0.9 });
    expect(meanScore(result, 0, 0)).toBeLessThan(limit);
    expect(meanScore(result, 0, 1, (x) => x * x)).toBeLessThan(limit);
    expect(meanScore(result, 1, 0)).toBeLessThan(limit);
    expect(meanScore(result, 1, 2.25, (x) => x * x)).toBeLessThan(limit);
    expect(quantileScore(result, 0, 0.1, -1.2815515655446004)).toBeLessThan(limit);
  });

  test('heavy tails', () => {
    const result = sampleNuts(studentTarget(3, 4), { seed: 2, draws: 2000 });
    for (let i = 0; i < 3; i++) {
      for (const p of [0.01, 0.25, 0.5, 0.95]) {
        expect(quantileScore(result, i, p, studentTQuantile(p, 4))).toBeLessThan(limit);
      }
    }
  });

  test('a hierarchy, against its own integral over a grid', () => {
    const measurements = [2.8, 0.8, -0.3, 0.7, -0.1, 0.1, 1.8, 1.2];
    const result = sampleNuts(hierarchy(measurements), { seed: 6, draws: 1500 });
    // z integrates out: y ~ N(μ, 1 + τ²).
    let [total, muMean, tauMean] = [0, 0, 0];
    for (let mu = -5; mu <= 5; mu += 0.02) {
      for (let logTau = -3.5; logTau <= 3.5; logTau += 0.02) {
        const variance = 1 + Math.exp(2 * logTau);
        const sum = measurements.reduce((a, y) => a - 0.5 * ((y - mu) ** 2 / variance + Math.log(variance)), 0);
        const weight = Math.exp(sum - 0.5 * mu * mu - 2 * logTau * logTau);
        total += weight;
        muMean += weight * mu;
        tauMean += weight * logTau;
      }
    }
    expect(meanScore(result, 0, muMean / total)).toBeLessThan(limit);
    expect(meanScore(result, 1, tauMean / total)).toBeLessThan(limit);
  });
});

describe('drawing until the gate', () => {
  const target = normalTarget(scaledAutoregressive(5, 0.5), new Float64Array(5));

  test('stops at the first block at which everything has converged', () => {
    const result = sampleNuts(target, { seed: 1, drawUntil: {} });
    expect(result.diagnostics.gate).toMatchObject({ passed: true, failing: [] });
    expect(result.drawsPerChain % 250).toBe(0);
    expect(result.drawsPerChain).toBeLessThanOrEqual(1000);
    expect(result.draws).toHaveLength(4 * result.drawsPerChain * 5);
    expect(summarise(result).every(({ rhat }) => rhat! < 1.01)).toBe(true);
  });

  test('stops at the limit where it is not reached, and says so', () => {
    const result = sampleNuts(target, { seed: 1, drawUntil: { minEss: 1e6, block: 100, limit: 350 } });
    expect(result.drawsPerChain).toBe(350);
    expect(result.diagnostics.gate.passed).toBe(false);
    expect(result.diagnostics.gate.failing).toEqual([0, 1, 2, 3, 4]);
  });

  test('derived quantities must converge too', () => {
    const derived = {
      count: 2,
      compute: (position: Float64Array, out: Float64Array) => {
        out[0] = position[0]! + position[1]!;
        out[1] = Math.log(-1);
      },
    };
    const result = sampleNuts(target, { seed: 1, drawUntil: { block: 100, limit: 200 }, derived });
    expect(result.diagnostics.gate.failing).toContain(6);
    expect(result.diagnostics.derived[0]!.rhat).toBeGreaterThan(0.99);
    expect(result.diagnostics.derived[1]).toEqual({ rhat: null, bulkEss: null, tailEss: null });
  });

  test('blocks do not change the draws', () => {
    const whole = sampleNuts(target, { seed: 5, draws: 200 });
    const parts = sampleNuts(target, { seed: 5, drawUntil: { minEss: 1e6, block: 50, limit: 200 } });
    expect(parts.draws).toEqual(whole.draws);
  });
});

describe('conduct', () => {
  const target = hierarchy([0.3, 1.4, -0.8]);

  test('the same seed gives the same digits, another seed others', () => {
    const run = (seed: number) => sampleNuts(target, { seed, draws: 50 });
    expect(run(1)).toEqual(run(1));
    expect(run(2).draws).not.toEqual(run(1).draws);
  });

  test('every gradient is counted', () => {
    const watched = counted(target);
    const { diagnostics } = sampleNuts(watched, { seed: 1, draws: 50, chains: 2 });
    expect(diagnostics.gradients).toBe(watched.calls);
    expect(diagnostics.warmUpGradients).toBeLessThan(diagnostics.gradients);
    expect(diagnostics.stepSizes).toHaveLength(2);
    expect(diagnostics.bfmi).toHaveLength(2);
  });

  test('chains start from every mode, and R-hat sees that they do not mix', () => {
    const initial = [Float64Array.of(-4, 0), Float64Array.of(4, 0)];
    const { diagnostics } = sampleNuts(twoHills(0.5), { seed: 1, draws: 300, initial });
    expect(diagnostics.modes).toHaveLength(2);
    expect(diagnostics.parameters[0]!.rhat).toBeGreaterThan(1.05);
    expect(diagnostics.gate.passed).toBe(false);
  });

  test('progress is told and an abort signal ends it', () => {
    const phases: string[] = [];
    sampleNuts(target, { seed: 1, draws: 20, onProgress: ({ phase }) => phases.push(phase) });
    expect(new Set(phases)).toEqual(new Set(['mode', 'warm-up', 'draws']));
    expect(() => sampleNuts(target, { seed: 1, signal: AbortSignal.abort('enough') })).toThrow('enough');
  });

  test('all options may be left out, and the warm-up given as a number', () => {
    const { chains, drawsPerChain } = sampleNuts(target);
    expect([chains, drawsPerChain]).toEqual([4, 1000]);
    const parts = { stepIterations: 80, exploration: 200, finalStepIterations: 80 };
    expect(sampleNuts(target, { draws: 20, warmup: 360 })).toEqual(sampleNuts(target, { draws: 20, warmup: parts }));
    expect(sampleNuts(target, { draws: 5, warmup: 0 }).drawsPerChain).toBe(5);
    const initial = Float64Array.of(1, 0, 0, 0, 0);
    expect(sampleNuts(target, { draws: 5, initial })).toEqual(sampleNuts(target, { draws: 5, initial: [initial] }));
  });

  test('a finer step is taken where asked for', () => {
    const coarse = sampleNuts(target, { seed: 1, draws: 50 });
    const fine = sampleNuts(target, { seed: 1, draws: 50, targetAcceptance: 0.98 });
    expect(fine.diagnostics.stepSizes[0]).toBeLessThan(coarse.diagnostics.stepSizes[0]!);
  });
});

// Talts et al. (2018) in short: truths from the prior, data from the truth; the rank of the truth among posterior
// draws is uniform. Normal mean and log scale, eight observations.
test('simulation-based calibration', () => {
  const bins = 8;
  const ranks = [new Float64Array(bins), new Float64Array(bins)];
  const runs = 160;
  for (let run = 0; run < runs; run++) {
    const random = randomStream(run, 'calibration');
    const truth = [random.normal(), 0.5 * random.normal()];
    const data = Array.from({ length: 8 }, () => truth[0]! + Math.exp(truth[1]!) * random.normal());
    const posterior: Target = {
      dimension: 2,
      logDensityAndGradient([mu, logScale], gradient) {
        const precision = Math.exp(-2 * logScale!);
        let sum = -0.5 * mu! ** 2 - 2 * logScale! ** 2;
        gradient[0] = -mu!;
        gradient[1] = -4 * logScale!;
        for (const y of data) {
          const r = y - mu!;
          sum -= 0.5 * r * r * precision + logScale!;
          gradient[0] = gradient[0] + r * precision;
          gradient[1] = gradient[1] + r * r * precision - 1;
        }
        return sum;
      },
    };
    const result = sampleNuts(posterior, { seed: run, chains: 2, draws: 60, warmup: { exploration: 60 } });
    truth.forEach((value, k) => {
      // Thinned by four, since ranks ask for independent draws: 30 draws, 31 ranks … cut into eight bins.
      const values = quantityOf(result, k).filter((_, i) => i % 4 === 0);
      const rank = values.filter((x) => x < value).length;
      const bin = Math.min(bins - 1, Math.floor((rank * bins) / (values.length + 1)));
      ranks[k]![bin] = ranks[k]![bin]! + 1;
    });
  }
  // Bins hold 4 of 31 ranks but the last, which holds 3.
  const expected = Array.from({ length: bins }, (_, bin) => {
    const members = Array.from({ length: 31 }, (_v, rank) => Math.min(bins - 1, Math.floor((rank * bins) / 31)));
    return (runs * members.filter((b) => b === bin).length) / 31;
  });
  for (const counts of ranks) {
    const statistic = counts.reduce((sum, count, b) => sum + (count - expected[b]!) ** 2 / expected[b]!, 0);
    // χ² with 7 degrees of freedom: above 24.3 once in a thousand.
    expect(statistic).toBeLessThan(24.3);
  }
});
