/** Mean and variance, taken about the first value: exact for constants, and without cancellation far from zero. */

export function sampleMean(values: Float64Array): number {
  const first = values[0] ?? NaN;
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += values[i]! - first;
  return first + sum / values.length;
}

/** With n − 1; NaN of fewer than two values. */
export function sampleVariance(values: Float64Array): number {
  const mean = sampleMean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2;
  return sum / (values.length - 1);
}
