import {
  betaQuantile,
  gammaQuantile,
  gammaUpperTail,
  logGammaDensity,
  logNormalCdf,
  normalCdf,
  normalQuantile,
  studentTQuantile,
  type RandomStream,
} from '../inference/index.js';
import type { Prior } from './model-spec.js';

/**
 * The value of a prior at a standard normal score: F⁻¹(Φ(score)), `shift` included. Taking the score rather than the
 * probability keeps both tails exact.
 */
export function priorAtScore(prior: Prior, score: number): number {
  return prior.shift + beforeShift(prior, score);
}

/** The value below which lies probability `p` of the prior. */
export function priorQuantile(prior: Prior, p: number): number {
  return priorAtScore(prior, normalQuantile(p));
}

/** One draw of a prior: one uniform of the stream, nothing carried over. */
export function samplePrior(prior: Prior, stream: RandomStream): number {
  return priorAtScore(prior, stream.normal());
}

function beforeShift(prior: Prior, x: number): number {
  switch (prior.family) {
    case 'fixed':
      return prior.value;
    case 'normal':
      return prior.mean + prior.sd * x;
    case 'laplace':
      return x < 0
        ? prior.location + prior.scale * (Math.LN2 + logNormalCdf(x))
        : prior.location - prior.scale * (Math.LN2 + logNormalCdf(-x));
    case 'halfnormal':
      return prior.sd * halfNormalAtScore(x);
    case 'lognormal':
      return Math.exp(prior.mu + prior.sigma * x);
    case 'beta':
      return betaAtScore(prior.a, prior.b, x);
    case 'gamma':
      return gammaAtScore(prior.shape, x) / prior.rate;
    case 'uniform':
      // From the nearer end, so that the value never rounds beyond either.
      return x < 0
        ? prior.low + (prior.high - prior.low) * normalCdf(x)
        : prior.high - (prior.high - prior.low) * normalCdf(-x);
    case 'truncated_normal':
      return truncatedNormalAtScore(prior.mean, prior.sd, prior.low, prior.high, x);
    case 'student_t':
      return prior.location + prior.scale * (x < 0 ? 1 : -1) * studentTQuantile(normalCdf(-Math.abs(x)), prior.df);
  }
}

/** |N(0, 1)| at a score: 2(1 − Φ(h)) = Φ(−x) on the right, 2(Φ(h) − ½) = Φ(x) on the left. */
function halfNormalAtScore(x: number): number {
  return x > -1 ? -normalQuantile(0.5 * normalCdf(-x)) : normalQuantile(0.5 + 0.5 * normalCdf(x));
}

function betaAtScore(a: number, b: number, x: number): number {
  if (a === 1) return -Math.expm1(logNormalCdf(-x) / b);
  if (b === 1) return Math.exp(logNormalCdf(x) / a);
  return x < 0 ? betaQuantile(normalCdf(x), a, b) : 1 - betaQuantile(normalCdf(-x), b, a);
}

function gammaAtScore(shape: number, x: number): number {
  if (x <= 4) return gammaQuantile(normalCdf(x), shape);
  // Beyond, Φ(x) is too near 1: Newton on the log of the upper tail, which is concave in the value.
  const logTail = logNormalCdf(-x);
  let value = gammaQuantile(normalCdf(4), shape);
  for (let iteration = 0; iteration < 100; iteration++) {
    const tail = gammaUpperTail(value, shape);
    const step = ((Math.log(tail) - logTail) * tail) / Math.exp(logGammaDensity(value, shape));
    value += step;
    if (Math.abs(step) < 1e-13 * value) break;
  }
  return value;
}

function truncatedNormalAtScore(mean: number, sd: number, low: number, high: number, x: number): number {
  const from = (low - mean) / sd;
  const to = (high - mean) / sd;
  // A cut that lies to the right of the mean is worked out on the mirror image, where its tails are small numbers.
  const value = from > 0 ? mean - sd * truncatedScore(-to, -from, -x) : mean + sd * truncatedScore(from, to, x);
  return Math.min(high, Math.max(low, value));
}

function truncatedScore(from: number, to: number, x: number): number {
  const below = normalCdf(from);
  const above = normalCdf(-to);
  const lower = below + (1 - below - above) * normalCdf(x);
  if (lower < 0.5 || to < 0) return normalQuantile(to < 0 ? below + (normalCdf(to) - below) * normalCdf(x) : lower);
  return -normalQuantile(above + (1 - below - above) * normalCdf(-x));
}
