/** How many contacts people have. */
export interface ContactCounts {
  /** Share of 1 with at least so many. */
  readonly atLeast: (count: number) => number;
}

/**
 * The distribution of contacts with a given mean and share reached: Poisson where the share is what random contacts
 * reach (or more, as rounding may say), else the negative binomial with that mean and that share of nobody.
 */
export function countDistribution(contacts: number, reach: number): ContactCounts {
  if (!(contacts > 0) || !(reach > 0)) return { atLeast: (count) => (count <= 0 ? 1 : 0) };
  const random = 1 - Math.exp(-contacts);
  const first = reach >= random - 1e-12 ? Math.exp(-contacts) : 1 - reach;
  const size = reach >= random - 1e-12 ? Infinity : sizeFor(contacts, 1 - reach);
  return {
    atLeast: (count) => {
      let term = first;
      let below = 0;
      for (let k = 0; k < count; k++) {
        below += term;
        term *= size === Infinity ? contacts / (k + 1) : ((size + k) * (contacts / (size + contacts))) / (k + 1);
      }
      return Math.max(0, Math.min(1, 1 - below));
    },
  };
}

/** Size k of the negative binomial with (1 + m/k)^(−k) = nobody; the left side falls in k from 1 to e^(−m). */
function sizeFor(mean: number, nobody: number): number {
  let low = 1e-9;
  let high = 1e9;
  for (let step = 0; step < 200; step++) {
    const middle = Math.sqrt(low * high);
    if (-middle * Math.log1p(mean / middle) > Math.log(nobody)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
