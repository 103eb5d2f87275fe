import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bulkEss,
  checkGate,
  convergence,
  energyBfmi,
  meanError,
  meanEss,
  normalQuantile,
  quantileError,
  quantileEss,
  quantileOfSorted,
  quantiles,
  randomStream,
  rhat,
  splitChains,
  summarise,
  summariseQuantity,
  summary,
  tailEss,
} from '../../src/inference/index.js';
import { ascendingOrder, gather } from '../../src/inference/ascending-order.js';
import { MeanAutocovariance } from '../../src/inference/autocovariance.js';
import { transform } from '../../src/inference/fourier.js';

interface Figures {
  chains: number;
  rhat: number;
  bulkEss: number;
  tailEss: number;
  meanEss: number;
  medianEss: number;
  meanError: number;
  quantileError10: number;
  quantileError50: number;
  bfmi: number[];
  quantiles: number[];
  sd: number;
  sum: number;
}
const reference = JSON.parse(
  readFileSync(new URL('../reference/diagnostics/diagnostics.json', import.meta.url), 'utf8'),
) as { figures: Record<string, Figures> };

// The arrays of make_diagnostics.py, made again.
function uniforms(seed: number, count: number): number[] {
  let state = BigInt(seed);
  return Array.from({ length: count }, () => {
    state = (state * 48271n) % 2147483647n;
    return Number(state) / 2147483647;
  });
}
const normals = (seed: number, chains: number, draws: number) =>
  Float64Array.from(uniforms(seed, chains * draws), normalQuantile);
function autoregressive(seed: number, chains: number, draws: number, rho: number): Float64Array {
  const x = normals(seed, chains, draws);
  for (let i = 0; i < x.length; i++) if (i % draws > 0) x[i] = rho * x[i - 1]! + x[i]!;
  return x;
}
const arrays: Record<string, Float64Array> = {
  independent: normals(1, 4, 250),
  autoregressive: autoregressive(2, 4, 500, 0.8),
  slow: autoregressive(3, 4, 300, 0.99),
  antithetic: autoregressive(4, 4, 400, -0.6),
  odd: autoregressive(5, 3, 201, 0.5),
  shifted: normals(11, 4, 250).map((x, i) => (Math.floor(i / 250) === 2 ? x + 0.5 : x)),
  spread: normals(12, 4, 250).map((x, i) => (Math.floor(i / 250) === 1 ? x * 2.5 : x)),
  cauchy: Float64Array.from(uniforms(6, 1200), (u) => Math.tan(Math.PI * (u - 0.5))),
  ties: normals(7, 4, 250).map((x) => Math.floor(3 * x)),
};

describe('against ArviZ', () => {
  test.each(Object.entries(reference.figures))('%s', (name, expected) => {
    const values = arrays[name]!;
    const { chains } = expected;
    const close = (actual: number | null, wanted: number) => {
      expect(Math.abs(actual! - wanted)).toBeLessThanOrEqual(1e-8 * Math.abs(wanted));
    };
    close(
      values.reduce((a, b) => a + b, 0),
      expected.sum,
    );
    close(rhat(values, chains), expected.rhat);
    close(bulkEss(values, chains), expected.bulkEss);
    close(tailEss(values, chains), expected.tailEss);
    close(meanEss(values, chains), expected.meanEss);
    close(quantileEss(values, chains, 0.5), expected.medianEss);
    close(meanError(values, chains), expected.meanError);
    close(quantileError(values, chains, 0.1), expected.quantileError10);
    close(quantileError(values, chains, 0.5), expected.quantileError50);
    energyBfmi(values, chains).forEach((value, k) => {
      close(value, expected.bfmi[k]!);
    });
    quantiles(values, [0.025, 0.05, 0.25, 0.5, 0.9, 0.975]).forEach((value, k) => {
      expect(value).toBeCloseTo(expected.quantiles[k]!, 10);
    });
    const together = summariseQuantity(values, chains);
    close(together.sd, expected.sd);
    expect([together.rhat, together.bulkEss, together.tailEss]).toEqual([
      rhat(values, chains),
      bulkEss(values, chains),
      tailEss(values, chains),
    ]);
  });
});

describe('not available', () => {
  const good = arrays.independent!;
  const unavailable = { rhat: null, bulkEss: null, tailEss: null };
  test.each<[string, Float64Array]>([
    ['constant', new Float64Array(1000).fill(3)],
    ['one chain constant', good.map((x, i) => (i < 250 ? 1 : x))],
    ['NaN', good.map((x, i) => (i === 17 ? NaN : x))],
    ['infinite', good.map((x, i) => (i === 400 ? Infinity : x))],
    ['three draws', good.slice(0, 12)],
  ])('%s', (_, values) => {
    expect(convergence(values, 4)).toEqual(unavailable);
    expect(rhat(values, 4)).toBeNull();
    expect(meanError(values, 4)).toBeNull();
    expect(quantileError(values, 4, 0.5)).toBeNull();
  });

  test('a constant is summarised all the same', () => {
    const { mean, sd, p05, p975 } = summary(new Float64Array(100).fill(3));
    expect([mean, sd, p05, p975]).toEqual([3, 0, 3, 3]);
    expect(energyBfmi(new Float64Array(100).fill(3), 4)).toEqual([null, null, null, null]);
  });
});

