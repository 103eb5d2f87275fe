import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, logDeterminantCholesky, randomStream, solveCholesky } from '../../src/inference/index.js';
import { AutoregressiveLikelihood } from '../../src/mixmodel/autoregressive-likelihood.js';
import { DriftLikelihood } from '../../src/mixmodel/drift-likelihood.js';
import { LevelSystem } from '../../src/mixmodel/level-system.js';
import type { GaussianTerms } from '../../src/mixmodel/noise-block.js';

/** Rows with gaps, in one or two groups, and random regressors. */
function problem(seed: number, rows: number, size: number, groups: number) {
  const random = randomStream(seed, 'correlated');
  const places = new Int32Array(rows);
  const group = new Int32Array(rows);
  const steps = new Int32Array(rows);
  for (let i = 1; i < rows; i++) {
    const gap = random.uniform() < 0.2 ? 2 + Math.floor(3 * random.uniform()) : 1;
    group[i] = Math.floor((i * groups) / rows);
    places[i] = places[i - 1]! + gap;
    steps[i] = group[i] === group[i - 1] ? gap : 0;
  }
  const terms: GaussianTerms = {
    regressors: Float64Array.from({ length: rows * size }, () => random.normal()),
    means: new Float64Array(size),
    sds: Float64Array.from({ length: size }, () => 0.2 + 3 * random.uniform()),
    rows: places,
  };
  return {
    terms,
    steps,
    group,
    residual: Float64Array.from({ length: rows }, () => 2 * random.normal()),
    sigma: 0.2 + random.uniform(),
    correlation: -0.9 + 1.85 * random.uniform(),
    stepSd: 0.05 + random.uniform(),
  };
}

type Problem = ReturnType<typeof problem>;

/** σ² R(ρ) + τ² W + Z V Z′ written out, `(rows × rows)`. */
function covarianceOf({ terms, group }: Problem, sigma: number, correlation: number, stepSd = 0): Float64Array {
  const { regressors, sds, rows } = terms;
  const n = rows.length;
  const size = sds.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = group[i] === group[j] ? sigma ** 2 * correlation ** Math.abs(rows[i]! - rows[j]!) : 0;
      const walked = Math.min(rows[i]!, rows[j]!) - rows[group.indexOf(group[i]!)]!;
      if (group[i] === group[j]) sum += stepSd ** 2 * walked;
      for (let k = 0; k < size; k++) sum += regressors[i * size + k]! * sds[k]! ** 2 * regressors[j * size + k]!;
      covariance[i * n + j] = sum;
    }
  }
  return covariance;
}

function logNormal(covariance: Float64Array, residual: Float64Array): number {
  const n = residual.length;
  const factor = choleskyFactor(covariance, n)!;
  const solved = solveCholesky(factor, n, residual);
  const square = residual.reduce((sum, r, i) => sum + r * solved[i]!, 0);
  return -0.5 * (square + logDeterminantCholesky(factor, n) + n * Math.log(2 * Math.PI));
}

const shapes = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  rows: fc.integer({ min: 2, max: 30 }),
  size: fc.integer({ min: 0, max: 12 }),
  groups: fc.integer({ min: 1, max: 2 }),
});

