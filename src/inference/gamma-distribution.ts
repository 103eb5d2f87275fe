/** The gamma distribution with scale 1: regularised incomplete gamma functions and their inverse. */
import { invertIncreasing } from './invert-increasing.js';
import { deviance, logGamma, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';

/** P(shape, x), the probability below x. Series or continued fraction (DLMF 8.11.4, 8.9.2), whichever converges. */
export function gammaCdf(x: number, shape: number): number {
  return tails(x, shape)[0];
}

/** Q(shape, x) = 1 − P, without cancellation in the upper tail. */
export function gammaUpperTail(x: number, shape: number): number {
  return tails(x, shape)[1];
}

/** log of the density at x. */
export function logGammaDensity(x: number, shape: number): number {
  return logPrefactor(x, shape) - Math.log(x);
}

/** [P, Q]; the smaller one is computed, the other is its complement. */
function tails(x: number, shape: number): [number, number] {
  if (!(shape > 0) || Number.isNaN(x)) return [NaN, NaN];
  if (x <= 0) return [0, 1];
  if (x === Infinity) return [1, 0];
  const prefactor = Math.exp(logPrefactor(x, shape));
  if (x < shape + 1) {
    const lower = prefactor * lowerSeries(x, shape);
    return [lower, 1 - lower];
  }
  const upper = prefactor * upperFraction(x, shape);
  return [1 - upper, upper];
}

/** log(x^a e^(−x)/Γ(a)), accurate for large a (Loader 2000). */
function logPrefactor(x: number, shape: number): number {
  if (shape < 1) return shape * Math.log(x) - x - logGamma(shape);
  return 0.5 * Math.log(shape / (2 * Math.PI)) - deviance(shape, x) - stirlingError(shape);
}

function lowerSeries(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Lentz's method; every partial denominator is positive for x ≥ a + 1. */
function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - shape);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const delta = c * d;
    h *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return h;
}

/** The x below which lies probability p. Newton on the log of the nearer tail against log x. */
export function gammaQuantile(p: number, shape: number): number {
  if (!(shape > 0 && p >= 0 && p <= 1)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const fromBelow = p <= 0.5;
  const logTail = fromBelow ? Math.log(p) : Math.log1p(-p);
  const step = (u: number): [number, number] => {
    const x = Math.exp(u);
    const [lower, upper] = tails(x, shape);
    const slope = Math.exp(logPrefactor(x, shape));
    return fromBelow ? [Math.log(lower) - logTail, slope / lower] : [logTail - Math.log(upper), slope / upper];
  };
  // Far down P is x^a/Γ(a+1), which gives the answer outright where e^u would be nought.
  const tiny = (Math.log(p) + logGamma(shape + 1)) / shape;
  if (tiny < -40) return Math.exp(tiny);
  return Math.exp(invertIncreasing(step, shape < 0.5 && fromBelow ? tiny : wilsonHilferty(p, shape), tiny - 1, 800));
}

/** log of the Wilson & Hilferty (1931) guess. */
function wilsonHilferty(p: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  return root > 0.05 ? Math.log(shape) + 3 * Math.log(root) : (Math.log(p) + logGamma(shape + 1)) / shape;
}
