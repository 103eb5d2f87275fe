/** Student's t distribution with `df` > 0 degrees of freedom. */
import { betaCdf, betaQuantile } from './beta-distribution.js';
import { logGamma } from './log-gamma.js';

/** log of the density at x. */
export function logStudentTDensity(x: number, df: number): number {
  const constant = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  return constant - ((df + 1) / 2) * Math.log1p((x * x) / df);
}

/** The probability below x. From the tail where it is small, else from the centre outwards (DLMF 8.17). */
export function studentTCdf(x: number, df: number): number {
  if (!(df > 0) || Number.isNaN(x)) return NaN;
  const square = x * x;
  if (square > df) {
    const tail = 0.5 * betaCdf(df / (df + square), df / 2, 0.5);
    return x < 0 ? tail : 1 - tail;
  }
  const half = 0.5 * betaCdf(square / (df + square), 0.5, df / 2);
  // With many degrees of freedom this branch reaches far out, where ½ − half would lose the tail.
  if (x < 0 && half > 0.4) return 0.5 * betaCdf(df / (df + square), df / 2, 0.5);
  return x < 0 ? 0.5 - half : 0.5 + half;
}

/** The x below which lies probability p. */
export function studentTQuantile(p: number, df: number): number {
  if (!(df > 0 && p >= 0 && p <= 1)) return NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const size = p < 0.5 ? sizeOfTail(p, 1 - 2 * p, df) : sizeOfTail(1 - p, 2 * p - 1, df);
  return p < 0.5 ? -size : size;
}

/** |x| with `tail` beyond it on one side and `between` inside on both. */
function sizeOfTail(tail: number, between: number, df: number): number {
  if (between < 0.5) {
    const y = betaQuantile(between, 0.5, df / 2);
    return Math.sqrt((df * y) / (1 - y));
  }
  const y = betaQuantile(2 * tail, df / 2, 0.5);
  return Math.sqrt((df * (1 - y)) / y);
}
