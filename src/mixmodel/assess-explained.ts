/**
 * Share of a column's variance that others explain by least squares (R², centred), by modified Gram–Schmidt
 * (Björck 1967). Columns that add nothing new are left out, so exact collinearity among them does no harm.
 * @param columns `(rows)` each; an intercept is always added
 * @param target `(rows)`
 */
export function explainedShare(columns: readonly Float64Array[], target: Float64Array): number {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const rest = centred(column);
    const size = squares(rest);
    // Twice: once leaves rounding in nearly collinear columns.
    for (let pass = 0; pass < 2; pass++) for (const unit of basis) takeOff(rest, unit);
    const left = squares(rest);
    if (!(left > 1e-16 * size && left > 0)) continue;
    const scale = 1 / Math.sqrt(left);
    basis.push(rest.map((value) => value * scale));
  }
  const residual = centred(target);
  const total = squares(residual);
  if (!(total > 0)) return 1;
  for (const unit of basis) takeOff(residual, unit);
  return Math.min(1, Math.max(0, 1 - squares(residual) / total));
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.map((value) => value - mean);
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function takeOff(values: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < values.length; i++) along += values[i]! * unit[i]!;
  for (let i = 0; i < values.length; i++) values[i]! -= along * unit[i]!;
}
