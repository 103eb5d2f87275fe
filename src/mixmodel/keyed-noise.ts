import { parseIsoDay, periodsFrom, shiftPeriod } from '../data/index.js';
import { keyOf, type Key } from '../inference/index.js';
import { kpiOf, type FittedDraws } from './draw-columns.js';
import { likelihoodRows } from './media-history.js';
import { isCorrelated, keyedScore, nextNoise, noiseReader } from './noise-process.js';

export interface NoiseOptions {
  readonly drawRows: Int32Array;
  readonly fingerprint: string;
  /** Index of the group, 0 by default. */
  readonly group?: number;
  /** Labels of the periods. */
  readonly periods: readonly string[];
}

/**
 * Noise of single periods, `(periods × draws)` in KPI units, from the fitted process: its scores are pure functions of
 * model fingerprint, KPI, group, period and draw. Two plans on the same model have the same noise, so their difference
 * has none. AR(1) noise goes on from the last residual of the draw, and backwards from it within the data.
 */
export function keyedNoise(fitted: FittedDraws, kpiId: string, options: NoiseOptions): Float64Array {
  const { drawRows, periods, group = 0 } = options;
  const kpi = kpiOf(fitted, kpiId);
  const name = fitted.panel.groups[group]!;
  const { scale } = fitted.scales.kpis[kpiId]!;
  const read = noiseReader(kpi, name);
  const draws = drawRows.length;
  const noise = new Float64Array(periods.length * draws);
  const keyAt = (label: string): Key => keyOf(options.fingerprint, kpiId, name, label);
  if (isCorrelated(kpi)) {
    addCorrelated(noise, fitted, kpiId, options, keyAt);
    return noise;
  }
  periods.forEach((label, period) => {
    const key = keyAt(label);
    for (let d = 0; d < draws; d++) {
      const row = drawRows[d]!;
      const { sigma, df } = read(row);
      noise[period * draws + d] = scale * sigma * keyedScore(key, row, df);
    }
  });
  return noise;
}

function addCorrelated(
  noise: Float64Array,
  fitted: FittedDraws,
  kpiId: string,
  options: NoiseOptions,
  keyAt: (label: string) => Key,
): void {
  const { drawRows, periods, group = 0 } = options;
  const { spec, panel, scales } = fitted;
  const { scale } = scales.kpis[kpiId]!;
  const origin = panel.periods[0]!;
  const last = lastRow(likelihoodRows(spec, panel, kpiId), group, panel.periods.length);
  const places = periods.map((label) => periodsFrom(origin, panel.grain, parseIsoDay(label) ?? origin.start) - last);
  const read = noiseReader(kpiOf(fitted, kpiId), panel.groups[group]!);
  const draws = drawRows.length;
  for (const direction of [1, -1]) {
    const wanted = places.flatMap((place, index) => (place * direction >= 0 ? [{ place, index }] : []));
    const steps = Math.max(0, ...wanted.map(({ place }) => Math.abs(place)));
    const keys = Array.from({ length: steps }, (_, step) =>
      keyAt(shiftPeriod(origin, panel.grain, last + direction * (step + 1)).label),
    );
    const path = new Float64Array(steps + 1);
    for (let d = 0; d < draws; d++) {
      const row = drawRows[d]!;
      const draw = read(row);
      path[0] = draw.last;
      keys.forEach((key, step) => {
        path[step + 1] = nextNoise(draw, path[step]!, keyedScore(key, row, draw.df));
      });
      for (const { place, index } of wanted) noise[index * draws + d] = scale * path[Math.abs(place)]!;
    }
  }
}

/** Place of a group's last likelihood row; rows are numbered group by group. */
function lastRow(rows: Int32Array, group: number, periods: number): number {
  const own = rows.filter((row) => Math.floor(row / periods) === group);
  return (own.at(-1) ?? (group + 1) * periods - 1) - group * periods;
}
