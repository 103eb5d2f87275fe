import { keyedNormal, keyOf, type Key } from '../inference/index.js';
import type { FittedKpi } from './fitted-model.js';
import { LevelSystem } from './level-system.js';
import { stepsBetween } from './noise-block.js';

/** Key of the score that a level takes at a place of the calendar, within the data or after it. */
export function levelScoreKey(seed: number, kpi: string, place: number): Key {
  return keyOf(seed, 'level', kpi, place);
}

/** What a level's path is drawn from. */
export interface LevelSource {
  readonly fitted: FittedKpi;
  /** Of the fit: names the scores of the path. */
  readonly seed: number;
  /** Periods of the data. */
  readonly periods: number;
  /** Rows of the likelihood, ascending. */
  readonly rows: Int32Array;
}

/**
 * The drifting level of single posterior draws, in scaled KPI. A draw keeps its last level only; the path before it is
 * drawn again given that, the coefficients and the data, with scores that are pure functions of fit, period and draw:
 * the same path whoever asks. 0 up to the first likelihood row, a Brownian bridge over masked rows, a free walk after
 * the last one.
 */
export class LevelPath {
  /** `(periods)`: the level of the last `draw`. */
  readonly level: Float64Array;
  private readonly system: LevelSystem;
  private readonly pulled: Float64Array;
  private readonly atRows: Float64Array;
  private readonly columns: { readonly [name in 'step_sd' | 'level' | 'ar' | 'sigma']: number };
  private readonly keys: readonly Key[];

  constructor(private readonly source: LevelSource) {
    const { fitted, seed, periods, rows } = source;
    this.system = new LevelSystem(stepsBetween(rows));
    this.level = new Float64Array(periods);
    this.pulled = new Float64Array(rows.length);
    this.atRows = new Float64Array(rows.length);
    const column = (name: string): number => fitted.columns.indexOf(name);
    this.columns = { step_sd: column('step_sd'), level: column('level'), ar: column('ar'), sigma: column('sigma') };
    this.keys = Array.from({ length: periods }, (_, period) => levelScoreKey(seed, fitted.id, period));
  }

  /**
   * Sets `level` to that of one draw.
   * @param residual `(rows)`: scaled KPI less media and linear terms at that draw
   */
  draw(row: number, residual: Float64Array): void {
    const { system, pulled, atRows, columns, keys, level } = this;
    const { rows, fitted } = this.source;
    const at = (column: number): number => (column < 0 ? 0 : fitted.draws[row * fitted.columns.length + column]!);
    const stepSd = at(columns.step_sd);
    const score = (period: number): number => keyedNormal(keys[period]!, row);
    if (!system.set(at(columns.sigma), at(columns.ar), stepSd)) throw new RangeError('a draw without noise or walk');
    system.multiplyNoiseInverse(residual, 1, pulled);
    system.drawLevel(pulled, at(columns.level), (i) => score(rows[i]!), atRows);
    level.fill(0);
    rows.forEach((place, i) => {
      level[place] = atRows[i]!;
      if (i === 0) return;
      const from = rows[i - 1]!;
      for (let t = from + 1; t < place; t++) {
        const ahead = place - t + 1;
        const mean = level[t - 1]! + (atRows[i]! - level[t - 1]!) / ahead;
        level[t] = mean + stepSd * Math.sqrt((ahead - 1) / ahead) * score(t);
      }
    });
    for (let t = (rows.at(-1) ?? level.length - 1) + 1; t < level.length; t++) {
      level[t] = level[t - 1]! + stepSd * score(t);
    }
  }
}
