import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, logDeterminantCholesky, randomStream, solveCholesky } from '../../src/inference/index.js';
import { MarginalLikelihood } from '../../src/mixmodel/marginal-likelihood.js';

/** log N(r; 0, σ² I + Z V Z′) with the matrix written out. */
function dense(regressors: Float64Array, sds: Float64Array, rows: number, residual: Float64Array, sigma: number) {
  const terms = sds.length;
  const covariance = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let sum = i === j ? sigma * sigma : 0;
      for (let k = 0; k < terms; k++) sum += regressors[i * terms + k]! * sds[k]! ** 2 * regressors[j * terms + k]!;
      covariance[i * rows + j] = sum;
    }
  }
  const factor = choleskyFactor(covariance, rows)!;
  const solved = solveCholesky(factor, rows, residual);
  const square = residual.reduce((sum, r, i) => sum + r * solved[i]!, 0);
  return -0.5 * (square + logDeterminantCholesky(factor, rows) + rows * Math.log(2 * Math.PI));
}

function problem(seed: number, rows: number, terms: number) {
  const random = randomStream(seed, 'marginal');
  return {
    regressors: Float64Array.from({ length: rows * terms }, () => random.normal()),
    sds: Float64Array.from({ length: terms }, () => 0.2 + 3 * random.uniform()),
    residual: Float64Array.from({ length: rows }, () => 2 * random.normal()),
    sigma: 0.2 + random.uniform(),
  };
}

describe('likelihood with the linear block integrated out', () => {
  it('equals the dense multivariate normal, with fewer or more terms than rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 2, max: 25 }),
        fc.integer({ min: 0, max: 30 }),
        (seed, rows, terms) => {
          const { regressors, sds, residual, sigma } = problem(seed, rows, terms);
          const likelihood = new MarginalLikelihood(regressors, new Float64Array(terms), sds, rows);
          const value = likelihood.evaluate(residual, sigma);
          expect(Math.abs(value - dense(regressors, sds, rows, residual, sigma))).toBeLessThan(
            1e-8 * Math.max(1, Math.abs(value)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has the gradient of that density by residual and log σ', () => {
    const { regressors, sds, residual, sigma } = problem(3, 20, 6);
    const likelihood = new MarginalLikelihood(regressors, new Float64Array(6), sds, 20);
    likelihood.evaluate(residual, sigma);
    const gradient = Float64Array.from(likelihood.residualGradient);
    const bySigma = likelihood.logSigmaGradient;
    const h = 1e-5;
    gradient.forEach((slope, i) => {
      const moved = (step: number) => residual.map((r, j) => (i === j ? r + step : r));
      const numeric = (likelihood.evaluate(moved(h), sigma) - likelihood.evaluate(moved(-h), sigma)) / (2 * h);
      expect(slope).toBeCloseTo(numeric, 6);
    });
    const up = likelihood.evaluate(residual, sigma * Math.exp(h));
    const down = likelihood.evaluate(residual, sigma * Math.exp(-h));
    expect(bySigma).toBeCloseTo((up - down) / (2 * h), 5);
  });

  it('copes with duplicated columns', () => {
    const { regressors, residual, sigma } = problem(4, 12, 1);
    const twice = Float64Array.from({ length: 24 }, (_, i) => regressors[i >> 1]!);
    const likelihood = new MarginalLikelihood(twice, new Float64Array(2), Float64Array.of(1, 2), 12);
    expect(likelihood.rank).toBe(1);
    expect(likelihood.evaluate(residual, sigma)).toBeCloseTo(
      dense(twice, Float64Array.of(1, 2), 12, residual, sigma),
      8,
    );
  });

  it('draws coefficients from their conditional posterior', () => {
    const { regressors, sds, sigma } = problem(5, 30, 2);
    const means = Float64Array.of(1, -2);
    const random = randomStream(6, 'data');
    const residual = Float64Array.from({ length: 30 }, () => random.normal());
    const likelihood = new MarginalLikelihood(regressors, means, sds, 30);
    // (V⁻¹ + Z′Z/σ²)⁻¹ and its mean, two by two.
    const precision = [1 / sds[0]! ** 2, 0, 0, 1 / sds[1]! ** 2];
    const pull = [0, 0];
    for (let t = 0; t < 30; t++) {
      for (let i = 0; i < 2; i++) {
        const z = regressors[2 * t + i]!;
        pull[i]! += (z * residual[t]!) / sigma ** 2;
        for (let j = 0; j < 2; j++) precision[2 * i + j]! += (z * regressors[2 * t + j]!) / sigma ** 2;
      }
    }
    const determinant = precision[0]! * precision[3]! - precision[1]! * precision[2]!;
    const covariance = [precision[3]!, -precision[1]!, -precision[2]!, precision[0]!].map((v) => v / determinant);
    const mean = [0, 1].map((i) => means[i]! + covariance[2 * i]! * pull[0]! + covariance[2 * i + 1]! * pull[1]!);
    const draws = Array.from({ length: 20_000 }, () => {
      const out = new Float64Array(2);
      likelihood.drawCoefficients(residual, sigma, random, out);
      return out;
    });
    for (const i of [0, 1]) {
      const values = draws.map((draw) => draw[i]!);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
      const sd = Math.sqrt(covariance[3 * i]!);
      // Four standard errors.
      expect(Math.abs(average - mean[i]!)).toBeLessThan((4 * sd) / Math.sqrt(values.length));
      expect(Math.abs(variance / covariance[3 * i]! - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
    }
  });
});
