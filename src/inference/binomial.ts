import { logGamma } from './log-gamma.js';

/** The smallest k with P(X ≤ k) ≥ q, X ~ Binomial(trials, probability): the range that counts may be expected in. */
export function binomialQuantile(q: number, trials: number, probability: number): number {
  if (!(trials > 0) || probability <= 0) return 0;
  if (probability >= 1) return trials;
  const odds = Math.log(probability) - Math.log1p(-probability);
  const none = trials * Math.log1p(-probability);
  let below = 0;
  for (let k = 0; k < trials; k++) {
    const choose = logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1);
    below += Math.exp(none + choose + k * odds);
    if (below >= q) return k;
  }
  return trials;
}
