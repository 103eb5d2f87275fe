import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';

/** Median of finite values; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Median absolute deviation × 1.4826: the standard deviation of normal values, deaf to outliers. */
export function robustSd(values: readonly number[]): number {
  const center = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - center)));
}

/** Pearson correlation over the rows where both are finite; NaN where either does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = 0;
  let meanA = 0;
  let meanB = 0;
  let squareA = 0;
  let squareB = 0;
  let product = 0;
  for (let index = 0; index < a.length; index += 1) {
    const x = a[index] ?? NaN;
    const y = b[index] ?? NaN;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    // Welford's update keeps its digits where values are large and steady.
    count += 1;
    const stepA = x - meanA;
    const stepB = y - meanB;
    meanA += stepA / count;
    meanB += stepB / count;
    squareA += stepA * (x - meanA);
    squareB += stepB * (y - meanB);
    product += stepA * (y - meanB);
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : NaN;
}

/**
 * Variance inflation of every column: the diagonal of the inverse correlation matrix (Belsley, Kuh & Welsch 1980).
 * Infinite for all columns that share in an exact combination, which the condition number tells first.
 */
export function varianceInflation(columns: readonly ArrayLike<number>[]): number[] {
  const size = columns.length;
  if (size < 2) return columns.map(() => 1);
  const matrix = Matrix.eye(size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const r = correlation(columns[i] ?? [], columns[j] ?? []);
      matrix.set(i, j, Number.isNaN(r) ? 0 : r);
      matrix.set(j, i, Number.isNaN(r) ? 0 : r);
    }
  }
  const decomposition = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const eigenvalues = decomposition.realEigenvalues;
  const largest = Math.max(...eigenvalues);
  if (Math.min(...eigenvalues) > largest * 1e-10) {
    const inverted = inverse(matrix);
    return columns.map((_, index) => inverted.get(index, index));
  }
  const vectors = decomposition.eigenvectorMatrix;
  return columns.map((_, row) => {
    let inflation = 0;
    eigenvalues.forEach((eigenvalue, column) => {
      const weight = vectors.get(row, column) ** 2;
      if (eigenvalue > largest * 1e-10) inflation += weight / eigenvalue;
      else if (weight > 1e-8) inflation = Infinity;
    });
    return inflation;
  });
}

/** A lasting jump of level: where, and by what factor (below 1 for a fall). */
export interface LevelShift {
  /** First index of the new level, among the values given. */
  readonly at: number;
  readonly factor: number;
}

const LEAST_SIDE = 6;

/**
 * Finds the jump that a change of unit or currency makes: nearest neighbours on both sides do not overlap, and the
 * medians of the whole sides differ by the factor too, so neither growth nor a burst is taken for one.
 * `values` are positive, in order of time.
 */
export function findLevelShift(values: readonly number[], leastFactor: number): LevelShift | null {
  if (values.length < 2 * LEAST_SIDE) return null;
  const logs = values.map(Math.log);
  const least = Math.log(leastFactor);
  let best: LevelShift | null = null;
  let widest = 0;
  for (let at = LEAST_SIDE; at <= logs.length - LEAST_SIDE; at += 1) {
    const before = logs.slice(at - LEAST_SIDE, at);
    const after = logs.slice(at, at + LEAST_SIDE);
    const gap = Math.max(Math.min(...after) - Math.max(...before), Math.min(...before) - Math.max(...after));
    const local = median(after) - median(before);
    const whole = median(logs.slice(at)) - median(logs.slice(0, at));
    const size = Math.sign(local) === Math.sign(whole) ? Math.min(Math.abs(local), Math.abs(whole)) : 0;
    // One place off the jump the medians hardly change, but the gap between the neighbours closes.
    if (size >= least && gap > widest) {
      widest = gap;
      best = { at, factor: Math.exp(whole) };
    }
  }
  return best;
}
