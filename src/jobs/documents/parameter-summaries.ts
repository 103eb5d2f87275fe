import { summary } from '../../inference/index.js';
import type { FittedKpi, Summary } from '../../mixmodel/index.js';

export interface ParameterSummary {
  readonly name: string;
  readonly summary: Summary;
  /** null where not available: constant or infinite draws. */
  readonly rhat: number | null;
  readonly bulkEss: number | null;
  readonly tailEss: number | null;
}

/** Every column of the draws, on the scale on which priors are written, in the order of the columns. */
export function parameterSummaries(kpi: FittedKpi): ParameterSummary[] {
  const width = kpi.columns.length;
  const rows = width === 0 ? 0 : kpi.draws.length / width;
  const diagnostics = new Map(kpi.diagnostics.map((entry) => [entry.name, entry]));
  return kpi.columns.map((name, column) => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = kpi.draws[row * width + column]!;
    const found = diagnostics.get(name);
    return {
      name,
      summary: summary(values),
      rhat: found?.rhat ?? null,
      bulkEss: found?.bulkEss ?? null,
      tailEss: found?.tailEss ?? null,
    };
  });
}
