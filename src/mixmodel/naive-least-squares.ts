import { Matrix, SVD } from 'ml-matrix';
import type { NaiveForecast, NaiveInput } from './naive-forecast.js';

/** Above this the normal equations lose the digits that a forecast needs. */
const worstCondition = 1e5;

/** The one thing taken from the library: it brings no types of its own and is loaded only when a holdout is computed. */
export type LeastSquares = new (
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
) => { readonly stdError: number; predict(row: readonly number[]): number[] };

/**
 * Ordinary least squares of the KPI on what was spent in the same period, with an intercept: no carry-over, no
 * saturation, no season. Spend is divided by its mean (which changes no forecast), and channels that the others
 * already give, or that never varied, are left out: the library would accept them and answer nonsense.
 */
export function leastSquaresForecast(input: NaiveInput, Regression: LeastSquares): NaiveForecast {
  const { panel, kpi, origin } = input;
  const rows = Array.from({ length: origin.from }, (_, row) => row).filter((row) => Number.isFinite(kpi[row]));
  const spends = usableSpends(
    panel.channels.map(({ spend }) => spend),
    rows,
  );
  const held = Array.from({ length: origin.to - origin.from }, (_, i) => origin.from + i);
  const at = (row: number): number[] => spends.map(({ values, unit }) => values[row]! / unit);
  if (spends.length === 0 || rows.length <= spends.length + 1) return meanForecast(rows, kpi, held.length);
  const regression = new Regression(
    rows.map(at),
    rows.map((row) => [kpi[row]!]),
  );
  const gram = designOf(rows.map(at));
  const inverse = inverseGram(gram);
  const sd = held.map((row) => {
    const x = Matrix.rowVector([...at(row), 1]);
    const leverage = x.mmul(inverse).mmul(x.transpose()).get(0, 0);
    return regression.stdError * Math.sqrt(1 + Math.max(0, leverage));
  });
  return {
    name: 'least_squares',
    mean: Float64Array.from(held, (row) => regression.predict(at(row))[0]!),
    sd: Float64Array.from(sd),
  };
}

interface Spend {
  readonly values: Float64Array;
  readonly unit: number;
}

/** Spends taken in turn, as long as the condition number of intercept and spends stays harmless. */
export function usableSpends(spends: readonly Float64Array[], rows: readonly number[]): Spend[] {
  const kept: Spend[] = [];
  for (const values of spends) {
    const unit = rows.reduce((sum, row) => sum + values[row]!, 0) / Math.max(1, rows.length);
    if (!(unit > 0)) continue;
    const tried = [...kept, { values, unit }];
    const design = designOf(rows.map((row) => tried.map((spend) => spend.values[row]! / spend.unit)));
    if (new SVD(design).condition <= worstCondition) kept.push({ values, unit });
  }
  return kept;
}

/** Rows × (spends, 1). */
function designOf(rows: readonly (readonly number[])[]): Matrix {
  return new Matrix(rows.map((row) => [...row, 1]));
}

function inverseGram(design: Matrix): Matrix {
  return new SVD(design.transpose().mmul(design)).inverse();
}

/** What is left without any spend: the mean of the training rows. */
function meanForecast(rows: readonly number[], kpi: Float64Array, count: number): NaiveForecast {
  const mean = rows.reduce((sum, row) => sum + kpi[row]!, 0) / Math.max(1, rows.length);
  const square = rows.reduce((sum, row) => sum + (kpi[row]! - mean) ** 2, 0) / Math.max(1, rows.length - 1);
  return {
    name: 'least_squares',
    mean: new Float64Array(count).fill(mean),
    sd: new Float64Array(count).fill(Math.sqrt(square * (1 + 1 / Math.max(1, rows.length)))),
  };
}
