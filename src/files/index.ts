/** Front door of the files room: text or rows → typed values or faults with line and column. Touches no disk. */
export { byPlace, readModelFile, type ModelReading } from './read-model-file.js';
export type { DefaultUsed } from './defaults.js';
export { withDataDefaults } from './data-defaults.js';
export { withGrainDefaults } from './grain-defaults.js';
export { fileLimits } from './limits.js';
export { readScenarioFile, type ScenarioContext, type ScenarioReading } from './read-scenario-file.js';
export { formulaNames, type ScenarioModel } from './scenario-model.js';
export { readLineTable, type LineTableReading } from './read-line-table.js';
export type { FindParent, ParentFile } from './inherit.js';
export { readMarketFile } from './read-market-file.js';
export { modelJsonSchema, scenarioJsonSchema, schemaPaths, type JsonSchema } from './json-schemas.js';
export { writeNormalised, type NormalisedOptions } from './write-normalised.js';
export { normaliseModelFile } from './normalise-model-file.js';
export { draftModel, type DraftModelOptions } from './draft-model.js';
export { draftScenario, type DraftScenarioOptions } from './draft-scenario.js';
