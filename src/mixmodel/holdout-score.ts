import { normalCdf } from '../inference/index.js';
import type { ForecastScore } from './fitted-model.js';

/** One held-out period, forecast. */
export interface ScoredPoint {
  readonly actual: number;
  readonly point: number;
  /** Continuous ranked probability score, KPI units. */
  readonly crps: number;
}

const rootPi = Math.sqrt(Math.PI);

/**
 * Continuous ranked probability score of the empirical distribution of draws, exactly: E|X − y| − ½ E|X − X′|
 * (Gneiting & Raftery 2007, eq. 21), the second term by order statistics.
 */
export function crpsOfDraws(draws: Float64Array, actual: number): number {
  const sorted = Float64Array.from(draws).sort();
  const n = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    distance += Math.abs(sorted[i]! - actual);
    spread += (2 * i + 1 - n) * sorted[i]!;
  }
  return distance / n - spread / (n * n);
}

/** The same of a normal distribution, in closed form; |mean − actual| at sd 0. */
export function crpsOfNormal(mean: number, sd: number, actual: number): number {
  if (!(sd > 0)) return Math.abs(mean - actual);
  const z = (actual - mean) / sd;
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / rootPi);
}

/** WAPE = Σ|error| ÷ Σ|actual|; MAPE over the periods whose actual is not 0; mean CRPS. */
export function scoreOf(points: readonly ScoredPoint[]): ForecastScore {
  let error = 0;
  let size = 0;
  let relative = 0;
  let counted = 0;
  let crps = 0;
  for (const { actual, point, crps: score } of points) {
    error += Math.abs(actual - point);
    size += Math.abs(actual);
    crps += score;
    if (actual === 0) continue;
    relative += Math.abs((actual - point) / actual);
    counted += 1;
  }
  return { wape: error / size, mape: relative / counted, crps: crps / points.length };
}
