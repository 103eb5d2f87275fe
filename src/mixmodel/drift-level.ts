import { periodsFrom, type Period } from '../data/index.js';
import { keyedNormal } from '../inference/index.js';
import { kpiContext, type KpiContext } from './assess-context.js';
import { drawColumn, type FittedDraws } from './draw-columns.js';
import { LevelPath, levelScoreKey } from './level-path.js';
import { dataRows, linearDesign } from './linear-design.js';
import { assessedMedia } from './roi-medium.js';

export interface LevelOptions {
  readonly drawRows: Int32Array;
  readonly periods: readonly Period[];
  /** `drawn`: the level walks on after the data; `held`: it stays where it was last. */
  readonly trend: 'drawn' | 'held';
}

/**
 * The drifting level over any periods, `(periods × draws)` in scaled KPI: within the data the draw's own path, after
 * the last likelihood row a walk from its last level with its own step. Pure functions of fit, KPI, period and draw.
 */
export function driftLevels(fitted: FittedDraws, kpiId: string, options: LevelOptions): Float64Array {
  const { drawRows, periods } = options;
  const context = kpiContext(fitted, kpiId);
  const origin = fitted.panel.periods[0]!;
  const last = context.rows.at(-1) ?? 0;
  const places = periods.map((period) => periodsFrom(origin, fitted.panel.grain, period.start));
  const levels = new Float64Array(periods.length * drawRows.length);
  if (places.some((place) => place <= last)) fillWithin(levels, context, options, places, last);
  fillAfter(levels, context, options, places, last);
  return levels;
}

function fillWithin(
  levels: Float64Array,
  context: KpiContext,
  { drawRows }: LevelOptions,
  places: readonly number[],
  last: number,
): void {
  const path = levelPathOf(context);
  const residualOf = residualReader(context);
  drawRows.forEach((row, d) => {
    path.draw(row, residualOf(row));
    places.forEach((place, index) => {
      if (place <= last) levels[index * drawRows.length + d] = path.level[Math.max(0, place)]!;
    });
  });
}

function fillAfter(
  levels: Float64Array,
  context: KpiContext,
  { drawRows, trend }: LevelOptions,
  places: readonly number[],
  last: number,
): void {
  const draws = drawRows.length;
  const steps = Math.max(0, ...places.map((place) => place - last));
  if (steps === 0) return;
  const level = drawColumn(context.fitted, 'level', drawRows);
  const stepSd = drawColumn(context.fitted, 'step_sd', drawRows);
  const keys = Array.from({ length: steps }, (_, step) => levelScoreKey(context.seed, context.kpi.id, last + step + 1));
  const walk = new Float64Array(steps + 1);
  for (let d = 0; d < draws; d++) {
    walk[0] = level[d]!;
    for (let step = 1; step <= steps; step++) {
      const score = trend === 'held' ? 0 : keyedNormal(keys[step - 1]!, drawRows[d]!);
      walk[step] = walk[step - 1]! + stepSd[d]! * score;
    }
    places.forEach((place, index) => {
      if (place > last) levels[index * draws + d] = walk[place - last]!;
    });
  }
}

/** The level's path of single draws of a KPI. */
export function levelPathOf(context: KpiContext): LevelPath {
  const { fitted, seed, rows, panel } = context;
  return new LevelPath({ fitted, seed, rows, periods: panel.periods.length });
}

/** Scaled KPI less media and linear terms of a draw, at the likelihood rows. */
function residualReader(context: KpiContext): (row: number) => Float64Array {
  const { panel, fitted, rows, kpi, center, scale } = context;
  const design = linearDesign(context.spec, panel, context.scales);
  const regressors = design.regressors(dataRows(panel), 'recorded');
  const columns = design.terms.map(({ name }) => fitted.columns.indexOf(name));
  const width = columns.length;
  const { channels, organic } = assessedMedia(context);
  const media = [...channels, ...organic];
  const residual = new Float64Array(rows.length);
  return (row) => {
    const at = row * fitted.columns.length;
    rows.forEach((period, i) => {
      let sum = (kpi.values[period]! - center) / scale;
      for (let k = 0; k < width; k++) sum -= regressors[period * width + k]! * fitted.draws[at + columns[k]!]!;
      residual[i] = sum;
    });
    for (const medium of media) {
      const parameters = medium.parametersOf(row);
      medium.run(parameters);
      rows.forEach((period, i) => {
        residual[i] = residual[i]! - parameters.coefficient * medium.path[period]!;
      });
    }
    return residual;
  };
}
