/** Posterior draws of several chains. */
export interface Draws {
  /** Chains × draws × dimension, row-major: all draws of chain 0, then of chain 1 … */
  readonly draws: Float64Array;
  readonly chains: number;
  readonly drawsPerChain: number;
  readonly dimension: number;
}

/** One coordinate of all draws: chains × draws, the layout in which every diagnostic takes a quantity. */
export function quantityOf(draws: Draws, coordinate: number): Float64Array {
  const count = draws.chains * draws.drawsPerChain;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = draws.draws[i * draws.dimension + coordinate]!;
  return values;
}

/**
 * Each chain cut in half, the middle draw of an odd number left out: 2·chains × ⌊draws/2⌋.
 * Halves that differ show a chain that has not settled.
 */
export function splitChains(values: Float64Array, chains: number): Float64Array {
  const draws = values.length / chains;
  if (draws % 2 === 0) return values;
  const half = Math.floor(draws / 2);
  const split = new Float64Array(2 * chains * half);
  for (let chain = 0; chain < chains; chain++) {
    const start = chain * draws;
    split.set(values.subarray(start, start + half), 2 * chain * half);
    split.set(values.subarray(start + draws - half, start + draws), (2 * chain + 1) * half);
  }
  return split;
}

/**
 * Whether a diagnostic says anything: at least four draws per chain, all finite, and no chain constant. Where not, the
 * diagnostics give null ("not available"), as in the R package posterior.
 */
export function isDiagnosable(values: Float64Array, chains: number): boolean {
  const draws = values.length / chains;
  if (!(draws >= 4)) return false;
  for (let chain = 0; chain < chains; chain++) {
    const part = values.subarray(chain * draws, (chain + 1) * draws);
    if (!isVarying(part)) return false;
  }
  return true;
}

/** All finite and not all the same. */
function isVarying(values: Float64Array): boolean {
  const first = values[0]!;
  let varies = false;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
    if (values[i] !== first) varies = true;
  }
  return varies;
}
