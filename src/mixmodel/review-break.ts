import type { KpiEvidence } from './assess-evidence.js';

/** Where and how clearly the level of the KPI jumps. */
export interface LevelBreak {
  /** Label of the first period after the jump. */
  readonly period: string;
  /** Wald statistic of the one step that helps most, less what carried-over noise gives to it. */
  readonly statistic: number;
}

/** Share of the rows at either end at which no jump is looked for. */
const trimmed = 0.1;

/**
 * Looks for a lasting jump that the model does not know: of all steps the one that least squares want most beside the
 * linear terms and the media at typical transforms (the sup-Wald test, Andrews 1993, Econometrica 61). The statistic is
 * divided by the long-run variance of what is left over its variance, since a wandering level looks like steps.
 * Null where there are too few rows, where the level drifts by the model's own word, and for several groups, of which
 * each may jump at another time.
 */
export function levelBreak({ context, linearColumns, typicalPaths }: KpiEvidence): LevelBreak | null {
  const { rows, kpi, panel, spec } = context;
  if (panel.groups.length > 1 || spec.baseline.trend.kind === 'drift') return null;
  const count = rows.length;
  const basis = orthonormal([...linearColumns, ...typicalPaths], count);
  const freedom = count - basis.length - 2;
  const edge = Math.ceil(trimmed * count);
  if (freedom < 10 || count < 2 * edge + 2) return null;
  const residual = rest(
    Float64Array.from(rows, (row) => kpi.values[row]!),
    basis,
  );
  const squares = sumOfSquares(residual);
  if (!(squares > 0)) return null;
  let best = { row: 0, statistic: 0, after: residual };
  for (let at = edge; at < count - edge; at++) {
    const step = rest(
      Float64Array.from({ length: count }, (_, i) => (i < at ? 0 : 1)),
      basis,
    );
    const size = sumOfSquares(step);
    // A step that the other columns nearly make has nothing of its own to be judged by.
    if (size < 1e-3 * count) continue;
    const along = step.reduce((sum, value, i) => sum + value * residual[i]!, 0);
    const left = squares - (along * along) / size;
    const statistic = ((along * along) / size) * (freedom / Math.max(left, 1e-12 * squares));
    if (statistic > best.statistic) {
      best = { row: rows[at]!, statistic, after: residual.map((value, i) => value - (along / size) * step[i]!) };
    }
  }
  return {
    period: panel.periods[best.row]!.label,
    statistic: best.statistic / longRunRatio(best.after),
  };
}

/** Orthonormal columns that span an intercept and the given ones, by modified Gram–Schmidt, each taken off twice. */
function orthonormal(columns: readonly Float64Array[], count: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of [new Float64Array(count).fill(1), ...columns]) {
    const left = rest(rest(column, basis), basis);
    const size = sumOfSquares(left);
    if (size > 1e-16 * sumOfSquares(column) && size > 0) basis.push(left.map((value) => value / Math.sqrt(size)));
  }
  return basis;
}

function rest(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const left = Float64Array.from(values);
  for (const unit of basis) {
    let along = 0;
    for (let i = 0; i < left.length; i++) along += left[i]! * unit[i]!;
    for (let i = 0; i < left.length; i++) left[i]! -= along * unit[i]!;
  }
  return left;
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** Long-run variance ÷ variance with Bartlett weights (Newey & West 1987, Econometrica 55) up to √T lags; at least 1. */
function longRunRatio(values: Float64Array): number {
  const lags = Math.ceil(Math.sqrt(values.length));
  const size = sumOfSquares(values);
  let ratio = 1;
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0;
    for (let i = lag; i < values.length; i++) product += values[i]! * values[i - lag]!;
    ratio += (2 * (1 - lag / (lags + 1)) * product) / size;
  }
  return Math.max(1, ratio);
}
