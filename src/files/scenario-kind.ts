import type { Partially } from './check-structure.js';
import type { Checker } from './checker.js';
import type { ScenarioKindName } from '../planning/index.js';
import { scenarioDefaults } from './scenario-defaults.js';
import type { ScenarioInFile } from './schema/scenario-schema.js';

/** As much of a scenario file as could be read. */
export type PartialScenario = Partially<ScenarioInFile>;

/** The kind where the file says a valid one or none; null where what it says is wrong. */
export function kindOf(scenario: PartialScenario, checker: Checker): ScenarioKindName | null {
  const kind = scenario.objective?.kind;
  return kind ?? (checker.has(['objective', 'kind']) ? null : scenarioDefaults.kind);
}
