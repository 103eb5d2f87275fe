/** The front door of the report: plan, comparison and model as pages, files and tables. */
export { compareHtml, modelHtml, planHtml } from './html.js';
export { modelView, type ModelView, type ModelViewOptions } from './model/model-view.js';
export { parameterView, type ParameterView } from './model/parameter-view.js';
export type { ModelIdentity } from './model/context.js';
export { comparisonView, type ComparisonView, type ComparisonViewOptions } from './comparison/comparison-view.js';
export { compareCsv, type ComparisonTable } from './comparison-csv.js';
export { planView, type PlanView, type PlanViewOptions } from './plan/plan-view.js';
export { planCsv, type PlanTable } from './plan-csv.js';
export { planXlsx } from './plan-xlsx.js';
export { renderPage, renderSavedPage, viewsFolder, type PageFrame } from './templates.js';
export { runOutMatters } from './run-out.js';
export { csvText, type CsvCell } from './csv.js';
