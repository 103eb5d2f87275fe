import { summary, type Summary } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import { allRows, drawColumn } from './draw-columns.js';
import type { NoiseAssessment } from './fitted-noise.js';

export function assessNoise({ fitted, scale }: KpiContext): NoiseAssessment {
  const of = (name: string, factor = 1): Summary | null => {
    const draws = drawColumn(fitted, name, allRows(fitted));
    return draws.length === 0 ? null : summary(draws.map((value) => factor * value));
  };
  return { correlation: of('ar'), df: of('df'), stepSd: of('step_sd', scale) };
}
