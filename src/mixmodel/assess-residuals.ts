/**
 * Lag-1 autocorrelation of residuals, over neighbouring rows that both stand in the likelihood. Where the noise itself
 * is AR(1), of what that leaves: each residual less its expectation given the one before.
 * @param actual,fitted `(periods)`
 * @param rows likelihood rows, ascending
 * @param correlation lag-1 correlation of the noise
 */
export function lagOneCorrelation(
  actual: Float64Array,
  fitted: Float64Array,
  rows: Int32Array,
  correlation = 0,
): number {
  const residuals = innovations(
    Float64Array.from(rows, (row) => actual[row]! - fitted[row]!),
    rows,
    correlation,
  );
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

/** (r_i − φ r_{i−1}) ÷ √(1 − φ²) with φ = ρ^step: equal variances, whatever the step. */
function innovations(residuals: Float64Array, rows: Int32Array, correlation: number): Float64Array {
  if (correlation === 0) return residuals;
  return residuals.map((value, i) => {
    if (i === 0) return value;
    const phi = correlation ** (rows[i]! - rows[i - 1]!);
    return (value - phi * residuals[i - 1]!) / Math.sqrt(1 - phi * phi);
  });
}
