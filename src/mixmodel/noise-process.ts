import { keyedNormal, keyedUniform, type Key, type RandomStream } from '../inference/index.js';
import type { FittedKpi } from './fitted-model.js';

/** The noise of one group in one draw, in scaled KPI. */
export interface NoiseDraw {
  /** Of any one period: standard deviation, or the scale of the Student t. */
  sigma: number;
  /** Lag-1 correlation ρ. */
  correlation: number;
  /** Noise of the last likelihood row. */
  last: number;
  /** Degrees of freedom of the steps; ∞ for the normal. */
  df: number;
}

/** Reads the noise of a draw; a parameter that the model does not have is 0 (∞ for df). */
export function noiseReader(kpi: FittedKpi, group: string): (row: number) => NoiseDraw {
  const { columns, draws } = kpi;
  const width = columns.length;
  const own = (name: string): number => {
    const ofGroup = columns.indexOf(`${name}[${group}]`);
    return ofGroup >= 0 ? ofGroup : columns.indexOf(name);
  };
  const [sigma, correlation, last, df] = [own('sigma'), own('ar'), own('last_residual'), own('df')];
  const at = (row: number, column: number, fallback: number): number =>
    column < 0 ? fallback : draws[row * width + column]!;
  return (row) => ({
    sigma: at(row, sigma, 0),
    correlation: at(row, correlation, 0),
    last: at(row, last, 0),
    df: at(row, df, Infinity),
  });
}

/** Whether the noise of one period tells of the next. */
export function isCorrelated(kpi: FittedKpi): boolean {
  return kpi.columns.includes('ar');
}

/** ε_t = ρ ε_{t−1} + σ √(1 − ρ²) × a standard score. */
export function nextNoise(noise: NoiseDraw, before: number, score: number): number {
  const { sigma, correlation } = noise;
  return correlation * before + sigma * Math.sqrt(1 - correlation * correlation) * score;
}

/** A standard score of the noise: normal, or Student t by Bailey's polar method. */
export function drawnScore(stream: RandomStream, df: number): number {
  return df === Infinity ? stream.normal() : polarT(stream.uniform(), stream.uniform(), df);
}

/** The same as a pure function of its key and row. */
export function keyedScore(key: Key, row: number, df: number): number {
  if (df === Infinity) return keyedNormal(key, row);
  return polarT(keyedUniform(key, row, 'radius'), keyedUniform(key, row, 'angle'), df);
}

/** Exactly Student t from two uniforms: √(ν (u^(−2/ν) − 1)) cos 2πv (Bailey 1994, Mathematics of Computation 62). */
function polarT(u: number, v: number, df: number): number {
  return Math.sqrt(df * Math.expm1((-2 / df) * Math.log(u))) * Math.cos(2 * Math.PI * v);
}
