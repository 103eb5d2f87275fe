/** What a rule over several units asks for. */
export type RowKind = 'amount-min' | 'amount-max' | 'share-min' | 'share-max' | 'period-max' | 'period-step';

/**
 * A rule of the file over the money of units: low ≤ Σ weight · money + offset ≤ high, with shares times all the money
 * spent in place of the ends where `isShare`.
 */
export interface LimitRow {
  /** Place of the rule in the file, `limits.2.share.min`. */
  readonly rule: string;
  readonly kind: RowKind;
  /** `(units)`: part of each unit's money that counts. */
  readonly weights: Float64Array;
  /** Money that counts whatever the units spend: of lines that stand still. */
  readonly offset: number;
  readonly low: number;
  readonly high: number;
  readonly isShare: boolean;
}

/** low ≤ Σ weight · money ≤ high. */
export interface LinearRow {
  readonly weights: Float64Array;
  readonly low: number;
  readonly high: number;
}

/** Shares become amounts where the money spent is known, else rules over all units. */
export function linearRows(limits: readonly LimitRow[], budget: number, spendAll: boolean): LinearRow[] {
  return limits.flatMap(({ weights, offset, low, high, isShare }) => {
    const scale = isShare ? budget : 1;
    if (!isShare || spendAll) return [{ weights, low: low * scale - offset, high: high * scale - offset }];
    const rows: LinearRow[] = [];
    if (low > -Infinity) rows.push({ weights: weights.map((weight) => weight - low), low: -offset, high: Infinity });
    if (high < Infinity) rows.push({ weights: weights.map((weight) => weight - high), low: -Infinity, high: -offset });
    return rows;
  });
}

/** How much a spread breaks the worst of its rules, in money; 0 or less where it keeps them all. */
export function worstBreach(rows: readonly LinearRow[], spend: Float64Array): number {
  return rows.reduce((worst, row) => {
    const value = rowValue(row, spend);
    return Math.max(worst, row.low - value, value - row.high);
  }, 0);
}

export function rowValue({ weights }: Pick<LinearRow, 'weights'>, spend: Float64Array): number {
  return weights.reduce((sum, weight, c) => sum + weight * spend[c]!, 0);
}

/**
 * Rules over one unit alone as its own bounds, the others as they are; null where they leave a unit no money it may
 * have.
 */
export function absorbed<Bounds extends { readonly low: number; readonly high: number }>(
  units: readonly Bounds[],
  rows: readonly LinearRow[],
): { readonly units: readonly Bounds[]; readonly rows: readonly LinearRow[] } | null {
  const bounded = units.map(({ low, high }) => ({ low, high }));
  const left: LinearRow[] = [];
  for (const row of rows) {
    const touched = [...row.weights.keys()].filter((c) => Math.abs(row.weights[c]!) > 1e-12);
    const c = touched[0];
    if (touched.length > 1 || c === undefined) {
      if (touched.length > 1) left.push(row);
      else if (row.low > 0.005 || row.high < -0.005) return null;
      continue;
    }
    const weight = row.weights[c]!;
    const [a, b] = weight > 0 ? [row.low / weight, row.high / weight] : [row.high / weight, row.low / weight];
    const unit = bounded[c]!;
    // Half a cent of rounding breaks no rule.
    if (a > unit.high + 0.005 || b < unit.low - 0.005) return null;
    bounded[c] = { low: Math.min(unit.high, Math.max(unit.low, a)), high: Math.max(unit.low, Math.min(unit.high, b)) };
    if (bounded[c].low > bounded[c].high + 0.005) return null;
    if (bounded[c].low > bounded[c].high) bounded[c] = { low: bounded[c].high, high: bounded[c].high };
  }
  return { units: units.map((unit, c) => ({ ...unit, ...bounded[c]! })), rows: left };
}
