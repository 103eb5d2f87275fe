import type { Grain, Panel } from '../data/index.js';
import type { ModelSpec } from '../mixmodel/index.js';

/** What a scenario file is checked against: the model it names, as far as it is known. */
export interface ScenarioModel {
  readonly spec: ModelSpec;
  readonly grain: Grain;
  /** With it, window, flights and the sum of a forecast are checked though the rest of the file is not yet right. */
  readonly panel?: Panel;
}

/** Names that formulas of a scenario may use. */
export function formulaNames({ spec }: ScenarioModel): string[] {
  return [
    ...spec.kpis.flatMap(({ id }) => [id, `${id}_incremental`, `${id}_run_out`]),
    'spend',
    ...spec.channels.map(({ id }) => `spend_${id}`),
  ];
}