describe('properties', () => {
  const series = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 4, max: 80 }), fc.integer());

  test('rank-normalised figures do not change under increasing maps', () => {
    fc.assert(
      fc.property(series, ([chains, draws, seed]) => {
        const random = randomStream(seed, 'series');
        const values = Float64Array.from({ length: chains * draws }, () => random.normal());
        const mapped = values.map((x) => 2 ** Math.round(4 * x) + 3);
        const rounded = values.map((x) => Math.round(4 * x));
        expect(bulkEss(mapped, chains)).toEqual(bulkEss(rounded, chains));
        expect(
          tailEss(
            values.map((x) => 8 * x),
            chains,
          ),
        ).toEqual(tailEss(values, chains));
      }),
    );
  });

  test('the autocovariance by Fourier transform is that of the sums', () => {
    fc.assert(
      fc.property(series, ([chains, draws, seed]) => {
        const random = randomStream(seed, 'series');
        const values = Float64Array.from({ length: chains * draws }, () => random.normal());
        const found = new MeanAutocovariance(values, chains);
        for (let lag = 0; lag < draws; lag++) {
          let sum = 0;
          for (let c = 0; c < chains; c++) {
            const part = values.subarray(c * draws, (c + 1) * draws);
            const mean = part.reduce((a, b) => a + b, 0) / draws;
            for (let t = lag; t < draws; t++) sum += (part[t]! - mean) * (part[t - lag]! - mean);
          }
          expect(found.at(lag)).toBeCloseTo(sum / values.length, 11);
        }
      }),
    );
  });

  test('the ascending order sorts, and keeps equals in place', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const few = fc.constantFrom(-1, -0, 0, 1, 5e-324, -1e300);
    fc.assert(
      fc.property(fc.array(fc.oneof(finite, few)), (list) => {
        const values = Float64Array.from(list);
        const order = ascendingOrder(values);
        const expected = list.map((_, i) => i).sort((a, b) => list[a]! - list[b]! || a - b);
        expect([...order]).toEqual(expected);
        expect(gather(values, order)).toEqual(Float64Array.from(expected, (i) => list[i]!));
      }),
    );
  });

  test('the Fourier transform of a wave is one spike', () => {
    const n = 64;
    const real = Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * 5 * j) / n));
    const imaginary = Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * 5 * j) / n));
    transform(real, imaginary);
    real.forEach((value, k) => {
      expect(value).toBeCloseTo(k === 5 ? n : 0, 11);
    });
    expect(() => {
      transform(new Float64Array(6), new Float64Array(6));
    }).toThrow(RangeError);
  });

  test('quantiles lie between order statistics and are monotone', () => {
    const numbers = fc.float64Array({ minLength: 1, noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(numbers, (values) => {
        const sorted = Float64Array.from(values).sort();
        const found = [0, 0.1, 0.5, 0.77, 1].map((p) => quantileOfSorted(sorted, p));
        expect(found[0]).toBe(sorted[0]);
        expect(found[4]).toBe(sorted.at(-1));
        for (let i = 1; i < found.length; i++) expect(found[i]).toBeGreaterThanOrEqual(found[i - 1]!);
      }),
    );
  });

  test('splitting leaves out the middle draw of an odd number', () => {
    expect(splitChains(Float64Array.of(1, 2, 3, 4, 5, 6), 2)).toEqual(Float64Array.of(1, 3, 4, 6));
    expect(splitChains(Float64Array.of(1, 2, 3, 4), 2)).toEqual(Float64Array.of(1, 2, 3, 4));
  });
});

describe('gate', () => {
  const good = normals(21, 4, 1000);
  const shifted = good.map((x, i) => (i < 1000 ? x + 0.6 : x));
  test('names the quantities that fail', () => {
    const report = checkGate([good, shifted, good, shifted], 4);
    expect(report).toMatchObject({ passed: false, failing: [1, 3] });
    expect(report.maxRhat).toBe(rhat(shifted, 4));
    expect(report.minBulkEss).toBe(bulkEss(shifted, 4));
  });
  test('stops early, beginning where told', () => {
    expect(checkGate([good, shifted, good, shifted], 4, { stopEarly: true, first: 2 }).failing).toEqual([3]);
  });
  test('a fixed quantity passes, a stuck or infinite one does not', () => {
    expect(checkGate([good, new Float64Array(4000)], 4).passed).toBe(true);
    expect(checkGate([good.map((x, i) => (i < 1000 ? 1 : x))], 4).passed).toBe(false);
    expect(checkGate([new Float64Array(4000).fill(Infinity)], 4).passed).toBe(false);
  });
  test('thresholds can be set', () => {
    expect(checkGate([good], 4, { minEss: 1e5 }).passed).toBe(false);
    expect(checkGate([shifted], 4, { maxRhat: 2, minEss: 10 }).passed).toBe(true);
  });
});

test('summarise gives one entry per coordinate', () => {
  const draws = Float64Array.from({ length: 4 * 50 * 2 }, (_, i) => (i % 2 === 0 ? Math.sin(i * i) : 7));
  const [first, second] = summarise({ draws, chains: 4, drawsPerChain: 50, dimension: 2 });
  expect(first!.rhat).not.toBeNull();
  expect(second).toMatchObject({ mean: 7, sd: 0, rhat: null });
});
