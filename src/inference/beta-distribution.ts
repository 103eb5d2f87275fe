/** The beta distribution: regularised incomplete beta function and its inverse. */
import { invertIncreasing } from './invert-increasing.js';
import { deviance, stirlingError } from './log-gamma.js';

/** I_x(a, b), the probability below x. Continued fraction DLMF 8.17.22, from the side where it converges fast. */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(x >= 0)) return x < 0 ? 0 : NaN;
  if (x >= 1) return 1;
  return tails(x, 1 - x, a, b)[0];
}

/** 1 − I_x(a, b) without cancellation. */
export function betaUpperTail(x: number, a: number, b: number): number {
  if (!(x >= 0)) return x < 0 ? 1 : NaN;
  if (x >= 1) return 0;
  return tails(x, 1 - x, a, b)[1];
}

/** log of the density at x in (0, 1). */
export function logBetaDensity(x: number, a: number, b: number): number {
  return logPrefactor(x, 1 - x, a, b) - Math.log(x) - Math.log1p(-x);
}

/** [I, 1 − I] at x, with y = 1 − x given apart so that neither end loses digits. */
function tails(x: number, y: number, a: number, b: number): [number, number] {
  if (!(a > 0 && b > 0)) return [NaN, NaN];
  if (x <= 0) return [0, 1];
  if (y <= 0) return [1, 0];
  const prefactor = Math.exp(logPrefactor(x, y, a, b));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (prefactor * fraction(x, a, b)) / a;
    return [lower, 1 - lower];
  }
  const upper = (prefactor * fraction(y, b, a)) / b;
  return [1 - upper, upper];
}

/** log(x^a y^b / B(a, b)) by deviances, accurate for large a and b (Loader 2000). */
function logPrefactor(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * Math.log(((a / n) * b) / (2 * Math.PI)) + errors - deviance(a, n * x) - deviance(b, n * y);
}

/** Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 2e-16) break;
  }
  return h;
}

/** The x below which lies probability p. Newton on the log of the nearer tail against the logit of x. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return 1;
  const fromBelow = p <= 0.5;
  const logTail = fromBelow ? Math.log(p) : Math.log1p(-p);
  const step = (u: number): [number, number] => {
    const x = 1 / (1 + Math.exp(-u));
    const y = 1 / (1 + Math.exp(u));
    const [lower, upper] = tails(x, y, a, b);
    const slope = Math.exp(logPrefactor(x, y, a, b));
    return fromBelow ? [Math.log(lower) - logTail, slope / lower] : [logTail - Math.log(upper), slope / upper];
  };
  const u = invertIncreasing(step, Math.log(a / b), -700, 700);
  return 1 / (1 + Math.exp(-u));
}
