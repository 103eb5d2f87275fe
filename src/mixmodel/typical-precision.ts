import { quantiles } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import { allRows, drawColumn } from './draw-columns.js';
import { LevelSystem } from './level-system.js';

/** x ↦ K⁻¹ x over the likelihood rows, K the covariance of what is not in the design. */
export type Precision = (x: Float64Array) => Float64Array;

/**
 * The precision of noise, and with `withLevel` of a drifting level beside it, at the medians of their parameters, in
 * scaled KPI. One group.
 */
export function typicalPrecision({ fitted, rows, panel }: KpiContext, withLevel: boolean): Precision {
  const median = (name: string, fallback: number): number => {
    const draws = drawColumn(fitted, name, allRows(fitted));
    return draws.length === 0 ? fallback : quantiles(draws, [0.5])[0]!;
  };
  const df = median('df', Infinity);
  // A Student t has a larger variance than its scale says.
  const sigma = median('sigma', 1) * (df === Infinity ? 1 : Math.sqrt(df / (df - 2)));
  const stepSd = median('step_sd', 0);
  const periods = panel.periods.length;
  const steps = Int32Array.from(rows, (row, i) =>
    i === 0 || Math.floor(row / periods) !== Math.floor(rows[i - 1]! / periods) ? 0 : row - rows[i - 1]!,
  );
  const system = new LevelSystem(steps);
  system.set(sigma, median('ar', 0), stepSd > 0 ? stepSd : 1);
  return (x) => {
    const out = new Float64Array(x.length);
    system.multiplyNoiseInverse(x, 1, out);
    if (!withLevel || !(stepSd > 0)) return out;
    const level = new Float64Array(x.length);
    system.smooth(out, 1, level);
    system.multiplyNoiseInverse(
      x.map((value, i) => value - level[i]!),
      1,
      out,
    );
    return out;
  };
}
