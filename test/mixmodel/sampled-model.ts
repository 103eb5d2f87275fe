import type { Panel } from '../../src/data/index.js';
import { kpiColumns } from '../../src/mixmodel/kpi-columns.js';
import { linearDesign } from '../../src/mixmodel/linear-design.js';
import { scalesOf, type ModelSpec, type SampledModel } from '../../src/mixmodel/index.js';

/**
 * A sampled model whose draws are stated, not sampled: for figures that have closed forms.
 * @param values by column of the draws: a number, or a function of the draw; columns left out are 0
 */
export function sampledModel(
  spec: ModelSpec,
  panel: Panel,
  draws: number,
  values: Readonly<Record<string, number | ((draw: number) => number)>>,
): SampledModel {
  const scales = scalesOf(spec, panel);
  const columns = kpiColumns(spec, linearDesign(spec, panel, scales).terms);
  const unknown = Object.keys(values).filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw new RangeError(`no such columns: ${unknown.join(', ')}`);
  const table = new Float64Array(draws * columns.length);
  for (let d = 0; d < draws; d++) {
    columns.forEach((name, column) => {
      const value = values[name] ?? 0;
      table[d * columns.length + column] = typeof value === 'number' ? value : value(d);
    });
  }
  return {
    schema: 'mixplan/fit@1',
    spec,
    panel,
    scales,
    seed: 1,
    sampler: {
      chains: 2,
      draws: draws / 2,
      maxRhat: 1,
      minBulkEss: draws,
      minTailEss: draws,
      divergences: 0,
      minEbfmi: 1,
      gradients: 0,
      modes: 1,
      gate: true,
      missed: [],
    },
    kpis: [{ id: spec.kpis[0]!.id, columns, draws: table, diagnostics: [], gradients: 0 }],
  };
}
