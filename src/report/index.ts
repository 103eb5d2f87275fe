/** The front door of the report: plan, comparison and model as pages, files and tables. */
export { planHtml } from './html.js';
export { planView, type PlanView, type PlanViewOptions } from './plan/plan-view.js';
export { planCsv, type PlanTable } from './plan-csv.js';
export { planXlsx } from './plan-xlsx.js';
export { renderPage, renderSavedPage, viewsFolder, type PageFrame } from './templates.js';
export { csvText, type CsvCell } from './csv.js';