describe('likelihood with AR(1) noise, linear block integrated out', () => {
  it('equals the dense multivariate normal, over gaps and groups', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, size, groups }) => {
        const example = problem(seed, rows, size, groups);
        const { residual, sigma, correlation } = example;
        const likelihood = new AutoregressiveLikelihood(example.terms, example.steps);
        const value = likelihood.evaluate(residual, sigma, correlation);
        const expected = logNormal(covarianceOf(example, sigma, correlation), residual);
        expect(Math.abs(value - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 60 },
    );
  });

  it('has the gradient of that density by residual, log σ and ρ', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, size, groups }) => {
        const { terms, steps, residual, sigma, correlation } = problem(seed, rows, size, groups);
        const likelihood = new AutoregressiveLikelihood(terms, steps);
        likelihood.evaluate(residual, sigma, correlation);
        const gradient = Float64Array.from(likelihood.residualGradient);
        const { logSigmaGradient, correlationGradient } = likelihood;
        const h = 1e-5;
        const near = (slope: number, up: number, down: number): void => {
          const numeric = (up - down) / (2 * h);
          expect(Math.abs(slope - numeric)).toBeLessThan(2e-5 * Math.max(1, Math.abs(slope)));
        };
        gradient.forEach((slope, i) => {
          const moved = (step: number) => residual.map((r, j) => (i === j ? r + step : r));
          const at = (step: number) => likelihood.evaluate(moved(step), sigma, correlation);
          near(slope, at(h), at(-h));
        });
        const bySigma = (step: number) => likelihood.evaluate(residual, sigma * Math.exp(step), correlation);
        near(logSigmaGradient, bySigma(h), bySigma(-h));
        const byCorrelation = (step: number) => likelihood.evaluate(residual, sigma, correlation + step);
        near(correlationGradient, byCorrelation(h), byCorrelation(-h));
      }),
      { numRuns: 30 },
    );
  });

  it('is no density where the correlation is not between −1 and 1', () => {
    const { terms, steps, residual } = problem(3, 10, 2, 1);
    const likelihood = new AutoregressiveLikelihood(terms, steps);
    for (const correlation of [1, -1, 1.2]) expect(likelihood.evaluate(residual, 1, correlation)).toBe(-Infinity);
  });

  it('draws coefficients from their conditional posterior, and the noise that is left', () => {
    const example = problem(5, 30, 2, 1);
    const { terms, steps, residual, sigma, correlation } = example;
    const likelihood = new AutoregressiveLikelihood({ ...terms, means: Float64Array.of(1, -2) }, steps);
    // V Z′ K⁻¹ r and V − V Z′ K⁻¹ Z V by the dense covariance K.
    const factor = choleskyFactor(covarianceOf(example, sigma, correlation), 30)!;
    const column = (k: number) => Float64Array.from({ length: 30 }, (_, i) => terms.regressors[2 * i + k]!);
    const solved = solveCholesky(factor, 30, residual);
    const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const random = randomStream(6, 'draws');
    const noise = new Float64Array(30);
    const draws = Array.from({ length: 20_000 }, () => {
      const out = new Float64Array(2);
      likelihood.drawCoefficients(residual, sigma, correlation, random, out, noise);
      return out;
    });
    const [first, second] = draws.at(-1)!;
    noise.forEach((left, i) => {
      const fit = terms.regressors[2 * i]! * (first! - 1) + terms.regressors[2 * i + 1]! * (second! + 2);
      expect(left).toBeCloseTo(residual[i]! - fit, 9);
    });
    for (const k of [0, 1]) {
      const variance = terms.sds[k]! ** 2;
      const mean = [1, -2][k]! + variance * product(column(k), solved);
      const spread = variance - variance ** 2 * product(column(k), solveCholesky(factor, 30, column(k)));
      const values = draws.map((draw) => draw[k]!);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const found = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
      // Four standard errors.
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(spread / values.length));
      expect(Math.abs(found / spread - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
    }
  });
});

