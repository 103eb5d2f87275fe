/**
 * Lag-1 autocorrelation of residuals, over neighbouring rows that both stand in the likelihood.
 * @param actual,fitted `(periods)`
 * @param rows likelihood rows, ascending
 */
export function lagOneCorrelation(actual: Float64Array, fitted: Float64Array, rows: Int32Array): number {
  const residuals = Float64Array.from(rows, (row) => actual[row]! - fitted[row]!);
  const mean = residuals.reduce((sum, value) => sum + value, 0) / Math.max(1, residuals.length);
  let product = 0;
  let square = 0;
  for (let i = 0; i < residuals.length; i++) {
    const here = residuals[i]! - mean;
    square += here * here;
    if (i > 0 && rows[i]! === rows[i - 1]! + 1) product += here * (residuals[i - 1]! - mean);
  }
  return square > 0 ? product / square : 0;
}
