import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choleskyFactor,
  dot,
  identityMatrix,
  invertCholesky,
  logDeterminantCholesky,
  metricFromCovariance,
  multiplyLower,
  multiplyLowerTransposed,
  multiplyVector,
  randomStream,
  solveCholesky,
  symmetricEigen,
} from '../../src/inference/index.js';

const sized = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer());

/** A = B Bᵀ + I/10. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const random = randomStream(seed, 'matrix');
  const b = Float64Array.from({ length: n * n }, () => random.normal());
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return dot(b.subarray(i * n, i * n + n), b.subarray(j * n, j * n + n)) + (i === j ? 0.1 : 0);
  });
}

function expectClose(actual: Float64Array, expected: Float64Array, digits = 8): void {
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, digits);
  });
}

describe('Cholesky', () => {
  test('L Lᵀ x = A x, and solving gives x back', () => {
    fc.assert(
      fc.property(sized, ([n, seed]) => {
        const a = positiveDefinite(n, seed);
        const factor = choleskyFactor(a, n)!;
        const random = randomStream(seed, 'vector');
        const x = Float64Array.from({ length: n }, () => random.normal());
        const vector = () => new Float64Array(n);
        const ax = multiplyVector(a, n, x, vector());
        expectClose(multiplyLower(factor, n, multiplyLowerTransposed(factor, n, x, vector()), vector()), ax);
        expectClose(solveCholesky(factor, n, ax), x, 7);
        expectClose(multiplyVector(invertCholesky(factor, n), n, ax, vector()), x, 7);
      }),
    );
  });

  test('may work in place, and refuses what is not positive definite', () => {
    const a = positiveDefinite(5, 1);
    const factor = choleskyFactor(a, 5)!;
    expect(choleskyFactor(a, 5, a)).toEqual(factor);
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(choleskyFactor(Float64Array.of(NaN), 1)).toBeNull();
  });

  test('a covariance that rounding has spoilt still gives a metric', () => {
    const singular = Float64Array.of(4, 2, 2, 1);
    const { factor } = metricFromCovariance(singular, 2);
    expect(factor[0]! ** 2).toBeCloseTo(4, 3);
    expect(() => metricFromCovariance(Float64Array.of(-1), 1)).toThrow(RangeError);
  });
});

describe('eigenvalues', () => {
  test('A v = λ v, vectors orthonormal, values ascending, their product the determinant', () => {
    fc.assert(
      fc.property(sized, ([n, seed]) => {
        const a = positiveDefinite(n, seed);
        const { values, vectors } = symmetricEigen(a, n);
        for (let k = 0; k < n; k++) {
          const v = vectors.slice(k * n, k * n + n);
          expectClose(
            multiplyVector(a, n, v, new Float64Array(n)),
            v.map((x) => x * values[k]!),
          );
          for (let m = 0; m <= k; m++) {
            expect(dot(v, vectors.slice(m * n, m * n + n))).toBeCloseTo(m === k ? 1 : 0, 10);
          }
          if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!);
        }
        const logDeterminant = values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(logDeterminant).toBeCloseTo(logDeterminantCholesky(choleskyFactor(a, n)!, n), 7);
      }),
    );
  });

  test('of the identity and of a matrix with known roots', () => {
    expect(symmetricEigen(identityMatrix(3), 3).values).toEqual(Float64Array.of(1, 1, 1));
    const { values } = symmetricEigen(Float64Array.of(2, 1, 0, 1, 2, 1, 0, 1, 2), 3);
    expectClose(values, Float64Array.of(2 - Math.SQRT2, 2, 2 + Math.SQRT2), 13);
  });
});
