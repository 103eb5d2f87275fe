import type { FittedKpi, FittedModel } from './fitted-model.js';

/** What reading a fitted model needs; an unassessed one will do. */
export type FittedDraws = Omit<FittedModel, 'assessment'>;

export function kpiOf(fitted: FittedDraws, kpiId: string): FittedKpi {
  const kpi = fitted.kpis.find(({ id }) => id === kpiId);
  if (kpi === undefined) throw new RangeError(`unknown KPI: ${kpiId}`);
  return kpi;
}

export function drawCount(kpi: FittedKpi): number {
  return kpi.draws.length / kpi.columns.length;
}

/** Every row of the draws, in order. */
export function allRows(kpi: FittedKpi): Int32Array {
  return Int32Array.from({ length: drawCount(kpi) }, (_, row) => row);
}

/** One column at these rows of the draws, `(rows)`; empty where the model has no such parameter. */
export function drawColumn(kpi: FittedKpi, name: string, rows: Int32Array): Float64Array {
  const column = kpi.columns.indexOf(name);
  if (column < 0) return new Float64Array(0);
  const width = kpi.columns.length;
  return Float64Array.from(rows, (row) => kpi.draws[row * width + column]!);
}
