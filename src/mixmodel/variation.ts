/** Share of its mean by which a saturated path counts as varying even where it is flat, so that sd_t(f) is never 0. */
const flatShare = 0.05;

/**
 * How much a path varies over the likelihood rows: D = √(var_t f + (0.05 · mean_t f)²).
 * @param f `(periods)`
 * @param rows likelihood rows
 * @param weights `(periods)`, written at `rows`: dD/df, so that dD/dθ = Σ weights · df/dθ
 */
export function variationOf(f: Float64Array, rows: Int32Array, weights: Float64Array): number {
  const n = rows.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += f[rows[i]!]!;
  mean /= n;
  let variance = 0;
  for (let i = 0; i < n; i++) variance += (f[rows[i]!]! - mean) ** 2;
  variance /= n;
  const variation = Math.sqrt(variance + flatShare * flatShare * mean * mean);
  const scale = variation > 0 ? 1 / (n * variation) : 0;
  const level = flatShare * flatShare * mean;
  for (let i = 0; i < n; i++) {
    const row = rows[i]!;
    weights[row] = (f[row]! - mean + level) * scale;
  }
  return variation;
}