describe('likelihood with a drifting level, level and linear block integrated out', () => {
  const cases = fc.record({ shape: shapes, ar: fc.boolean() });

  it('equals the dense multivariate normal, over gaps and groups, with and without AR(1) noise', () => {
    fc.assert(
      fc.property(cases, ({ shape, ar }) => {
        const example = problem(shape.seed, shape.rows, shape.size, shape.groups);
        const { residual, sigma, stepSd } = example;
        const correlation = ar ? example.correlation : 0;
        const likelihood = new DriftLikelihood(example.terms, example.steps);
        const value = likelihood.evaluate(residual, sigma, correlation, stepSd);
        const expected = logNormal(covarianceOf(example, sigma, correlation, stepSd), residual);
        expect(Math.abs(value - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 80 },
    );
  });

  it('has the gradient of that density by residual, log σ, ρ and log τ', () => {
    fc.assert(
      fc.property(cases, ({ shape, ar }) => {
        const example = problem(shape.seed, shape.rows, shape.size, shape.groups);
        const { terms, steps, residual, sigma, stepSd } = example;
        const correlation = ar ? example.correlation : 0;
        const likelihood = new DriftLikelihood(terms, steps);
        likelihood.evaluate(residual, sigma, correlation, stepSd);
        const gradient = Float64Array.from(likelihood.residualGradient);
        const { logSigmaGradient, correlationGradient, logStepGradient } = likelihood;
        const h = 1e-5;
        const near = (slope: number, at: (step: number) => number): void => {
          const numeric = (at(h) - at(-h)) / (2 * h);
          expect(Math.abs(slope - numeric)).toBeLessThan(2e-5 * Math.max(1, Math.abs(slope)));
        };
        gradient.forEach((slope, i) => {
          const moved = (step: number) => residual.map((r, j) => (i === j ? r + step : r));
          near(slope, (step) => likelihood.evaluate(moved(step), sigma, correlation, stepSd));
        });
        near(logSigmaGradient, (step) => likelihood.evaluate(residual, sigma * Math.exp(step), correlation, stepSd));
        near(correlationGradient, (step) => likelihood.evaluate(residual, sigma, correlation + step, stepSd));
        near(logStepGradient, (step) => likelihood.evaluate(residual, sigma, correlation, stepSd * Math.exp(step)));
      }),
      { numRuns: 30 },
    );
  });

  it('is no density without noise or without a walk', () => {
    const { terms, steps, residual } = problem(3, 10, 2, 1);
    const likelihood = new DriftLikelihood(terms, steps);
    expect(likelihood.evaluate(residual, 0, 0, 1)).toBe(-Infinity);
    expect(likelihood.evaluate(residual, 1, 0, 0)).toBe(-Infinity);
    expect(likelihood.evaluate(residual, 1, 1, 1)).toBe(-Infinity);
  });

  it('draws coefficients and last level from their conditional posterior', () => {
    const example = problem(5, 30, 2, 1);
    const { terms, steps, residual, sigma, correlation, stepSd } = example;
    const likelihood = new DriftLikelihood(terms, steps);
    const covariance = covarianceOf(example, sigma, correlation, stepSd);
    const factor = choleskyFactor(covariance, 30)!;
    const solved = solveCholesky(factor, 30, residual);
    const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const random = randomStream(6, 'draws');
    const draws = Array.from({ length: 20_000 }, () => {
      const out = new Float64Array(3);
      const { level } = likelihood.draw(residual, { sigma, correlation, stepSd }, random, out.subarray(0, 2));
      out[2] = level;
      return out;
    });
    // Of each drawn quantity its covariance with the residual and its own prior variance.
    const place = terms.rows;
    const last = Float64Array.from(place, (row) => stepSd ** 2 * (row - place[0]!));
    const column = (k: number) =>
      Float64Array.from({ length: 30 }, (_, i) => terms.regressors[2 * i + k]! * terms.sds[k]! ** 2);
    for (const [k, withResidual, variance] of [
      [0, column(0), terms.sds[0]! ** 2],
      [1, column(1), terms.sds[1]! ** 2],
      [2, last, last.at(-1)!],
    ] as const) {
      const mean = product(withResidual, solved);
      const spread = variance - product(withResidual, solveCholesky(factor, 30, withResidual));
      const values = draws.map((draw) => draw[k]!);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const found = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
      // Four standard errors.
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(spread / values.length));
      expect(Math.abs(found / spread - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
    }
  });

  it('draws a whole level back from its last row', () => {
    const example = problem(8, 12, 0, 1);
    const { steps, residual, sigma, correlation, stepSd, terms } = example;
    const system = new LevelSystem(steps);
    system.set(sigma, correlation, stepSd);
    const pulled = new Float64Array(12);
    system.multiplyNoiseInverse(residual, 1, pulled);
    const random = randomStream(9, 'levels');
    const size = 20_000;
    const draws = Array.from({ length: size }, () => {
      const out = new Float64Array(12);
      system.drawLevel(pulled, null, () => random.normal(), out);
      return out;
    });
    // W Ω-plus-walk⁻¹ r and the variance that is left, by the dense covariance.
    const factor = choleskyFactor(covarianceOf(example, sigma, correlation, stepSd), 12)!;
    for (const row of [1, 5, 11]) {
      const cross = Float64Array.from(terms.rows, (place) => stepSd ** 2 * Math.min(place, terms.rows[row]!));
      const solved = solveCholesky(factor, 12, cross);
      const mean = solved.reduce((sum, x, i) => sum + x * residual[i]!, 0);
      const spread = cross[row]! - solved.reduce((sum, x, i) => sum + x * cross[i]!, 0);
      const values = draws.map((draw) => draw[row]!);
      const average = values.reduce((sum, value) => sum + value, 0) / size;
      const found = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / size;
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(spread / size));
      expect(Math.abs(found / spread - 1)).toBeLessThan(4 * Math.sqrt(2 / size));
    }
    const given = new Float64Array(12);
    system.drawLevel(pulled, draws[0]!.at(-1)!, () => 0, given);
    expect(given.at(-1)).toBe(draws[0]!.at(-1));
  });
});
